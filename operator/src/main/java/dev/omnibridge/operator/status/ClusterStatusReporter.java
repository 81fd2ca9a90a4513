package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.ClusterMachinesBuilder;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.MachineSetSummary;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Held;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in the status of an OmniCluster what was observed, decided and done. */
public final class ClusterStatusReporter {

    private static final int MOST_SETS = 32;

    private static final OmniClusterStatus EMPTY =
            OmniClusterStatusBuilder.builder().build();

    private final Look<OmniCluster, ClusterObservation, ClusterPlan> look;
    private final KubeconfigReport kubeconfig;
    private final OmniClusterStatus before;
    private final Patience patience;

    private ClusterStatusReporter(
            Look<OmniCluster, ClusterObservation, ClusterPlan> look, KubeconfigReport kubeconfig) {
        this.look = look;
        this.kubeconfig = kubeconfig;
        this.before = Optional.ofNullable(look.object().getStatus()).orElse(EMPTY);
        this.patience = new Patience(look.seen(), look.now());
    }

    /** The status after a look at the object. */
    public static Report<OmniClusterStatus> report(
            Look<OmniCluster, ClusterObservation, ClusterPlan> look, KubeconfigReport kubeconfig) {
        return new ClusterStatusReporter(look, kubeconfig).report();
    }

    private Report<OmniClusterStatus> report() {
        OmniClusterSpec spec = look.object().getSpec();
        Optional<ClusterInOmni> cluster = look.visible().flatMap(plan -> ClusterInOmni.of(plan.omni()));
        OmniClusterStatusBuilder status = OmniClusterStatusBuilder.builder(before)
                .observedGeneration(look.generation())
                .connection(look.reachability().connection())
                .lastHandledReconcileAt(look.handled().orElse(before.lastHandledReconcileAt()))
                .policy(PolicyBlock.of(look.plan(), spec.adoptionPolicy(), before.policy()))
                .kubeconfig(KubeconfigCondition.block(kubeconfig, before.kubeconfig()))
                .endpoint(KubeconfigCondition.endpoint(kubeconfig, before.endpoint()));
        look.plan().filter(this::isClaimed).ifPresent(plan -> status.clusterName(plan.id()));
        look.visible().flatMap(ClusterPlan::uuid).ifPresent(status::clusterUuid);
        cluster.ifPresent(inOmni -> shown(status, inOmni));
        look.planned().ifPresent(planned -> waiting(status, planned.plan(), planned.decision(), before.drift()));
        look.plan().ifPresent(plan -> status.adoption(AdoptionBlock.of(plan, before.adoption(), look.now())));
        ClusterVerdict verdict = new ClusterVerdict(
                look,
                before,
                cluster,
                kubeconfig,
                PolicyBlock.deletion(spec.deletionPolicy(), before.policy()),
                patience);
        status.conditions(Conditions.of(before.conditions())
                        .replacedBy(verdict.states(), look.generation(), look.now())
                        .list())
                .deletion(verdict.deletion());
        return new Report<>(status.build(), patience.remembered(), patience.next());
    }

    /** The name is pinned with the claim, not before: either it was seen in Omni, or Omni has just taken it. */
    private boolean isClaimed(ClusterPlan plan) {
        return plan.ownership() instanceof Ownership.Managed
                || plan.ownership() instanceof Ownership.Removed
                || look.outcome().claims(ResourceTypes.CLUSTERS, plan.id());
    }

    private void shown(OmniClusterStatusBuilder status, ClusterInOmni cluster) {
        int ready = cluster.sum(SetInOmni::ready);
        Integer requested =
                cluster.requested().isPresent() ? cluster.requested().getAsInt() : null;
        status.machines(ClusterMachinesBuilder.builder()
                        .requested(requested)
                        .allocated(cluster.sum(SetInOmni::allocated))
                        .connected(cluster.sum(SetInOmni::connected))
                        .ready(ready)
                        .summary(ready + "/" + (requested == null ? "*" : requested))
                        .build())
                .machineSets(cluster.sets().stream()
                        .limit(MOST_SETS)
                        .map(this::summary)
                        .toList());
        cluster.slice()
                .talosUpgrade()
                .ifPresent(spec -> status.talos(Upgrade.of(spec).block()));
        cluster.slice()
                .kubernetesUpgrade()
                .ifPresent(spec -> status.kubernetes(Upgrade.of(spec).block()));
    }

    private MachineSetSummary summary(SetInOmni set) {
        Optional<String> object = look.planned().stream()
                .flatMap(planned -> planned.observation().sets().stream()
                        .filter(candidate -> Claim.of(
                                        set.set(),
                                        Owner.of(planned.observation().instance(), candidate))
                                instanceof Claim.Ours))
                .map(claimant -> claimant.getMetadata().getName())
                .findFirst();
        return new MachineSetSummary(
                set.id(),
                set.isControlPlane() ? MachineSetRole.CONTROL_PLANE : MachineSetRole.WORKER,
                set.phaseName().orElse(null),
                set.summary(),
                object.orElse(null));
    }

    private static void waiting(
            OmniClusterStatusBuilder status, ClusterPlan plan, Decision decision, @Nullable Drift drift) {
        List<Held> held = decision.held();
        status.held(HeldBlock.of(held))
                .heldCount(HeldBlock.count(held))
                .drift(DriftBlock.of(plan.work().drift(), drift))
                .foreign(ForeignBlock.of(plan.foreign()))
                .awaitingApproval(Approval.of(Optional.of(decision)));
    }
}
