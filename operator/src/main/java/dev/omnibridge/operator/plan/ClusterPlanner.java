package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans an OmniCluster: what should be written to Omni for it, before any gate. Pure. */
public final class ClusterPlanner {

    private final ClusterObservation observation;
    private final Owner owner;
    private final FieldHash hash;
    private final SpecMark spec;
    private final ClusterOwnership ownership;

    private ClusterPlanner(ClusterObservation observation) {
        this.observation = observation;
        this.owner = observation.owner();
        this.hash = new FieldHash(observation.instance());
        this.spec = observation.spec();
        this.ownership = new ClusterOwnership(observation);
    }

    /** The plan. Where it names absences to confirm, ask Omni's store and plan again with {@link ClusterObservation#confirming}. */
    public static ClusterPlan plan(ClusterObservation observation) {
        EffectiveDeletion deletion = DeletionPolicies.of(
                observation.object(), Optional.of(observation.connection()), observation.crdIsTerminating());
        ClusterPlanner planner = new ClusterPlanner(observation);
        return Lifecycle.isBeingDeleted(observation.object()) ? planner.removal(deletion) : planner.living(deletion);
    }

    private ClusterPlan removal(EffectiveDeletion deletion) {
        Removal removal = ClusterRemoval.of(observation, deletion);
        boolean isManaged = !(removal instanceof Removal.Leave) && !(removal instanceof Removal.Unconfirmed);
        Ownership standing = isManaged
                ? new Ownership.Managed()
                : new Ownership.Undecided(
                        new Finding(Reason.RELEASING, "nothing in Omni is claimed by this object"), false);
        Set<Absence> toConfirm = removal instanceof Removal.Unconfirmed ? Set.of(ownership.absence()) : Set.of();
        Work nothing = Work.none(List.of());
        return result(standing, nothing, nothing, deletion, Optional.of(removal), Optional.empty(), toConfirm);
    }

    private ClusterPlan living(EffectiveDeletion deletion) {
        Optional<Resource<ClusterSpec>> cluster = observation.omni().cluster();
        Optional<Difference<ClusterSpec>> difference = cluster.map(c -> difference(c, Set.of()));
        Optional<VersionRules> rules = difference.map(this::rules);
        // what is refused today may be let through tomorrow: whoever approves the claim approves it as well
        Ownership standing = ownership.decide(difference);
        Optional<HeldUpgrade> heldUpgrade =
                cluster.flatMap(c -> rules.flatMap(r -> heldUpgrade(difference(c, r.refused()))));
        Optional<VersionRules> inForce = heldUpgrade.isPresent() ? difference.map(this::rulesWithoutUpgrade) : rules;
        Work work = switch (standing) {
            case Ownership.WouldCreate _ -> creation();
            case Ownership.Managed _ -> existing(difference, ClaimChange.KEPT, inForce);
            case Ownership.Returning _, Ownership.Adoptable _ -> existing(difference, ClaimChange.TAKEN, inForce);
            case Ownership.TakeOver _ -> existing(difference, ClaimChange.TAKEN_OVER, inForce);
            case Ownership.Observed _ -> observed();
            case Ownership.Conflict _,
                    Ownership.Lost _,
                    Ownership.Removed _,
                    Ownership.GoingAway _,
                    Ownership.Undecided _ -> Work.none(List.of());
        };
        Work asked = standing instanceof Ownership.Managed ? asked(work, difference, inForce) : work;
        Set<Absence> toConfirm =
                cluster.isEmpty() && standing instanceof Ownership.Undecided ? Set.of(ownership.absence()) : Set.of();
        return result(standing, work, asked, deletion, Optional.empty(), heldUpgrade, toConfirm);
    }

    private ClusterPlan result(
            Ownership standing,
            Work work,
            Work asked,
            EffectiveDeletion deletion,
            Optional<Removal> removal,
            Optional<HeldUpgrade> heldUpgrade,
            Set<Absence> toConfirm) {
        List<ForeignPart> foreign = standing instanceof Ownership.Managed
                ? new ClusterContents(observation).unclaimed()
                : standing.toAdopt().map(AdoptionPlan::foreign).orElse(List.of());
        return new ClusterPlan(
                observation.omni().name(),
                observation.omni().uuid(),
                standing,
                work,
                asked,
                observation.management(),
                deletion,
                removal,
                foreign,
                heldUpgrade,
                toConfirm,
                observation.omni());
    }

    private Work creation() {
        VersionRules rules = VersionRules.forCreation(wanted(), table());
        if (!rules.refused().isEmpty()) {
            return Work.none(rules.findings());
        }
        Resource<ClusterSpec> cluster = ClusterFields.blank(observation.omni().name());
        List<Field<ClusterSpec>> fields = ClusterFields.of(observation.object().getSpec(), Set.of());
        List<FieldChange> changes = new ArrayList<>();
        for (Field<ClusterSpec> field : fields) {
            if (field.declared().isPresent()) {
                String value = field.declared().get();
                cluster = field.write().apply(cluster, value);
                changes.add(new FieldChange(field.path(), Optional.empty(), Optional.of(value), Cause.CREATED));
            }
        }
        Applied applied = Applied.of(spec, Difference.declared(fields), hash);
        Create create = new Create(ClaimMarks.claim(cluster, owner, applied, hash), changes);
        return Work.creation(List.of(create), List.of(), List.of());
    }

