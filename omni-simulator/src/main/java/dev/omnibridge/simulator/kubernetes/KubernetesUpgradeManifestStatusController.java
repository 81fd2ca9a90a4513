package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says whether the manifests that Talos brings are in sync, which here they always are. Looked at only while the cluster is ready and no
 * upgrade is under way; the annotation tells on which inputs it looked last. In Omni its input are the cluster's secrets, which nobody may read.
 */
final class KubernetesUpgradeManifestStatusController implements Controller {

    private static final String INPUTS_SEEN = "inputResourceVersion";
    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.CLUSTERS),
            Input.byLabel(ResourceTypes.MACHINE_SETS, OmniKeys.CLUSTER),
            Input.byId(ResourceTypes.CLUSTER_STATUSES),
            Input.byId(ResourceTypes.KUBERNETES_UPGRADE_STATUSES),
            Input.byId(ResourceTypes.TALOS_UPGRADE_STATUSES));

    private final Store store;

    KubernetesUpgradeManifestStatusController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "KubernetesUpgradeManifestStatusController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        boolean isDeclared = store.get(ResourceTypes.CLUSTERS, key)
                .filter(cluster -> !cluster.isTearingDown())
                .isPresent();
        if (!isDeclared) {
            Outputs.remove(store, name(), ResourceTypes.KUBERNETES_UPGRADE_MANIFEST_STATUSES, key);
        } else if (hasControlPlane(key)) {
            store.modify(
                    name(),
                    ResourceTypes.KUBERNETES_UPGRADE_MANIFEST_STATUSES,
                    key,
                    status -> isSettled(key) ? status.withAnnotation(INPUTS_SEEN, inputs(key)) : status);
        }
        return Requeue.onEvent();
    }

    private boolean hasControlPlane(String cluster) {
        return store.get(ResourceTypes.KUBERNETES_UPGRADE_MANIFEST_STATUSES, cluster)
                        .isPresent()
                || store.list(ResourceTypes.MACHINE_SETS, LabelQuery.equal(OmniKeys.CLUSTER, cluster)).stream()
                        .anyMatch(set -> set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE));
    }

    private boolean isSettled(String cluster) {
        return KubernetesReadiness.isReady(store, cluster)
                && store.get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, cluster)
                        .filter(status -> status.spec().getPhase() == KubernetesUpgradeStatusSpec.Phase.Done)
                        .isPresent()
                && store.get(ResourceTypes.TALOS_UPGRADE_STATUSES, cluster)
                        .filter(status -> status.spec().getPhase() == TalosUpgradeStatusSpec.Phase.Done)
                        .isPresent();
    }

    private String inputs(String cluster) {
        return Sha256.hex(Stream.<ResourceType<?>>of(
                        ResourceTypes.CLUSTER_STATUSES,
                        ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                        ResourceTypes.TALOS_UPGRADE_STATUSES)
                .flatMap(type -> store.get(type, cluster).stream())
                .map(resource -> resource.reference() + "@" + resource.version())
                .collect(Collectors.joining(",")));
    }
}
