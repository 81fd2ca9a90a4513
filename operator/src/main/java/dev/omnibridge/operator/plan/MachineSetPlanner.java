package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans an OmniMachineSet: what should be written to Omni for it, before any gate. Pure. */
public final class MachineSetPlanner {

    private final MachineSetObservation observation;
    private final MachineSetOwnership ownership;
    private final FieldHash hash;
    private final SpecMark spec;

    private MachineSetPlanner(MachineSetObservation observation) {
        this.observation = observation;
        this.ownership = new MachineSetOwnership(observation);
        this.hash = new FieldHash(observation.instance());
        this.spec = observation.spec();
    }

    /** The plan. Where it names absences to confirm, ask Omni's store and plan again with {@link MachineSetObservation#confirming}. */
    public static MachineSetPlan plan(MachineSetObservation observation) {
        EffectiveDeletion deletion = DeletionPolicies.of(
                observation.object(),
                observation.cluster(),
                Optional.of(observation.connection()),
                observation.crdIsTerminating());
        MachineSetPlanner planner = new MachineSetPlanner(observation);
        return Lifecycle.isBeingDeleted(observation.object()) ? planner.removal(deletion) : planner.living(deletion);
    }

    private MachineSetPlan removal(EffectiveDeletion deletion) {
        Removal removal = MachineSetRemoval.of(observation, deletion);
        boolean isManaged = !(removal instanceof Removal.Leave) && !(removal instanceof Removal.Unconfirmed);
        Ownership standing = isManaged
                ? new Ownership.Managed()
                : new Ownership.Undecided(
                        new Finding(Reason.RELEASING, "nothing in Omni is claimed by this object"), false);
        Set<Absence> toConfirm = removal instanceof Removal.Unconfirmed ? Set.of(ownership.absence()) : Set.of();
        Work nothing = Work.none(List.of());
        return result(standing, nothing, nothing, deletion, Optional.of(removal), toConfirm);
    }

    private MachineSetPlan living(EffectiveDeletion deletion) {
        Optional<Difference<MachineSetSpec>> difference =
                observation.omni().machineSet().map(set -> difference(set, Set.of()));
        AllocationRules rules = AllocationRules.of(observation, difference);
        NodePlan wanted = NodePlanner.plan(observation, difference.flatMap(Difference::memory));
        NodePlan nodes = rules.refusesNodes() ? NodePlan.EMPTY : Replacements.awaited(wanted, observation);
        // what is refused or waits today may be let through tomorrow: whoever approves the claim approves it as well
        Ownership standing = ownership.decide(difference, wanted.operations());
        MachineSetWork work = new MachineSetWork(observation, rules, hash, spec);
        Work planned = switch (standing) {
            case Ownership.WouldCreate _ -> work.creation(nodes);
            case Ownership.Managed _ -> existing(work, difference, ClaimChange.KEPT, nodes, Set.of());
            // the set is claimed first; its nodes follow when the claim stands
            case Ownership.Returning _, Ownership.Adoptable _ ->
                existing(work, difference, ClaimChange.TAKEN, NodePlan.EMPTY, Set.of());
            case Ownership.TakeOver _ ->
                existing(work, difference, ClaimChange.TAKEN_OVER, NodePlanner.following(observation), Set.of());
            case Ownership.Observed _ -> observed(nodes);
            case Ownership.Conflict _,
                    Ownership.Lost _,
                    Ownership.Removed _,
                    Ownership.GoingAway _,
                    Ownership.Undecided _ -> Work.none(List.of());
        };
        Work asked = standing instanceof Ownership.Managed ? asked(planned, work, difference, nodes) : planned;
        boolean asks = observation.omni().machineSet().isEmpty()
                && standing.obstacle()
                        .filter(finding -> finding.reason() == Reason.WAITING_FOR_OMNI)
                        .isPresent();
        return result(
                standing, planned, asked, deletion, Optional.empty(), asks ? Set.of(ownership.absence()) : Set.of());
    }

    private Work asked(
            Work planned, MachineSetWork work, Optional<Difference<MachineSetSpec>> difference, NodePlan nodes) {
        Set<String> waiting = OperatorChange.of(observation)
                .map(change -> change.unnoticed(planned.operations()))
                .orElse(Set.of());
        return waiting.isEmpty() ? planned : existing(work, difference, ClaimChange.KEPT, nodes, waiting);
    }

    private Work existing(
            MachineSetWork work,
            Optional<Difference<MachineSetSpec>> difference,
            ClaimChange claim,
            NodePlan nodes,
            Set<String> waiting) {
        return difference
                .map(d -> work.update(d, refused -> difference(d.resource(), both(refused, waiting)), claim, nodes))
                .orElseGet(() -> Work.none(List.of()));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private Work observed(NodePlan nodes) {
        return observation
                .omni()
                .machineSet()
                .map(set -> FieldWork.observed(Settling.found(
                                difference(set, Set.of()),
                                Contests.NONE,
                                observation.drift().seen(),
                                observation.now())
                        .with(nodes)))
                .orElseGet(() -> Work.none(List.of(new Finding(
                        Reason.NOT_IN_OMNI,
                        "there is no machine set " + observation.omni().id()
                                + " in Omni, and managementPolicy Observe creates nothing"))));
    }

    private MachineSetPlan result(
            Ownership standing,
            Work work,
            Work asked,
            EffectiveDeletion deletion,
            Optional<Removal> removal,
            Set<Absence> toConfirm) {
        List<ForeignPart> foreign = standing instanceof Ownership.Managed
                ? MachineSetContents.foreignNodes(observation.omni(), observation.owner())
                : standing.toAdopt().map(AdoptionPlan::foreign).orElse(List.of());
        MachineSetNames names = MachineSetNames.of(
                observation.instance(),
                observation.object(),
                observation.cluster(),
                observation.omni().omni());
        return new MachineSetPlan(
                observation.omni().id(),
                names.name(),
                observation.clusterInOmni().uuid(),
                standing,
                work,
                asked,
                observation.management(),
                deletion,
                removal,
                foreign,
                toConfirm,
                observation.omni());
    }

    private Difference<MachineSetSpec> difference(Resource<MachineSetSpec> set, Set<String> refused) {
        List<Field<MachineSetSpec>> fields =
                MachineSetFields.of(observation.object().getSpec());
        Optional<Applied> memory = Applied.readOurs(set, observation.owner(), Difference.declared(fields), hash);
        FieldRules fieldRules = new FieldRules(
                observation.management().policy(),
                refused,
                IgnoredDifferences.of(observation.object().getSpec().ignoreDifferences()),
                observation.contests(),
                observation.reached().on(set, observation.owner(), spec));
        return Difference.of(set, fields, memory, hash, fieldRules);
    }
}
