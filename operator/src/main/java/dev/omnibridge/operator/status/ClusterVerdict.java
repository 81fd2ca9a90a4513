package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.IgnoredDifferences;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Held;
import dev.omnibridge.operator.policy.Pause;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All conditions of an OmniCluster, and how far its deletion is. */
final class ClusterVerdict {

    private final Look<OmniCluster, ClusterObservation, ClusterPlan> look;
    private final OmniClusterStatus before;
    private final Conditions conditions;
    private final Optional<ClusterInOmni> cluster;
    private final KubeconfigReport kubeconfig;
    private final Patience patience;
    private final DeletionReport deletion;

    ClusterVerdict(
            Look<OmniCluster, ClusterObservation, ClusterPlan> look,
            OmniClusterStatus before,
            Optional<ClusterInOmni> cluster,
            KubeconfigReport kubeconfig,
            Optional<DeletionPolicy> policy,
            Patience patience) {
        this.look = look;
        this.before = before;
        this.conditions = Conditions.of(before.conditions());
        this.cluster = cluster;
        this.kubeconfig = kubeconfig;
        this.patience = patience;
        this.deletion = new DeletionReport(
                look,
                conditions,
                before.deletion(),
                cluster.map(ClusterInOmni::machines).orElse(new Machines(List.of())),
                policy,
                cluster.map(ClusterInOmni::name).orElse(""),
                patience);
    }

    @Nullable DeletionProgress deletion() {
        return deletion.progress();
    }

    List<ConditionState> states() {
        Synchronization sync = new Synchronization(look, conditions, patience);
        List<ConditionState> states = new ArrayList<>();
        Health health = health(states);
        states.addAll(deletion.concern()
                .map(Summary::deleting)
                .orElseGet(() -> Summary.of(look.reachability(), sync.forReady(), health)));
        states.add(sync.condition());
        KubeconfigCondition.of(kubeconfig, conditions).ifPresent(states::add);
        states.add(OmniReachability.condition(look.reachability()));
        states.add(deletion.condition());
        states.add(paused());
        return states;
    }

    /** The health for Ready; the conditions that show it are added to the list. */
    private Health health(List<ConditionState> states) {
        Optional<Finding> unknown = OmniReachability.healthUnknown(look.reachability());
        if (cluster.isEmpty()) {
            if (before.clusterName() != null) {
                unknown.map(ClusterConditions::unknown).ifPresent(states::addAll);
            }
            return new Health.Hidden();
        }
        if (cluster.get().status().isEmpty()) {
            states.addAll(ClusterConditions.unknown(
                    new Finding(Reason.NOT_YET_REPORTED, "Omni has not reported on the cluster yet")));
            return new Health.NotYetReported();
        }
        return known(cluster.get(), states);
    }

    private Health known(ClusterInOmni inOmni, List<ConditionState> states) {
        OmniClusterSpec spec = look.object().getSpec();
        Optional<Upgrade> talos = inOmni.slice().talosUpgrade().map(Upgrade::of);
        Optional<Upgrade> kubernetes = inOmni.slice().kubernetesUpgrade().map(Upgrade::of);
        // what Omni keeps from locked machines is under way all the same, and told as that
        List<Held> held = look.decision().map(Decision::held).orElse(List.of()).stream()
                .filter(change -> change.gate() != Gate.MACHINE_LOCK)
                .toList();
        List<Finding> findings = look.decision().map(Decision::findings).orElse(List.of());
        UpgradeConditions talosUpgraded = new UpgradeConditions(
                ConditionType.TALOS_UPGRADED,
                talos,
                wanted(
                        "spec.talos.version",
                        spec.talos().version(),
                        inOmni.cluster().spec().getTalosVersion()),
                "spec.talos.version",
                held,
                Optional.empty(),
                findings);
        UpgradeConditions kubernetesUpgraded = new UpgradeConditions(
                ConditionType.KUBERNETES_UPGRADED,
                kubernetes,
                wanted(
                        "spec.kubernetes.version",
                        spec.kubernetes().version(),
                        inOmni.cluster().spec().getKubernetesVersion()),
                "spec.kubernetes.version",
                held,
                refusedByChecks(),
                findings);
        List<Upgrade> underWay = Stream.concat(talos.stream(), kubernetes.stream())
                .filter(Upgrade::isUnderWay)
                .toList();
        ClusterShortage shortage =
                ClusterShortage.of(inOmni, wasReason(ConditionType.SCALING_UP, Reason.INSUFFICIENT_MACHINES), patience);
        ConfigFailures failures = ConfigFailures.of(
                inOmni.machines(), wasReason(ConditionType.CONFIG_APPLIED, Reason.CONFIG_APPLY_FAILED), patience);
        ClusterConditions size = new ClusterConditions(inOmni);

        states.addAll(new Availability(inOmni, conditions, !underWay.isEmpty(), patience).states());
        states.add(talosUpgraded.condition());
        states.add(kubernetesUpgraded.condition());
        states.add(size.scalingUp(shortage));
        states.add(size.scalingDown());
        states.add(size.rollingOut(underWay));
        states.add(size.configApplied(failures));

        List<Concern> upgrades = Stream.of(
                        talosUpgraded.concern(Reason.UPGRADING_TALOS),
                        kubernetesUpgraded.concern(Reason.UPGRADING_KUBERNETES))
                .flatMap(Optional::stream)
                .toList();
        List<Concern> concerns =
                new ArrayList<>(new ClusterHealth(inOmni, conditions).concerns(shortage, failures, upgrades));
        KubeconfigCondition.concern(kubeconfig).ifPresent(concerns::add);
        return new Health.Known(concerns, readyMessage(inOmni, talos, kubernetes));
    }

    private String readyMessage(ClusterInOmni inOmni, Optional<Upgrade> talos, Optional<Upgrade> kubernetes) {
        String versions = Stream.concat(talos.stream(), kubernetes.stream())
                .map(upgrade -> ", " + upgrade.product() + " " + upgrade.reached())
                .reduce("", String::concat);
        int differences =
                look.plan().map(plan -> plan.work().drift().items().size()).orElse(0);
        String drift = differences == 0 ? "" : "; " + Words.count(differences, "difference") + " in Omni";
        return ClusterHealth.machines(inOmni) + versions + drift;
    }

    /** A version that is left as it is in Omni is wanted so. */
    private String wanted(String path, String declared, String inOmni) {
        boolean isIgnored = IgnoredDifferences.of(look.object().getSpec().ignoreDifferences())
                .covers(path);
        boolean isKept = look.plan().filter(plan -> plan.keeps(path)).isPresent();
        return isIgnored || isKept ? inOmni : declared;
    }

    private Optional<Finding> refusedByChecks() {
        return look.decision().stream()
                .flatMap(decision -> decision.findings().stream())
                .filter(finding -> finding.reason() == Reason.PRE_CHECK_FAILED)
                .findFirst();
    }

    private boolean wasReason(ConditionType type, Reason reason) {
        return conditions.reason(type).equals(reason.text());
    }

    private ConditionState paused() {
        Optional<Pause> pause =
                Pause.of(look.object(), look.planned().map(p -> p.observation().connection()));
        if (pause.isPresent()) {
            return PauseReport.of(pause.get());
        }
        return cluster.filter(ClusterInOmni::isLocked)
                .map(inOmni -> PauseReport.locked(inOmni.name()))
                .orElseGet(PauseReport::none);
    }
}
