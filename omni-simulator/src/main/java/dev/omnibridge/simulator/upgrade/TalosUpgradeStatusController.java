package dev.omnibridge.simulator.upgrade;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineTalosVersionSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.SchematicConfigurationSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec.Phase;
import dev.omnibridge.omni.proto.specs.UpgradeRolloutSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Tells each machine of a cluster which Talos it should run, gives sets their turn, and says how far it is. Its status has no labels. */
final class TalosUpgradeStatusController extends Transform<ClusterSpec, TalosUpgradeStatusSpec> {

    private static final String NAME = "TalosUpgradeStatusController";

    TalosUpgradeStatusController(Store store) {
        super(
                store,
                NAME,
                ResourceTypes.CLUSTERS,
                ResourceTypes.TALOS_UPGRADE_STATUSES,
                List.of(
                        Input.byLabel(ResourceTypes.MACHINE_SETS, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.MACHINE_PENDING_UPDATES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.SCHEMATIC_CONFIGURATIONS, OmniKeys.CLUSTER)));
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        List<Resource<ClusterMachineSpec>> machines = inCluster(ResourceTypes.CLUSTER_MACHINES, cluster);
        OutdatedMachines outdated =
                OutdatedMachines.among(store, machines, cluster.spec().getTalosVersion());
        TalosUpgradeStatusSpec status = new TalosUpgradeProgress(
                        store,
                        cluster.id(),
                        cluster.spec(),
                        machines.size(),
                        outdated,
                        inCluster(ResourceTypes.MACHINE_PENDING_UPDATES, cluster))
                .status(store.get(ResourceTypes.TALOS_UPGRADE_STATUSES, cluster.id())
                        .map(Resource::spec)
                        .orElse(TalosUpgradeStatusSpec.getDefaultInstance()));
        boolean mayProceed = writeRollout(cluster, outdated, status.getPhase() == Phase.Reverting);
        setTargets(cluster, machines);
        write(cluster.id(), output -> output.withSpec(mayProceed ? status : TalosUpgradeProgress.waiting(status)));
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<ClusterSpec> cluster) {
        inCluster(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, cluster)
                .forEach(target -> Outputs.remove(store, NAME, target.type(), target.id()));
        return Outputs.remove(store, NAME, ResourceTypes.UPGRADE_ROLLOUTS, cluster.id());
    }

    /** Workers hear of another version one look after the control planes, so that these are under way first. */
    private void setTargets(Resource<ClusterSpec> cluster, List<Resource<ClusterMachineSpec>> machines) {
        if (!setTargets(cluster, machines, OmniKeys.ROLE_CONTROL_PLANE)) {
            setTargets(cluster, machines, OmniKeys.ROLE_WORKER);
        }
        List<String> ids = machines.stream().map(Resource::id).toList();
        inCluster(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, cluster).stream()
                .filter(target -> !ids.contains(target.id()))
                .forEach(target -> Outputs.remove(store, NAME, target.type(), target.id()));
    }

    private boolean setTargets(
            Resource<ClusterSpec> cluster, List<Resource<ClusterMachineSpec>> machines, String role) {
        boolean hasChanged = false;
        for (Resource<ClusterMachineSpec> machine : machines) {
            if (machine.hasLabel(role)) {
                hasChanged |= store.get(ResourceTypes.SCHEMATIC_CONFIGURATIONS, machine.id())
                        .filter(schematic -> schematic.hasLabel(OmniKeys.CLUSTER)
                                && schematic
                                        .spec()
                                        .getTalosVersion()
                                        .equals(cluster.spec().getTalosVersion()))
                        .filter(schematic -> setTarget(cluster, schematic))
                        .isPresent();
            }
        }
        return hasChanged;
    }

    private boolean setTarget(Resource<ClusterSpec> cluster, Resource<SchematicConfigurationSpec> schematic) {
        long before = version(schematic.id());
        store.modify(
                NAME,
                ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS,
                schematic.id(),
                target -> target.withLabel(OmniKeys.CLUSTER, cluster.id())
                        .withSpec(ClusterMachineTalosVersionSpec.newBuilder()
                                .setTalosVersion(cluster.spec().getTalosVersion())
                                .setSchematicId(schematic.spec().getSchematicId())
                                .build()));
        return version(schematic.id()) != before;
    }

    private long version(String machine) {
        return store.get(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, machine)
                .map(Resource::version)
                .orElse(0L);
    }

    private boolean writeRollout(Resource<ClusterSpec> cluster, OutdatedMachines outdated, boolean isReverting) {
        UpgradeRolloutSpec rollout = UpgradeRolloutSpec.newBuilder()
                .putAllMachineSetsUpgradeQuota(UpgradeQuota.of(
                        inCluster(ResourceTypes.MACHINE_SETS, cluster),
                        isReverting ? List.of() : inCluster(ResourceTypes.CLUSTER_MACHINE_STATUSES, cluster),
                        outdated.hasControlPlane()))
                .build();
        store.modify(NAME, ResourceTypes.UPGRADE_ROLLOUTS, cluster.id(), output -> output.withSpec(rollout));
        return rollout.getMachineSetsUpgradeQuotaCount() > 0;
    }

    private <S extends Message> List<Resource<S>> inCluster(ResourceType<S> type, Resource<ClusterSpec> cluster) {
        return store.list(type, LabelQuery.equal(OmniKeys.CLUSTER, cluster.id()));
    }
}
