package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterConfigVersionSpec;
import dev.omnibridge.omni.proto.specs.ClusterEndpointSpec;
import dev.omnibridge.omni.proto.specs.ClusterUUIDSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.controller.Holder;
import dev.omnibridge.simulator.kubernetes.KubernetesApi;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.World;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Omni's controllers about clusters. */
public final class ClusterControllers {

    /** Keeps the UUIDs of clusters apart from the ids of machines, which are made from the same seed. */
    private static final long UUID_STREAM = 0x636c7573746572L;

    private ClusterControllers() {}

    /**
     * Registers them.
     *
     * @param backups what control planes are restored from
     * @param seed of the UUIDs of clusters
     */
    public static void register(World world, Machines machines, BackupStore backups, long seed) {
        Store store = world.store();
        world.register(new ClusterFacts<>(
                store,
                "ClusterWorkloadProxyStatusController",
                ResourceTypes.CLUSTER_WORKLOAD_PROXY_STATUSES,
                List.of(),
                (cluster, status) -> status,
                cluster -> true));
        world.register(new ClusterFacts<>(
                store,
                "ClusterEndpointController",
                ResourceTypes.CLUSTER_ENDPOINTS,
                List.<Input<?>>of(Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.CLUSTER)),
                (cluster, endpoint) -> endpoint.withSpec(ClusterEndpointSpec.newBuilder()
                        .addAllManagementAddresses(LoadBalancerConfigController.controlPlanes(store, cluster.id()))
                        .build()),
                cluster -> true));
        world.register(new ClusterFacts<>(
                store,
                "ClusterConfigVersionController",
                ResourceTypes.CLUSTER_CONFIG_VERSIONS,
                List.of(),
                (cluster, version) -> version.spec().getVersion().isEmpty()
                        ? version.withSpec(ClusterConfigVersionSpec.newBuilder()
                                .setVersion("v" + cluster.spec().getTalosVersion())
                                .build())
                        : version,
                cluster -> true));
        world.register(new ClusterFacts<>(
                store,
                "ClusterKubernetesManifestsStatusController",
                ResourceTypes.CLUSTER_KUBERNETES_MANIFESTS_STATUSES,
                List.of(),
                (cluster, status) -> status,
                cluster -> true));
        world.register(new ClusterStatusController(store));
        registerHolders(world);
        world.register(new ClusterCleanupController(store));
        world.register(uuids(store, new Random(seed + UUID_STREAM)));
        world.register(new ClusterDestroyStatusController(store));
        world.register(new OngoingTaskController(store));
        world.register(new LoadBalancerConfigController(store));
        world.register(new ControlPlaneStatusController(store, machines));
        var bootstrap = new ClusterBootstrapStatusController(store, new KubernetesApi(store, machines), backups);
        machines.wakeByCluster(bootstrap);
        world.register(bootstrap);
    }

    private static void registerHolders(World world) {
        Store store = world.store();
        world.register(new Holder<>(store, "ClusterWorkloadProxyController", ResourceTypes.CLUSTERS));
        // secrets are needed until the last machine has left
        world.register(new Holder<>(
                store,
                "SecretsController",
                ResourceTypes.CLUSTERS,
                cluster -> true,
                cluster -> store.list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(OmniKeys.CLUSTER, cluster.id()))
                        .isEmpty(),
                List.of(
                        Input.byId(ResourceTypes.CLUSTERS),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.CLUSTER))));
        world.register(new DiscoveryPatchController(store));
        world.register(new SecretRotationStatusController(store));
        for (String name : List.of("ClusterDiagnosticsController", "EtcdBackupEncryptionController")) {
            world.register(new Holder<>(store, name, ResourceTypes.CLUSTER_UUIDS));
        }
    }

    /** A cluster keeps its UUID until {@code ClusterController} is done with it. */
    private static ClusterFacts<ClusterUUIDSpec> uuids(Store store, Random random) {
        return new ClusterFacts<>(
                store,
                "ClusterUUIDController",
                ResourceTypes.CLUSTER_UUIDS,
                List.of(),
                (cluster, known) -> {
                    if (!known.spec().getUuid().isEmpty()) {
                        return known;
                    }
                    byte[] bytes = new byte[16];
                    random.nextBytes(bytes);
                    String uuid = UUID.nameUUIDFromBytes(bytes).toString();
                    return known.withSpec(
                                    ClusterUUIDSpec.newBuilder().setUuid(uuid).build())
                            .withLabel(OmniKeys.CLUSTER_UUID, uuid);
                },
                cluster -> !cluster.finalizers().contains(ClusterCleanupController.NAME));
    }
}
