package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.BootstrapSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.kubernetes.KubernetesApi;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bootstraps etcd on a control plane once one is up, and remembers that; a cluster that loses its control plane set starts over. */
final class ClusterBootstrapStatusController extends Transform<ClusterStatusSpec, ClusterBootstrapStatusSpec> {

    /** How long until a backup that is gone is looked for again. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final KubernetesApi kubernetes;
    private final BackupStore backups;

    ClusterBootstrapStatusController(Store store, KubernetesApi kubernetes, BackupStore backups) {
        super(
                store,
                "ClusterBootstrapStatusController",
                ResourceTypes.CLUSTER_STATUSES,
                ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES,
                List.of(
                        Input.byLabel(ResourceTypes.MACHINE_SETS, OmniKeys.CLUSTER),
                        Input.byId(ResourceTypes.CLUSTER_ENDPOINTS)));
        this.kubernetes = kubernetes;
        this.backups = backups;
    }

    @Override
    protected Requeue transform(Resource<ClusterStatusSpec> status) {
        String cluster = status.id();
        Optional<Resource<MachineSetSpec>> controlPlane = store.get(
                        ResourceTypes.MACHINE_SETS, cluster + "-control-planes")
                .filter(set -> !set.isTearingDown());
        boolean wasBootstrapped = store.get(ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES, cluster)
                .filter(known -> known.spec().getBootstrapped())
                .isPresent();
        boolean isRecoverable = controlPlane.filter(this::isRecoverable).isPresent();
        boolean isBootstrapped = controlPlane.isPresent() && (wasBootstrapped || (isRecoverable && bootstrap(status)));
        write(
                cluster,
                output -> output.withSpec(ClusterBootstrapStatusSpec.newBuilder()
                        .setBootstrapped(isBootstrapped)
                        .build()));
        return controlPlane.isEmpty() || isRecoverable || isBootstrapped ? Requeue.onEvent() : Requeue.after(RETRY);
    }

    /** Whether the set begins anew, or from a backup that is still there: it was when the set was made. */
    private boolean isRecoverable(Resource<MachineSetSpec> set) {
        BootstrapSpec from = set.spec().getBootstrapSpec();
        return !set.spec().hasBootstrapSpec()
                || backups.find(from.getClusterUuid(), from.getSnapshot()).isPresent();
    }

    /** Refused by machines that are not up yet; their next change brings the cluster back here. */
    private boolean bootstrap(Resource<ClusterStatusSpec> status) {
        return status.spec().getAvailable()
                && status.spec().getHasConnectedControlPlanes()
                && store.get(ResourceTypes.CLUSTER_ENDPOINTS, status.id())
                        .filter(endpoint -> endpoint.spec().getManagementAddressesCount() > 0)
                        .isPresent()
                && kubernetes.nodes(status.id()).stream()
                        .filter(VirtualMachine::isReachable)
                        .anyMatch(VirtualMachine::bootstrap);
    }
}