    private Work existing(
            Optional<Difference<ClusterSpec>> difference, ClaimChange claim, Optional<VersionRules> rules) {
        return difference.flatMap(d -> rules.map(r -> update(d, claim, r))).orElseGet(() -> Work.none(List.of()));
    }

    private Work asked(Work work, Optional<Difference<ClusterSpec>> difference, Optional<VersionRules> rules) {
        Set<String> waiting = OperatorChange.of(observation)
                .map(change -> change.unnoticed(work.operations()))
                .orElse(Set.of());
        return waiting.isEmpty() ? work : existing(difference, ClaimChange.KEPT, rules.map(r -> r.refusing(waiting)));
    }

    private Work update(Difference<ClusterSpec> difference, ClaimChange claim, VersionRules rules) {
        FieldWork fields = FieldWork.of(
                difference,
                difference(difference.resource(), rules.refused()),
                owner,
                spec,
                claim,
                observation.contests(),
                observation.drift().seen(),
                observation.now());
        List<Finding> findings = new ArrayList<>(rules.findings());
        findings.addAll(fields.findings());
        findings.addAll(
                FieldWork.kept(fields.drift().items(), observation.management().policy()));
        List<Operation> operations =
                fields.update().<List<Operation>>map(List::of).orElse(List.of());
        return new Work(
                operations,
                operations,
                List.of(),
                findings,
                fields.notes(),
                fields.drift(),
                fields.memory(),
                fields.wakeAt());
    }

    private Work observed() {
        Optional<Resource<ClusterSpec>> cluster = observation.omni().cluster();
        if (cluster.isEmpty()) {
            return Work.none(List.of(new Finding(
                    Reason.NOT_IN_OMNI,
                    "there is no Omni cluster " + observation.omni().name()
                            + ", and managementPolicy Observe creates nothing")));
        }
        return FieldWork.observed(Settling.found(
                difference(cluster.get(), Set.of()),
                Contests.NONE,
                observation.drift().seen(),
                observation.now()));
    }

    private Difference<ClusterSpec> difference(Resource<ClusterSpec> cluster, Set<String> refused) {
        Map<String, String> declared =
                Difference.declared(ClusterFields.of(observation.object().getSpec(), Set.of()));
        Optional<Applied> memory = Applied.readOurs(cluster, owner, declared, hash);
        Set<String> remembered = memory.map(m -> m.fields().keySet()).orElse(Set.of());
        List<Field<ClusterSpec>> fields = ClusterFields.of(observation.object().getSpec(), remembered);
        FieldRules fieldRules = new FieldRules(
                observation.management().policy(),
                refused,
                IgnoredDifferences.of(observation.object().getSpec().ignoreDifferences()),
                observation.contests(),
                observation.reached().on(cluster, owner, spec));
        return Difference.of(cluster, fields, memory, hash, fieldRules);
    }

    /** What the answer to a first plan keeps from being written. */
    private Optional<HeldUpgrade> heldUpgrade(Difference<ClusterSpec> difference) {
        return observation.upgradeAnswer().stream()
                .flatMap(answer -> switch (answer) {
                    case UpgradeAnswer.Allowed _ -> Stream.<HeldUpgrade>empty();
                    case UpgradeAnswer.Withheld withheld ->
                        KubernetesUpgrade.version(difference.changes()).stream()
                                .map(change -> new HeldUpgrade(difference.resource(), change, withheld));
                })
                .findFirst();
    }

    private VersionRules rules(Difference<ClusterSpec> difference) {
        return VersionRules.forUpdate(asked(difference), present(difference), observation.omni(), table());
    }

    /** Talos then has to run the Kubernetes that stays. */
    private VersionRules rulesWithoutUpgrade(Difference<ClusterSpec> difference) {
        VersionRules.Pair present = present(difference);
        VersionRules.Pair asked = new VersionRules.Pair(asked(difference).talos(), present.kubernetes());
        return VersionRules.forUpdate(asked, present, observation.omni(), table())
                .refusing(Set.of(ClusterFields.KUBERNETES_VERSION));
    }

    /** A version that stays as it is in Omni asks for nothing: the other one has to fit it. */
    private VersionRules.Pair asked(Difference<ClusterSpec> difference) {
        VersionRules.Pair present = present(difference);
        VersionRules.Pair wanted = wanted();
        return new VersionRules.Pair(
                difference.leavesAlone(ClusterFields.TALOS_VERSION) ? present.talos() : wanted.talos(),
                difference.leavesAlone(ClusterFields.KUBERNETES_VERSION) ? present.kubernetes() : wanted.kubernetes());
    }

    private static VersionRules.Pair present(Difference<ClusterSpec> difference) {
        ClusterSpec spec = difference.resource().spec();
        return new VersionRules.Pair(
                Versions.canonical(spec.getTalosVersion()), Versions.canonical(spec.getKubernetesVersion()));
    }

    private VersionRules.Pair wanted() {
        return new VersionRules.Pair(
                Versions.canonical(observation.object().getSpec().talos().version()),
                Versions.canonical(observation.object().getSpec().kubernetes().version()));
    }

    private TalosVersions table() {
        return TalosVersions.of(observation.omni().omni());
    }
}
