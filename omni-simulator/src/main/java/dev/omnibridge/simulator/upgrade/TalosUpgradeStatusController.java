package dev.omnibridge.simulator.upgrade;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineTalosVersionSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
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
                        Input.byLabel(ResourceTypes.SCHEMATIC_CONFIGURATIONS, OmniKeys.CLUSTER)));
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        List<Resource<ClusterMachineSpec>> machines = inCluster(ResourceTypes.CLUSTER_MACHINES, cluster);
        setTargets(cluster, machines);
        List<Resource<MachinePendingUpdatesSpec>> pending = inCluster(ResourceTypes.MACHINE_PENDING_UPDATES, cluster);
        List<Resource<ClusterMachineConfigStatusSpec>> configs =
                inCluster(ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, cluster);
        writeRollout(cluster, pending);
        write(
                cluster.id(),
                status -> status.withSpec(
                        new TalosUpgradeProgress(store, cluster.id(), cluster.spec(), machines, configs, pending)
                                .status(status.spec())));
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<ClusterSpec> cluster) {
        inCluster(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, cluster)
                .forEach(target -> Outputs.remove(store, NAME, target.type(), target.id()));
        return Outputs.remove(store, NAME, ResourceTypes.UPGRADE_ROLLOUTS, cluster.id());
    }

    private void setTargets(Resource<ClusterSpec> cluster, List<Resource<ClusterMachineSpec>> machines) {
        for (Resource<ClusterMachineSpec> machine : machines) {
            store.get(ResourceTypes.SCHEMATIC_CONFIGURATIONS, machine.id())
                    .filter(schematic -> schematic.hasLabel(OmniKeys.CLUSTER))
                    .ifPresent(schematic -> store.modify(
                            NAME,
                            ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS,
                            machine.id(),
                            target -> target.withLabel(OmniKeys.CLUSTER, cluster.id())
                                    .withSpec(ClusterMachineTalosVersionSpec.newBuilder()
                                            .setTalosVersion(cluster.spec().getTalosVersion())
                                            .setSchematicId(schematic.spec().getSchematicId())
                                            .build())));
        }
        List<String> ids = machines.stream().map(Resource::id).toList();
        inCluster(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, cluster).stream()
                .filter(target -> !ids.contains(target.id()))
                .forEach(target -> Outputs.remove(store, NAME, target.type(), target.id()));
    }

    private void writeRollout(Resource<ClusterSpec> cluster, List<Resource<MachinePendingUpdatesSpec>> pending) {
        UpgradeRolloutSpec rollout = UpgradeRolloutSpec.newBuilder()
                .putAllMachineSetsUpgradeQuota(UpgradeQuota.of(
                        inCluster(ResourceTypes.MACHINE_SETS, cluster),
                        inCluster(ResourceTypes.CLUSTER_MACHINE_STATUSES, cluster),
                        pending))
                .build();
        store.modify(NAME, ResourceTypes.UPGRADE_ROLLOUTS, cluster.id(), output -> output.withSpec(rollout));
    }

    private <S extends Message> List<Resource<S>> inCluster(ResourceType<S> type, Resource<ClusterSpec> cluster) {
        return store.list(type, LabelQuery.equal(OmniKeys.CLUSTER, cluster.id()));
    }
}
