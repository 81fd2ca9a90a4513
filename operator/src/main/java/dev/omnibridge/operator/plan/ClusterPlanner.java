package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
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
    private final ClusterOwnership ownership;

    private ClusterPlanner(ClusterObservation observation) {
        this.observation = observation;
        this.owner = observation.owner();
        this.hash = new FieldHash(observation.instance());
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
        return result(standing, Work.none(List.of()), deletion, Optional.of(removal), Optional.empty(), toConfirm);
    }

    private ClusterPlan living(EffectiveDeletion deletion) {
        Optional<Resource<ClusterSpec>> cluster = observation.omni().cluster();
        Optional<VersionRules> rules = cluster.map(this::rules);
        Optional<Difference<ClusterSpec>> difference = cluster.flatMap(c -> rules.map(r -> difference(c, r.refused())));
        // what is refused today may be let through tomorrow: whoever approves the claim approves it as well
        Ownership standing = ownership.decide(cluster.map(c -> difference(c, Set.of())));
        Optional<HeldUpgrade> heldUpgrade = difference.flatMap(this::heldUpgrade);
        Optional<VersionRules> inForce = heldUpgrade.isPresent() ? cluster.map(this::rulesWithoutUpgrade) : rules;
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
        Set<Absence> toConfirm =
                cluster.isEmpty() && standing instanceof Ownership.Undecided ? Set.of(ownership.absence()) : Set.of();
        return result(standing, work, deletion, Optional.empty(), heldUpgrade, toConfirm);
    }

    private ClusterPlan result(
            Ownership standing,
            Work work,
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
        Applied applied = Applied.of(observation.generation(), Difference.declared(fields), hash);
        Create create = new Create(ClaimMarks.claim(cluster, owner, applied, hash), changes);
        return new Work(
                List.of(create),
                List.of(create),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    private Work existing(
            Optional<Difference<ClusterSpec>> difference, ClaimChange claim, Optional<VersionRules> rules) {
        return difference.flatMap(d -> rules.map(r -> update(d, claim, r))).orElseGet(() -> Work.none(List.of()));
    }

    private Work update(Difference<ClusterSpec> difference, ClaimChange claim, VersionRules rules) {
        FieldWork fields = FieldWork.of(
                difference,
                difference(difference.resource(), rules.refused()),
                owner,
                observation.generation(),
                claim,
                observation.driftSeen(),
                observation.now());
        List<Finding> findings = new ArrayList<>(rules.findings());
        findings.addAll(fields.findings());
        findings.addAll(FieldWork.kept(
                fields.settling().items(), observation.management().policy()));
        List<Operation> operations =
                fields.update().<List<Operation>>map(List::of).orElse(List.of());
        return new Work(
                operations,
                operations,
                List.of(),
                findings,
                fields.notes(),
                fields.settling().items(),
                fields.settling().seen(),
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
        return FieldWork.observed(
                Settling.of(difference(cluster.get(), Set.of()), observation.driftSeen(), observation.now()));
    }

    private Difference<ClusterSpec> difference(Resource<ClusterSpec> cluster, Set<String> refused) {
        Map<String, String> declared =
                Difference.declared(ClusterFields.of(observation.object().getSpec(), Set.of()));
        Optional<Applied> memory = Applied.readOurs(cluster, owner, declared, hash);
        Set<String> remembered = memory.map(m -> m.fields().keySet()).orElse(Set.of());
        List<Field<ClusterSpec>> fields = ClusterFields.of(observation.object().getSpec(), remembered);
        return Difference.of(cluster, observation.management().policy(), fields, memory, hash, refused::contains);
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

    private VersionRules rules(Resource<ClusterSpec> cluster) {
        return VersionRules.forUpdate(wanted(), present(cluster), observation.omni(), table());
    }

    /** Talos then has to run the Kubernetes that stays. */
    private VersionRules rulesWithoutUpgrade(Resource<ClusterSpec> cluster) {
        VersionRules.Pair present = present(cluster);
        VersionRules.Pair wanted = new VersionRules.Pair(wanted().talos(), present.kubernetes());
        return VersionRules.forUpdate(wanted, present, observation.omni(), table())
                .refusing(ClusterFields.KUBERNETES_VERSION);
    }

    private static VersionRules.Pair present(Resource<ClusterSpec> cluster) {
        return new VersionRules.Pair(
                Versions.canonical(cluster.spec().getTalosVersion()),
                Versions.canonical(cluster.spec().getKubernetesVersion()));
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
