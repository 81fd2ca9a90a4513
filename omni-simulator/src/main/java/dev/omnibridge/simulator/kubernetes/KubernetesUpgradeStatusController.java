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
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.upgrade.UpgradeVersions;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Optional;

/**
 * Brings the Kubernetes of a cluster to the declared version: lets images be pulled, then patches one component of one machine at a time,
 * the next when the cluster is ready again, and says how far it is.
 */
final class KubernetesUpgradeStatusController extends Transform<ClusterSpec, KubernetesUpgradeStatusSpec> {

    private static final String NAME = "KubernetesUpgradeStatusController";

    private final KubernetesApi kubernetes;
    private final ImagePulls pulls;
    private final UpgradePatch patches;

    KubernetesUpgradeStatusController(Store store, KubernetesApi kubernetes, ImagePulls pulls) {
        super(
                store,
                NAME,
                ResourceTypes.CLUSTERS,
                ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                List.of(
                        Input.byId(ResourceTypes.KUBERNETES_STATUSES),
                        Input.byId(ResourceTypes.CLUSTER_STATUSES),
                        Input.byId(ResourceTypes.IMAGE_PULL_STATUSES),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_IDENTITIES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.MACHINE_SET_NODES, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.CLUSTER)));
        this.kubernetes = kubernetes;
        this.pulls = pulls;
        this.patches = new UpgradePatch(store, NAME);
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        store.get(ResourceTypes.KUBERNETES_STATUSES, cluster.id())
                .ifPresent(status -> transform(cluster, status.spec()));
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<ClusterSpec> cluster) {
        pulls.forget(cluster.id());
        patches.remove(cluster.id(), true);
        return true;
    }

    private void transform(Resource<ClusterSpec> cluster, KubernetesStatusSpec kubernetesStatus) {
        patches.remove(cluster.id(), false);
        KubernetesUpgradeStatusSpec before = store.get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, cluster.id())
                .map(Resource::spec)
                .orElse(KubernetesUpgradeStatusSpec.getDefaultInstance());
        boolean isReady = KubernetesReadiness.isReady(store, cluster.id());
        // who the nodes are must be known of all machines; until then the status stays
        KubernetesReadiness.text(store, cluster.id(), kubernetesStatus)
                .ifPresent(notReady -> write(cluster.id(), status -> {
                    // the label comes late: only once the cluster was ready (status-and-lifecycle.md 0, trap 7)
                    Resource<KubernetesUpgradeStatusSpec> labelled =
                            isReady ? status.withLabel(OmniKeys.CLUSTER, cluster.id()) : status;
                    return labelled.withSpec(advance(cluster, before, notReady));
                }));
    }

    private KubernetesUpgradeStatusSpec advance(
            Resource<ClusterSpec> cluster, KubernetesUpgradeStatusSpec before, String notReady) {
        String target = cluster.spec().getKubernetesVersion();
        boolean isFirst = before.getLastUpgradeVersion().isEmpty();
        boolean isReverting = before.getPhase() != Phase.Done && target.equals(before.getLastUpgradeVersion());
        List<VirtualMachine> nodes = kubernetes.nodes(cluster.id());
        Optional<ComponentUpdate> next = ComponentUpdate.next(store, nodes, target);
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
                .setCurrentUpgradeVersion(isReverting ? "" : target);
        if (isFirst) {
            return upgrading.setStatus(notReady).clearUpgradeVersions().build();
        }
        next.ifPresent(update -> patches.complete(update.machine().id()));
        if (!KubernetesReadiness.isReady(store, cluster.id())) {
            return upgrading.setStatus("waiting for the cluster to be ready").build();
        }
        if (ClusterLock.holds(cluster) || next.isEmpty()) {
            return upgrading.build();
        }
        return pulls.areDone(cluster.id(), target, nodes)
                ? begin(cluster.id(), next.get(), upgrading.clearUpgradeVersions())
                : pulling(cluster.id(), upgrading);
    }

    private KubernetesUpgradeStatusSpec pulling(String cluster, KubernetesUpgradeStatusSpec.Builder status) {
        store.get(ResourceTypes.IMAGE_PULL_STATUSES, cluster)
                .map(Resource::spec)
                .filter(pulled -> pulled.getLastProcessedImage().endsWith(":v" + status.getCurrentUpgradeVersion())
                        && pulled.getProcessedCount() < pulled.getTotalCount())
                .ifPresent(pulled -> status.setStep("pulled \"" + pulled.getLastProcessedImage() + "\"")
                        .setStatus("pre-pulling images (%d/%d)"
                                .formatted(pulled.getProcessedCount(), pulled.getTotalCount())));
        return status.build();
    }

    private KubernetesUpgradeStatusSpec begin(
            String cluster, ComponentUpdate update, KubernetesUpgradeStatusSpec.Builder status) {
        status.setStep(update.describe());
        if (update.isLocked()) {
            return status.setStatus("waiting for a machine from "
                            + KubernetesReadiness.quoted(
                                    List.of(update.machine().hostname()))
                            + " to be unlocked")
                    .build();
        }
        patches.write(cluster, update);
        return status.setStatus("waiting for a restart").build();
    }
}
