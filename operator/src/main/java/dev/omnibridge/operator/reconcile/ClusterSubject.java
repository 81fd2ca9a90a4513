package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.ClusterNames;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.ClusterPlanner;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.DeletionPolicies;
import dev.omnibridge.operator.plan.EffectiveDeletion;
import dev.omnibridge.operator.plan.KubernetesUpgrade;
import dev.omnibridge.operator.plan.UnknownSpec;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.DeletionHolds;
import dev.omnibridge.operator.policy.Gates;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.status.ClusterStatusReporter;
import dev.omnibridge.operator.status.Look;
import dev.omnibridge.operator.status.Report;
import dev.omnibridge.operator.status.StatusEvent;
import dev.omnibridge.operator.status.Transitions;
import dev.omnibridge.operator.view.ClusterSlice;
import java.util.List;
import java.util.Optional;

/** What is particular to passes over OmniClusters: rivals for a name, and the kubeconfig beside the plan. */
final class ClusterSubject implements Subject<OmniCluster, OmniClusterStatus, ClusterObservation, ClusterPlan> {

    private final String instance;
    private final Ports ports;
    private final ClusterKubeconfigs kubeconfigs;

    ClusterSubject(String instance, Ports ports, ClusterKubeconfigs kubeconfigs) {
        this.instance = instance;
        this.ports = ports;
        this.kubeconfigs = kubeconfigs;
    }

    @Override
    public ResourceType<?> type() {
        return ResourceTypes.CLUSTERS;
    }

    @Override
    public String connectionOf(OmniCluster object) {
        return Relations.connectionOf(object);
    }

    /** Its sets: what is to be kept of them holds the cluster around them. */
    @Override
    public List<OmniMachineSet> relatives(ClusterObservation observation) {
        return observation.sets();
    }

    @Override
    public Optional<Finding> unknownSpec(OmniCluster object) {
        return UnknownSpec.of(object);
    }

    @Override
    public ClusterObservation observe(
            OmniCluster object, ConnectionFacts facts, OmniSnapshot omni, Circumstances circumstances) {
        String name = ClusterNames.of(instance, object, omni);
        return new ClusterObservation(
                instance,
                object,
                facts,
                new ClusterSlice(name, omni),
                ports.objects()
                        .machineSetsOf(
                                object.getMetadata().getNamespace(),
                                object.getMetadata().getName()),
                rivals(object, facts, name),
                circumstances.crdIsTerminating(),
                circumstances.confirmedAbsent(),
                circumstances.upgradeAnswer(),
                circumstances.drift(),
                circumstances.now());
    }

    @Override
    public ClusterSlice inOmni(ClusterObservation observation) {
        return observation.omni();
    }

    @Override
    public ClusterPlan plan(ClusterObservation observation) {
        return ClusterPlanner.plan(observation);
    }

    @Override
    public Decision decide(ClusterObservation observation, ClusterPlan plan, Ledger ledger) {
        return Gates.decide(observation, plan, ledger);
    }

    @Override
    public Optional<KubernetesUpgrade> upgrade(ClusterObservation observation, Decision decision) {
        return KubernetesUpgrade.among(decision.operations(), observation);
    }

    @Override
    public Optional<String> lastHandled(OmniCluster object) {
        return Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::lastHandledReconcileAt);
    }

    @Override
    public Optional<Finding> deletionHold(OmniCluster object) {
        return DeletionHolds.of(object);
    }

    @Override
    public EffectiveDeletion deletionWithoutConnection(OmniCluster object, boolean crdIsTerminating) {
        return DeletionPolicies.of(object, Optional.empty(), crdIsTerminating);
    }

    @Override
    public KubeconfigStand kubeconfig(Look<OmniCluster, ClusterObservation, ClusterPlan> look) {
        return kubeconfigs.pass(look);
    }

    @Override
    public Report<OmniClusterStatus> report(
            Look<OmniCluster, ClusterObservation, ClusterPlan> look, KubeconfigStand kubeconfig) {
        Report<OmniClusterStatus> report = ClusterStatusReporter.report(look, kubeconfig.report());
        return new Report<>(report.status(), report.remembered(), kubeconfig.soonerThan(report.lookAgainAfter()));
    }

    @Override
    public List<StatusEvent> transitions(OmniCluster object, OmniClusterStatus next) {
        return Transitions.between(object.getStatus(), next);
    }

    @Override
    public boolean hasStatus(OmniCluster object) {
        return object.getStatus() != null && object.getStatus().conditions() != null;
    }

    @Override
    public void forget(String uid) {
        kubeconfigs.forget(uid);
    }

    /** Objects that mean the same cluster in the same account; two connections to one account meet here. */
    private List<OmniCluster> rivals(OmniCluster object, ConnectionFacts facts, String name) {
        return ports.objects().clustersNamed(name).stream()
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()))
                .filter(other -> Relations.connectionOf(other).equals(facts.name())
                        || accountOf(Relations.connectionOf(other))
                                .filter(facts.accountId()::equals)
                                .isPresent())
                .toList();
    }

    private Optional<String> accountOf(String connection) {
        return switch (ports.connections().view(connection)) {
            case ConnectionView.Usable(var facts, var omni, var writer) -> Optional.of(facts.accountId());
            case ConnectionView.Down(var facts, var omni, var since, var finding) -> Optional.of(facts.accountId());
            case ConnectionView.ForDeletionsOnly(var facts, var omni, var writer, var finding) ->
                Optional.of(facts.accountId());
            case ConnectionView.Missing missing -> Optional.empty();
            case ConnectionView.NotReady notReady -> Optional.empty();
        };
    }
}
