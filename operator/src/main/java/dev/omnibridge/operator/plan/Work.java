package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.reason.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would be written, before any gate, and what stands in the way of the rest.
 *
 * @param operations creates, then updates, then removals
 * @param withoutRelease the same without anything that releases a machine; sent while the brake holds that
 * @param releases what the operations release; empty if nothing
 * @param findings what a field or a part waits for or is refused for; the rest goes on
 * @param notes facts worth telling that hold nothing up
 * @param drift fields that somebody else changed
 * @param memory only remembers what of the spec Omni has; sent where there is nothing else to write
 * @param wakeAt when to plan again although nothing changed: drift settles
 */
public record Work(
        List<Operation> operations,
        List<Operation> withoutRelease,
        List<MachineRelease> releases,
        List<Finding> findings,
        List<String> notes,
        DriftFound drift,
        Optional<Update> memory,
        Optional<Instant> wakeAt) {
    public Work {
        operations = List.copyOf(operations);
        withoutRelease = List.copyOf(withoutRelease);
        releases = List.copyOf(releases);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Nothing to write and nothing to say but this. */
    public static Work none(List<Finding> findings) {
        return creation(List.of(), findings, List.of());
    }

    /** Operations on what is not there yet: they release nothing, and nothing of it can differ. */
    static Work creation(List<Operation> operations, List<Finding> findings, List<String> notes) {
        return new Work(
                operations,
                operations,
                List.of(),
                findings,
                notes,
                DriftFound.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
