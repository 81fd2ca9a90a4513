package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.ProvisionStatus;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ConfigApplyStatus;
import dev.omnibridge.omni.proto.specs.MachineStatusSnapshotSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps ClusterMachineStatuses: what a machine does in its cluster, and whether its config is the wanted one. */
final class ClusterMachineStatusController extends Transform<ClusterMachineSpec, ClusterMachineStatusSpec> {

    private static final Set<String> LAST_FINALIZERS = Set.of(Finalizers.STATUS, Finalizers.ENCRYPTION_KEY);

    ClusterMachineStatusController(Store store) {
        super(
                store,
                Finalizers.STATUS,
                ResourceTypes.CLUSTER_MACHINES,
                ResourceTypes.CLUSTER_MACHINE_STATUSES,
                List.of(
                        Input.byId(ResourceTypes.MACHINE_STATUSES),
                        Input.byId(ResourceTypes.MACHINE_STATUS_SNAPSHOTS),
                        Input.byId(ResourceTypes.MACHINE_SET_NODES),
                        Input.byId(ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES),
                        Input.byId(ResourceTypes.CLUSTER_MACHINE_IDENTITIES),
                        Input.byId(ResourceTypes.MACHINE_PENDING_UPDATES),
                        Concerned.machinesOfCluster(store, ResourceTypes.CLUSTERS)));
    }

    @Override
    protected boolean outlivesTeardown(Resource<ClusterMachineSpec> machine) {
        return !Outputs.isHeldOnlyBy(machine, LAST_FINALIZERS);
    }

    @Override
    protected Requeue transform(Resource<ClusterMachineSpec> machine) {
        Optional<Resource<MachineStatusSpec>> status = store.get(ResourceTypes.MACHINE_STATUSES, machine.id());
        boolean isLocked = isLocked(machine);
        write(machine.id(), output -> {
            Resource<ClusterMachineStatusSpec> changed = Outputs.withLabels(
                            output, labels(machine, status, isLocked, output))
                    .withSpec(spec(machine, status, output.spec()));
            return isLocked ? changed.withAnnotation(OmniKeys.LOCKED, "") : changed.withoutAnnotation(OmniKeys.LOCKED);
        });
        return Requeue.onEvent();
    }

    private ClusterMachineStatusSpec spec(
            Resource<ClusterMachineSpec> machine,
            Optional<Resource<MachineStatusSpec>> status,
            ClusterMachineStatusSpec before) {
        ClusterMachineStatusSpec.Builder spec = before.toBuilder();
        spec.setIsRemoved(status.filter(s -> !s.isTearingDown()).isEmpty());
        if (status.isEmpty()) {
            return spec.setStage(Stage.UNKNOWN).setReady(false).build();
        }
        spec.setProvisionStatus(ProvisionStatus.getDefaultInstance())
                .setManagementAddress(status.get().spec().getManagementAddress());
        Optional<MachineStatusSnapshotSpec> snapshot =
                store.get(ResourceTypes.MACHINE_STATUS_SNAPSHOTS, machine.id()).map(Resource::spec);
        spec.setStage(snapshot.map(s -> ClusterMachineStages.decide(s, machine.isTearingDown(), isDeclared(machine)))
                        .orElse(Stage.UNKNOWN))
                .setReady(snapshot.filter(s -> s.getMachineStatus().getStatus().getReady())
                                .isPresent()
                        && status.get().spec().getConnected());
        return withConfig(machine.id(), spec).build();
    }

    private ClusterMachineStatusSpec.Builder withConfig(String id, ClusterMachineStatusSpec.Builder spec) {
        var configStatus = store.get(ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, id);
        String error = configStatus.map(s -> s.spec().getLastConfigError()).orElse("");
        boolean isUpToDate = configStatus.isPresent()
                && error.isEmpty()
                && store.get(InternalTypes.CLUSTER_MACHINE_CONFIGS, id).isPresent()
                && store.get(ResourceTypes.MACHINE_PENDING_UPDATES, id).isEmpty();
        ConfigApplyStatus apply = isUpToDate ? ConfigApplyStatus.APPLIED : ConfigApplyStatus.PENDING;
        return spec.setConfigUpToDate(isUpToDate)
                .setLastConfigError(error)
                .setConfigApplyStatus(error.isEmpty() ? apply : ConfigApplyStatus.FAILED);
    }

    private Map<String, String> labels(
            Resource<ClusterMachineSpec> machine,
            Optional<Resource<MachineStatusSpec>> status,
            boolean isLocked,
            Resource<ClusterMachineStatusSpec> before) {
        Map<String, String> labels = new TreeMap<>(Outputs.membership(machine));
        status.ifPresent(s -> {
            if (s.hasLabel(OmniKeys.CONNECTED)) {
                labels.put(OmniKeys.CONNECTED, "");
            }
            labels.put(OmniKeys.HOSTNAME, s.spec().getNetwork().getHostname());
        });
        before.label(OmniKeys.NODE_NAME).ifPresent(name -> labels.put(OmniKeys.NODE_NAME, name));
        if (!machine.isTearingDown()) {
            store.get(ResourceTypes.CLUSTER_MACHINE_IDENTITIES, machine.id())
                    .ifPresent(identity ->
                            labels.put(OmniKeys.NODE_NAME, identity.spec().getNodename()));
        }
        if (isLocked
                && store.get(ResourceTypes.MACHINE_PENDING_UPDATES, machine.id())
                        .isPresent()) {
            labels.put(OmniKeys.LOCKED_UPDATE, "");
        }
        return labels;
    }

    private boolean isDeclared(Resource<ClusterMachineSpec> machine) {
        return store.get(ResourceTypes.MACHINE_SET_NODES, machine.id()).isPresent();
    }

    private boolean isLocked(Resource<ClusterMachineSpec> machine) {
        return store.get(ResourceTypes.MACHINE_SET_NODES, machine.id())
                        .filter(node -> node.hasAnnotation(OmniKeys.LOCKED))
                        .isPresent()
                || machine.label(OmniKeys.CLUSTER)
                        .flatMap(cluster -> store.get(ResourceTypes.CLUSTERS, cluster))
                        .filter(cluster -> cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                        .isPresent();
    }
}
