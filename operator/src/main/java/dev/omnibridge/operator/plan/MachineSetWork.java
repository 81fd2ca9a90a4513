package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Remembered;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.reason.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts together what is written for a machine set: the set, its nodes, and the same without anything that releases a machine. */
final class MachineSetWork {

    private final MachineSetObservation observation;
    private final AllocationRules rules;
    private final FieldHash hash;
    private final SpecMark spec;

    MachineSetWork(MachineSetObservation observation, AllocationRules rules, FieldHash hash, SpecMark spec) {
        this.observation = observation;
        this.rules = rules;
        this.hash = hash;
        this.spec = spec;
    }

    /** The set, then the nodes of its machines. A set whose source of machines is refused is not made at all. */
    Work creation(NodePlan nodes) {
        if (!rules.findings().isEmpty()) {
            return Work.none(rules.findings());
        }
        Resource<MachineSetSpec> set = Roles.placed(
                MachineSetFields.blank(observation.omni().id()),
                observation.clusterInOmni().name(),
                observation.object().getSpec().role());
        List<Field<MachineSetSpec>> fields =
                MachineSetFields.of(observation.object().getSpec());
        List<FieldChange> changes = new ArrayList<>();
        for (Field<MachineSetSpec> field : fields) {
            if (field.declared().isPresent()) {
                String value = field.declared().get();
                set = field.write().apply(set, value);
                changes.add(new FieldChange(field.path(), Optional.empty(), Optional.of(value), Cause.CREATED));
            }
        }
        Applied applied = Applied.of(spec, Difference.declared(fields), hash);
        List<Operation> operations = new ArrayList<>();
        operations.add(new Create(ClaimMarks.claim(set, observation.owner(), applied, hash), changes));
        operations.addAll(nodes.creates());
        return Work.creation(operations, nodes.findings(), nodes.notes());
    }

    /**
     * One update of the set at most, and its nodes.
     *
     * @param difference all that differs
     * @param without compares again with some paths refused
     */
    Work update(
            Difference<MachineSetSpec> difference,
            Function<Set<String>, Difference<MachineSetSpec>> without,
            ClaimChange claim,
            NodePlan nodes) {
        boolean learns = claim == ClaimChange.KEPT && nodes.isComplete();
        Function<Set<String>, Difference<MachineSetSpec>> writable =
                refused -> learns ? learningTheList(without.apply(refused)) : without.apply(refused);
        FieldWork fields = fields(difference, writable.apply(rules.refused()), claim);
        DriftFound drift = fields.drift().with(nodes);
        List<MachineRelease> releases =
                new ArrayList<>(fields.update().flatMap(this::shrink).stream().toList());
        Optional<Update> harmless = fields.update();
        if (!releases.isEmpty()) {
            Set<String> refused = new HashSet<>(rules.refused());
            refused.addAll(Set.of(MachineSetFields.CLASS_NAME, MachineSetFields.REPLICAS));
            harmless = fields(difference, writable.apply(refused), claim).update();
        }
        releases.addAll(nodes.releases());
        List<Operation> withoutRelease = ordered(nodes, harmless);
        List<Operation> operations = ordered(nodes, fields.update());
        remembered(difference.resource(), nodes, fields).ifPresent(update -> {
            operations.addFirst(update);
            if (!nodes.creates().isEmpty()) {
                withoutRelease.addFirst(update);
            }
        });
        operations.addAll(nodes.teardowns());
        List<Finding> findings = new ArrayList<>(rules.findings());
        findings.addAll(fields.findings());
        findings.addAll(nodes.findings());
        findings.addAll(FieldWork.kept(drift.items(), observation.management().policy()));
        List<String> notes = new ArrayList<>(fields.notes());
        notes.addAll(nodes.notes());
        return new Work(operations, withoutRelease, releases, findings, notes, drift, fields.memory(), fields.wakeAt());
    }

    /**
     * Under ApplyOnly a machine that somebody takes out of the set stays out, so it has to be known that the list was applied once. It is
     * remembered on the set when all of it is bound; before that nobody can have taken one out.
     */
    private Difference<MachineSetSpec> learningTheList(Difference<MachineSetSpec> difference) {
        List<String> machines = observation.object().getSpec().machines();
        if (machines == null
                || observation.management().policy() != ManagementPolicy.APPLY_ONLY
                || difference.memory().isEmpty()) {
            return difference;
        }
        String list = NodePlanner.list(machines);
        Remembered known = difference.memory().get().fields().get(NodePlanner.PATH);
        return Remembered.of(list, hash).equals(known) ? difference : difference.learning(NodePlanner.PATH, list);
    }

    /**
     * Another list of machines may change nothing on the set. That it is carried out is remembered there all the same, and before: a list
     * that comes back from an older backup is known by it.
     */
    private Optional<Update> remembered(Resource<MachineSetSpec> set, NodePlan nodes, FieldWork fields) {
        return nodes.operations().isEmpty() || fields.update().isPresent()
                ? Optional.empty()
                : fields.memory().or(() -> OlderSpec.remembering(set, observation.owner(), spec));
    }

    private FieldWork fields(
            Difference<MachineSetSpec> difference, Difference<MachineSetSpec> writable, ClaimChange claim) {
        return FieldWork.of(
                difference,
                writable,
                observation.owner(),
                spec,
                claim,
                observation.contests(),
                observation.drift().seen(),
                observation.now());
    }

    private static List<Operation> ordered(NodePlan nodes, Optional<Update> set) {
        List<Operation> operations = new ArrayList<>(nodes.creates());
        // before the set: should it end between the two, the set still says who had them, and the rest follows
        operations.addAll(nodes.claims());
        set.ifPresent(operations::add);
        return operations;
    }

    /** A smaller class releases the machines beyond the new size; those that were never allocated don't count. */
    private Optional<MachineRelease> shrink(Update update) {
        return update.changes().stream()
                .filter(change -> change.path().equals(MachineSetFields.REPLICAS))
                .flatMap(change -> change.to().stream())
                .filter(size -> !size.equals(MachineSetFields.UNLIMITED))
                .map(size -> MachineSetContents.machines(observation.omni()) - Integer.parseInt(size))
                .filter(released -> released > 0)
                .map(released -> MachineRelease.of(update.resource(), released, 0))
                .findFirst();
    }
}
