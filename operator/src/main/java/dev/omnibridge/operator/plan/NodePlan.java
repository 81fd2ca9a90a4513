package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.reason.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of the bindings of listed machines.
 *
 * @param isComplete whether every listed machine is in the set
 * @param left machines that should come or go and don't, as the management policy is
 * @param accepted the list with which none would be left so; empty if there is none
 * @param claims nodes that are in the set as listed and get our mark
 */
record NodePlan(
        List<Create> creates,
        List<Update> claims,
        List<Teardown> teardowns,
        List<Finding> findings,
        List<String> notes,
        List<DriftItem> left,
        Optional<List<String>> accepted,
        boolean isComplete) {

    static final NodePlan EMPTY = of(List.of());

    NodePlan {
        creates = List.copyOf(creates);
        claims = List.copyOf(claims);
        teardowns = List.copyOf(teardowns);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        left = List.copyOf(left);
    }

    /** Nodes that get our mark, and nothing else. */
    static NodePlan of(List<Update> claims) {
        return new NodePlan(List.of(), claims, List.of(), List.of(), List.of(), List.of(), Optional.empty(), false);
    }

    /** The same without removals that wait, and what they wait for. */
    NodePlan keeping(List<Teardown> kept, Finding reason) {
        List<Teardown> rest =
                teardowns.stream().filter(teardown -> !kept.contains(teardown)).toList();
        List<Finding> told = Stream.concat(findings.stream(), Stream.of(reason)).toList();
        return new NodePlan(creates, claims, rest, told, notes, left, accepted, isComplete);
    }

    /** The machines that would come or go. */
    List<Operation> operations() {
        return Stream.<Operation>concat(creates.stream(), teardowns.stream()).toList();
    }

    /** What the teardowns release. */
    List<MachineRelease> releases() {
        return teardowns.stream()
                .map(t -> MachineRelease.of(t.resource(), t.machines(), t.clusters()))
                .toList();
    }
}
