package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec.Phase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.clustermachine.ClusterLock;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.upgrade.UpgradeVersions;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the Kubernetes of a cluster to the declared version, one component of one machine at a time, and says how far it is. Without
 * image pre-pulls and without the flapping of readiness that restarts cause on a real cluster.
 */
final class KubernetesUpgradeStatusController extends Transform<ClusterSpec, KubernetesUpgradeStatusSpec> {

    private final KubernetesApi kubernetes;
    /** Updates begun and not seen to be done, by cluster. */
    private final Map<String, ComponentUpdate> underWay = new HashMap<>();

    KubernetesUpgradeStatusController(Store store, KubernetesApi kubernetes) {
        super(
                store,
                "KubernetesUpgradeStatusController",
                ResourceTypes.CLUSTERS,
                ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                List.of(
                        Input.byId(ResourceTypes.KUBERNETES_STATUSES),
                        Input.byId(ResourceTypes.CLUSTER_STATUSES),
                        Input.byLabel(ResourceTypes.MACHINE_SET_NODES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.CLUSTER)));
        this.kubernetes = kubernetes;
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        store.get(ResourceTypes.KUBERNETES_STATUSES, cluster.id())
                .ifPresent(status -> transform(cluster, status.spec()));
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<ClusterSpec> cluster) {
        underWay.remove(cluster.id());
        return true;
    }

    private void transform(Resource<ClusterSpec> cluster, KubernetesStatusSpec kubernetesStatus) {
        KubernetesUpgradeStatusSpec before = store.get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, cluster.id())
                .map(Resource::spec)
                .orElse(KubernetesUpgradeStatusSpec.getDefaultInstance());
        KubernetesUpgradeStatusSpec after = advance(cluster, before, kubernetesStatus);
        boolean isReady = KubernetesReadiness.isReady(store, cluster.id());
        write(cluster.id(), status -> {
            // the label comes late: only once the cluster was ready (status-and-lifecycle.md 0, trap 7)
            Resource<KubernetesUpgradeStatusSpec> labelled =
                    isReady ? status.withLabel(OmniKeys.CLUSTER, cluster.id()) : status;
            return labelled.withSpec(after);
        });
    }

    private KubernetesUpgradeStatusSpec advance(
            Resource<ClusterSpec> cluster, KubernetesUpgradeStatusSpec before, KubernetesStatusSpec kubernetesStatus) {
        String target = cluster.spec().getKubernetesVersion();
        String notReady = KubernetesReadiness.text(store, cluster.id(), kubernetesStatus);
        boolean isFirst = before.getLastUpgradeVersion().isEmpty();
        boolean isReverting = before.getPhase() != Phase.Done && target.equals(before.getLastUpgradeVersion());
        Optional<ComponentUpdate> next = ComponentUpdate.next(store, kubernetes.nodes(cluster.id()), target);
        if (next.isEmpty() && (notReady.isEmpty() || !isFirst)) {
            return before.toBuilder()
                    .setPhase(Phase.Done)
                    .setLastUpgradeVersion(target)
                    .clearCurrentUpgradeVersion()
                    .clearStep()
                    .setStatus(notReady)
                    .clearUpgradeVersions()
                    .addAllUpgradeVersions(UpgradeVersions.kubernetes(store, cluster.spec()))
                    .build();
        }
        KubernetesUpgradeStatusSpec.Builder upgrading = before.toBuilder()
                .setPhase(isReverting ? Phase.Reverting : Phase.Upgrading)
                .setCurrentUpgradeVersion(isReverting ? "" : target)
                .clearUpgradeVersions();
        if (isFirst) {
            return upgrading.setStatus(notReady).build();
        }
        if (!KubernetesReadiness.isReady(store, cluster.id())) {
            return upgrading.setStatus("waiting for the cluster to be ready").build();
        }
        if (!ClusterLock.holds(cluster)) {
            next.ifPresent(update -> begin(cluster.id(), update, upgrading));
        }
        return upgrading.build();
    }

    private void begin(String cluster, ComponentUpdate update, KubernetesUpgradeStatusSpec.Builder status) {
        status.setStep(update.describe());
        if (update.isLocked()) {
            status.setStatus("waiting for a machine from "
                    + KubernetesReadiness.quoted(List.of(update.machine().hostname())) + " to be unlocked");
            return;
        }
        status.setStatus("waiting for a restart");
        if (!update.equals(underWay.put(cluster, update))) {
            update.machine().update(update.component(), update.version());
        }
    }
}
