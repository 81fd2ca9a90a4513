package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.DeletionPolicies;
import dev.omnibridge.operator.plan.EffectiveDeletion;
import dev.omnibridge.operator.plan.KubernetesUpgrade;
import dev.omnibridge.operator.plan.MachineSetNames;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.plan.MachineSetPlanner;
import dev.omnibridge.operator.plan.UnknownSpec;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.DeletionHolds;
import dev.omnibridge.operator.policy.Gates;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.status.Look;
import dev.omnibridge.operator.status.MachineSetStatusReporter;
import dev.omnibridge.operator.status.Report;
import dev.omnibridge.operator.status.StatusEvent;
import dev.omnibridge.operator.status.Transitions;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.List;
import java.util.Optional;

/** What is particular to passes over OmniMachineSets. */
final class MachineSetSubject
        implements Subject<OmniMachineSet, OmniMachineSetStatus, MachineSetObservation, MachineSetPlan> {

    private final String instance;
    private final Objects objects;

    MachineSetSubject(String instance, Objects objects) {
        this.instance = instance;
        this.objects = objects;
    }

    @Override
    public ResourceType<?> type() {
        return ResourceTypes.MACHINE_SETS;
    }

    /** A set uses its cluster's connection; without the cluster object the one it used before. */
    @Override
    public String connectionOf(OmniMachineSet object) {
        return cluster(object)
                .map(Relations::connectionOf)
                .or(() -> Optional.ofNullable(object.getStatus()).map(OmniMachineSetStatus::connection))
                .orElse(OmniBridgeApi.DEFAULT_CONNECTION);
    }

    @Override
    public List<OmniCluster> relatives(MachineSetObservation observation) {
        return observation.cluster().stream().toList();
    }

    @Override
    public Optional<OmniCluster> missing(MachineSetObservation observation) {
        return observation.cluster().isPresent() ? Optional.empty() : Optional.of(named(observation.object()));
    }

    private static OmniCluster named(OmniMachineSet set) {
        OmniCluster cluster = new OmniCluster();
        cluster.getMetadata().setNamespace(set.getMetadata().getNamespace());
        cluster.getMetadata().setName(set.getSpec().clusterRef().name());
        return cluster;
    }

    @Override
    public Optional<Finding> unknownSpec(OmniMachineSet object) {
        return UnknownSpec.of(object).or(() -> cluster(object).flatMap(UnknownSpec::of));
    }

    @Override
    public MachineSetObservation observe(
            OmniMachineSet object, ConnectionFacts facts, OmniSnapshot omni, Circumstances circumstances) {
        Optional<OmniCluster> cluster = cluster(object);
        MachineSetNames names = MachineSetNames.of(instance, object, cluster, omni);
        return new MachineSetObservation(
                instance,
                object,
                cluster,
                facts,
                new ClusterSlice(names.cluster(), omni),
                new MachineSetSlice(names.id(), omni),
                rivals(object, names, omni),
                circumstances.crdIsTerminating(),
                circumstances.confirmedAbsent(),
                circumstances.drift(),
                circumstances.now());
    }

    @Override
    public ClusterSlice inOmni(MachineSetObservation observation) {
        return observation.clusterInOmni();
    }

    @Override
    public MachineSetPlan plan(MachineSetObservation observation) {
        return MachineSetPlanner.plan(observation);
    }

    @Override
    public Decision decide(MachineSetObservation observation, MachineSetPlan plan, Ledger ledger) {
        return Gates.decide(observation, plan, ledger);
    }

    @Override
    public Optional<KubernetesUpgrade> upgrade(MachineSetObservation observation, Decision decision) {
        return Optional.empty();
    }

    @Override
    public Optional<String> lastHandled(OmniMachineSet object) {
        return Optional.ofNullable(object.getStatus()).map(OmniMachineSetStatus::lastHandledReconcileAt);
    }

    @Override
    public Optional<Finding> deletionHold(OmniMachineSet object) {
        return DeletionHolds.of(object, cluster(object));
    }

    @Override
    public EffectiveDeletion deletionWithoutConnection(OmniMachineSet object, boolean crdIsTerminating) {
        return DeletionPolicies.of(object, cluster(object), Optional.empty(), crdIsTerminating);
    }

    @Override
    public KubeconfigStand kubeconfig(Look<OmniMachineSet, MachineSetObservation, MachineSetPlan> look) {
        return KubeconfigStand.UNCHANGED;
    }

    @Override
    public Report<OmniMachineSetStatus> report(
            Look<OmniMachineSet, MachineSetObservation, MachineSetPlan> look, KubeconfigStand kubeconfig) {
        return MachineSetStatusReporter.report(look);
    }

    @Override
    public List<StatusEvent> transitions(OmniMachineSet object, OmniMachineSetStatus next) {
        return Transitions.between(object.getStatus(), next);
    }

    @Override
    public boolean hasStatus(OmniMachineSet object) {
        return object.getStatus() != null && object.getStatus().conditions() != null;
    }

    @Override
    public void forget(String uid) {
        // nothing is kept here
    }

    private Optional<OmniCluster> cluster(OmniMachineSet object) {
        return objects.cluster(
                object.getMetadata().getNamespace(),
                object.getSpec().clusterRef().name());
    }

    /** Two sets of one cluster object can mean the same set in Omni: by name, or as two control planes. */
    private List<OmniMachineSet> rivals(OmniMachineSet object, MachineSetNames names, OmniSnapshot omni) {
        return objects
                .machineSetsOf(
                        object.getMetadata().getNamespace(),
                        object.getSpec().clusterRef().name())
                .stream()
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()))
                .filter(other -> MachineSetNames.of(instance, other, cluster(other), omni)
                        .id()
                        .equals(names.id()))
                .toList();
    }
}
