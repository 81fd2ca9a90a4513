package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.MachineSummary;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.ServiceAccountIdentity;
import dev.omnibridge.api.v1alpha1.VersionProgress;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events that lie between two statuses of one object: one per transition, none for what stayed as it was. */
public final class Transitions {

    /** Beyond this many machines at once, one event counts them. */
    private static final int MOST_MACHINE_EVENTS = 10;

    private Transitions() {}

    /** Events of an OmniCluster. */
    public static List<StatusEvent> between(@Nullable OmniClusterStatus before, OmniClusterStatus after) {
        String name = Objects.requireNonNullElse(after.clusterName(), "the cluster");
        ConditionTransitions conditions = conditions(before == null ? null : before.conditions(), after.conditions());
        List<StatusEvent> events = new WorkloadTransitions(conditions, name)
                .claimed(before == null ? null : before.clusterName(), after.clusterName())
                .adopted(before == null ? null : before.adoption(), after.adoption())
                .shortage()
                .held(before == null ? null : before.heldCount(), after.heldCount())
                .drift(before == null ? null : before.drift(), after.drift())
                .deletion(before == null ? null : before.deletion(), after.deletion())
                .events();
        upgrade("Talos", name, before == null ? null : before.talos(), after.talos(), events);
        upgrade("Kubernetes", name, before == null ? null : before.kubernetes(), after.kubernetes(), events);
        kubeconfig(before == null ? null : before.kubeconfig(), after.kubeconfig(), events);
        if (conditions.comesTo(ConditionType.KUBECONFIG_READY, Reason.TOKEN_REFUSED)) {
            events.add(StatusEvent.warning(
                    Reason.TOKEN_REFUSED.text(), conditions.message(ConditionType.KUBECONFIG_READY)));
        }
        return List.copyOf(events);
    }

    /** Events of an OmniMachineSet. */
    public static List<StatusEvent> between(@Nullable OmniMachineSetStatus before, OmniMachineSetStatus after) {
        String id = Objects.requireNonNullElse(after.machineSetId(), "the machine set");
        ConditionTransitions conditions = conditions(before == null ? null : before.conditions(), after.conditions());
        List<StatusEvent> events = new WorkloadTransitions(conditions, id)
                .claimed(before == null ? null : before.machineSetId(), after.machineSetId())
                .adopted(before == null ? null : before.adoption(), after.adoption())
                .shortage()
                .held(before == null ? null : before.heldCount(), after.heldCount())
                .drift(before == null ? null : before.drift(), after.drift())
                .deletion(before == null ? null : before.deletion(), after.deletion())
                .events();
        // a list that was cut does not tell who came or left
        if (after.machinesOmitted() == null && (before == null || before.machinesOmitted() == null)) {
            SortedSet<String> old = ids(before == null ? null : before.machineList());
            SortedSet<String> now = ids(after.machineList());
            machines("MachineAllocated", "allocated to " + id, now, old, events);
            machines("MachineReleased", "released from " + id, old, now, events);
        }
        return List.copyOf(events);
    }

    /** Events of an OmniConnection. */
    public static List<StatusEvent> between(@Nullable OmniConnectionStatus before, OmniConnectionStatus after) {
        ConditionTransitions conditions = conditions(before == null ? null : before.conditions(), after.conditions());
        List<StatusEvent> events = new ArrayList<>(conditions.common());
        if (conditions.begins(ConditionType.REACHABLE)) {
            events.add(StatusEvent.normal("Connected", "Omni answers"));
        }
        if (conditions.ends(ConditionType.REACHABLE)) {
            events.add(StatusEvent.warning(Reason.CONNECTION_DOWN.text(), conditions.message(ConditionType.REACHABLE)));
        }
        if (conditions.begins(ConditionType.RELEASE_HELD)) {
            events.add(StatusEvent.warning("BrakeTripped", conditions.message(ConditionType.RELEASE_HELD)));
        }
        String old = fingerprint(before == null ? null : before.identity());
        String now = fingerprint(after.identity());
        if (!old.isEmpty() && !now.isEmpty() && !old.equals(now)) {
            events.add(StatusEvent.normal("CredentialsRotated", "a key with another fingerprint is in use: " + now));
        }
        return List.copyOf(events);
    }

    private static ConditionTransitions conditions(@Nullable List<Condition> before, @Nullable List<Condition> after) {
        return new ConditionTransitions(Conditions.of(before), Conditions.of(after));
    }

    private static void upgrade(
            String product,
            String cluster,
            @Nullable VersionProgress before,
            @Nullable VersionProgress after,
            List<StatusEvent> events) {
        if (before == null || after == null || before.version() == null) {
            return;
        }
        if (before.target() == null && after.target() != null) {
            events.add(StatusEvent.normal(
                    product + "UpgradeStarted",
                    "%s: %s %s to %s".formatted(cluster, product, before.version(), after.target())));
        }
        if (before.target() != null && after.target() == null) {
            events.add(StatusEvent.normal(
                    "UpgradeFinished", "%s: %s is at %s".formatted(cluster, product, after.version())));
        }
    }

    private static void kubeconfig(
            @Nullable KubeconfigStatus before, @Nullable KubeconfigStatus after, List<StatusEvent> events) {
        String issued = after == null ? null : after.issuedAt();
        if (after != null && issued != null && (before == null || !issued.equals(before.issuedAt()))) {
            events.add(StatusEvent.normal(
                    "KubeconfigIssued", "Secret %s, valid until %s".formatted(after.secretName(), after.expiresAt())));
        }
    }

    private static void machines(
            String reason, String what, SortedSet<String> there, SortedSet<String> notThere, List<StatusEvent> events) {
        List<String> moved = there.stream().filter(id -> !notThere.contains(id)).toList();
        if (moved.size() > MOST_MACHINE_EVENTS) {
            events.add(StatusEvent.normal(reason, moved.size() + " machines " + what));
            return;
        }
        moved.forEach(id -> events.add(StatusEvent.normal(reason, "machine " + id + " " + what)));
    }

    private static SortedSet<String> ids(@Nullable List<MachineSummary> machines) {
        return machines == null
                ? new TreeSet<>()
                : machines.stream().map(MachineSummary::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String fingerprint(@Nullable ServiceAccountIdentity identity) {
        return identity == null ? "" : Objects.requireNonNullElse(identity.keyFingerprint(), "");
    }
}
