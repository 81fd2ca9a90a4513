package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Adoption;
import dev.omnibridge.api.v1alpha1.AdoptionState;
import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.WaitReason;
import dev.omnibridge.api.v1alpha1.WaitingMachine;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events that clusters and machine sets have in common. */
final class WorkloadTransitions {

    private final ConditionTransitions conditions;
    private final String id;
    private final List<StatusEvent> events = new ArrayList<>();

    /** @param id in Omni, for the texts */
    WorkloadTransitions(ConditionTransitions conditions, String id) {
        this.conditions = conditions;
        this.id = id;
        events.addAll(conditions.common());
    }

    List<StatusEvent> events() {
        return events;
    }

    WorkloadTransitions claimed(@Nullable String before, @Nullable String after) {
        if (before == null && after != null) {
            events.add(StatusEvent.normal("Claimed", after + " in Omni is managed by this object"));
        }
        return this;
    }

    /** A plan in the status that came true; also where the process ended between the claim in Omni and the status. */
    WorkloadTransitions adopted(@Nullable Adoption before, @Nullable Adoption after) {
        boolean wasPlanned = before != null && before.state() == AdoptionState.PLANNED;
        if (wasPlanned && after != null && after.state() == AdoptionState.ADOPTED) {
            events.add(StatusEvent.normal(
                    "Adopted",
                    "%s existed in Omni and is managed by this object now: %s, %s left alone"
                            .formatted(
                                    id,
                                    Words.count(after.changes(), "change"),
                                    Words.count(after.foreign(), "foreign object"))));
        }
        return this;
    }

    /** What scales up for another reason now has its machines; nothing is known of one that can't be seen. */
    WorkloadTransitions shortage() {
        if (conditions.comesTo(ConditionType.SCALING_UP, Reason.INSUFFICIENT_MACHINES)) {
            events.add(StatusEvent.warning(
                    Reason.INSUFFICIENT_MACHINES.text(), id + ": " + conditions.message(ConditionType.SCALING_UP)));
        }
        if (conditions.leaves(ConditionType.SCALING_UP, Reason.INSUFFICIENT_MACHINES)
                && !conditions.isUnknown(ConditionType.SCALING_UP)) {
            events.add(StatusEvent.normal("ShortageEnded", id + " has the machines it asked for"));
        }
        return this;
    }

    WorkloadTransitions held(@Nullable Integer before, @Nullable Integer after) {
        if (before == null && after != null) {
            events.add(StatusEvent.normal(
                    "ChangeHeld", id + ": " + Words.count(after, "change") + " held back, see status.held"));
        }
        if (before != null && after == null) {
            events.add(StatusEvent.normal("ChangeReleased", id + ": nothing is held back any more"));
        }
        return this;
    }

    WorkloadTransitions drift(@Nullable Drift before, @Nullable Drift after) {
        if (before == null && after != null) {
            events.add(StatusEvent.warning(
                    "DriftDetected",
                    id + ": " + Words.count(after.count(), "difference") + " in Omni, see status.drift"));
        }
        // what is being deleted tells no drift, whether there is some or not
        if (before != null && after == null && !conditions.holds(ConditionType.DELETING)) {
            events.add(StatusEvent.normal("DriftCorrected", id + " is as the spec says again"));
        }
        return this;
    }

    WorkloadTransitions deletion(@Nullable DeletionProgress before, @Nullable DeletionProgress after) {
        if (before == null && after != null) {
            events.add(StatusEvent.normal("DeletionStarted", id + " is torn down in Omni"));
        }
        Set<String> known = unreachable(before);
        unreachable(after).stream()
                .filter(machine -> !known.contains(machine))
                .sorted()
                .forEach(machine -> events.add(StatusEvent.warning(
                        "MachineUnreachable",
                        "the teardown of " + id + " waits for machine " + machine + ", which is unreachable")));
        for (Reason held : List.of(Reason.RELEASE_HELD, Reason.FOREIGN_CONTENTS)) {
            heldRelease(held);
        }
        return this;
    }

    /** A release is held while the object is deleted, or while it only shrinks. */
    private void heldRelease(Reason reason) {
        for (ConditionType type : List.of(ConditionType.DELETING, ConditionType.SYNCED)) {
            if (conditions.comesTo(type, reason)) {
                events.add(StatusEvent.warning(reason.text(), conditions.message(type)));
                return;
            }
        }
    }

    private static Set<String> unreachable(@Nullable DeletionProgress progress) {
        return progress == null || progress.waitingFor() == null
                ? Set.of()
                : progress.waitingFor().stream()
                        .filter(machine -> machine.reason() == WaitReason.UNREACHABLE)
                        .map(WaitingMachine::machine)
                        .collect(Collectors.toSet());
    }
}
