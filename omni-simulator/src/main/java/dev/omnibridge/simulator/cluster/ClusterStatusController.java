package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterConfigVersionSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.LoadBalancerStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
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

/** Keeps ClusterStatuses. Written first when the cluster's config version is known, kept until everybody else has let go of the cluster. */
final class ClusterStatusController extends Transform<ClusterSpec, ClusterStatusSpec> {

    private static final String NAME = "ClusterStatusController";

    ClusterStatusController(Store store) {
        super(
                store,
                NAME,
                ResourceTypes.CLUSTERS,
                ResourceTypes.CLUSTER_STATUSES,
                List.of(
                        Input.byId(ResourceTypes.CLUSTER_CONFIG_VERSIONS),
                        Input.byId(ResourceTypes.LOAD_BALANCER_STATUSES),
                        Input.byLabel(ResourceTypes.MACHINE_SET_STATUSES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CONTROL_PLANE_STATUSES, OmniKeys.CLUSTER)));
    }

    @Override
    protected boolean outlivesTeardown(Resource<ClusterSpec> cluster) {
        return !Outputs.isHeldOnlyBy(cluster, Set.of(NAME));
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        List<Resource<MachineSetStatusSpec>> sets =
                store.list(ResourceTypes.MACHINE_SET_STATUSES, LabelQuery.equal(OmniKeys.CLUSTER, cluster.id()));
        holdSets(sets);
        Optional<ClusterStatusSpec> before =
                store.get(ResourceTypes.CLUSTER_STATUSES, cluster.id()).map(Resource::spec);
        String initialVersion = store.get(ResourceTypes.CLUSTER_CONFIG_VERSIONS, cluster.id())
                .map(Resource::spec)
                .map(ClusterConfigVersionSpec::getVersion)
                .map(version -> version.replaceFirst("^v", ""))
                .or(() -> before.map(ClusterStatusSpec::getInitialTalosVersion))
                .orElse("");
        if (!initialVersion.isEmpty()) {
            ClusterStatusSpec spec = spec(cluster, sets, initialVersion);
            write(
                    cluster.id(),
                    status -> locked(cluster, Outputs.withLabels(status, userLabels(cluster)))
                            .withSpec(spec));
        }
        return Requeue.onEvent();
    }

    private void holdSets(List<Resource<MachineSetStatusSpec>> sets) {
        sets.forEach(set -> {
            if (set.isTearingDown()) {
                store.removeFinalizer(ResourceTypes.MACHINE_SET_STATUSES, set.id(), NAME);
            } else {
                store.addFinalizer(ResourceTypes.MACHINE_SET_STATUSES, set.id(), NAME);
            }
        });
    }

    private ClusterStatusSpec spec(
            Resource<ClusterSpec> cluster, List<Resource<MachineSetStatusSpec>> sets, String initialVersion) {
        ClusterFormula formula = ClusterFormula.of(cluster.isTearingDown(), sets);
        Optional<MachineSetStatusSpec> controlPlane = sets.stream()
                .filter(set -> set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE))
                .map(Resource::spec)
                .findFirst();
        return ClusterStatusSpec.newBuilder()
                .setAvailable(controlPlane
                        .filter(set -> set.getMachines().getTotal() > 0)
                        .isPresent())
                .setMachines(formula.machines())
                .setPhase(formula.phase())
                .setReady(formula.ready())
                .setKubernetesAPIReady(store.get(ResourceTypes.LOAD_BALANCER_STATUSES, cluster.id())
                        .map(Resource::spec)
                        .filter(LoadBalancerStatusSpec::getHealthy)
                        .isPresent())
                .setControlplaneReady(controlPlane
                                .filter(set -> set.getPhase() == MachineSetPhase.Running && set.getReady())
                                .isPresent()
                        && hasControlPlaneStatus(cluster))
                .setHasConnectedControlPlanes(controlPlane
                        .filter(set -> set.getMachines().getConnected() > 0)
                        .isPresent())
                .setUseEmbeddedDiscoveryService(cluster.spec().getFeatures().getUseEmbeddedDiscoveryService())
                .setDisablePublicDiscoveryService(cluster.spec().getFeatures().getDisablePublicDiscoveryService())
                .setTalosVersion(cluster.spec().getTalosVersion())
                .setKubernetesVersion(cluster.spec().getKubernetesVersion())
                .setInitialTalosVersion(initialVersion)
                .build();
    }

    /** Only checks that passed are ever stored, so its presence is enough (status-and-lifecycle.md 0, trap 6). */
    private boolean hasControlPlaneStatus(Resource<ClusterSpec> cluster) {
        return store.get(ResourceTypes.CONTROL_PLANE_STATUSES, cluster.id() + "-control-planes")
                .isPresent();
    }

    private static Map<String, String> userLabels(Resource<ClusterSpec> cluster) {
        Map<String, String> labels = new TreeMap<>(cluster.labels());
        labels.keySet().removeIf(key -> key.startsWith(OmniKeys.PREFIX));
        return labels;
    }

    private static Resource<ClusterStatusSpec> locked(
            Resource<ClusterSpec> cluster, Resource<ClusterStatusSpec> status) {
        return cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED)
                ? status.withAnnotation(OmniKeys.CLUSTER_LOCKED, "")
                : status.withoutAnnotation(OmniKeys.CLUSTER_LOCKED);
    }
}
