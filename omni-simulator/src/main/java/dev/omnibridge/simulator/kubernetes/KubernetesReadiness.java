package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.NodeStatus;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts by which a KubernetesUpgradeStatus says what is not ready: sorted, quoted as Go does. */
final class KubernetesReadiness {

    private KubernetesReadiness() {}

    /** The text, or an empty one if everything is ready. */
    static String text(Store store, String cluster, KubernetesStatusSpec status) {
        Set<String> ready = status.getNodesList().stream()
                .filter(NodeStatus::getReady)
                .map(NodeStatus::getNodename)
                .collect(Collectors.toSet());
        List<String> missing =
                store.list(ResourceTypes.CLUSTER_MACHINE_STATUSES, LabelQuery.equal(OmniKeys.CLUSTER, cluster)).stream()
                        .flatMap(machine -> machine.label(OmniKeys.NODE_NAME).stream())
                        .filter(name -> !ready.contains(name))
                        .toList();
        if (!missing.isEmpty()) {
            return "nodes " + quoted(missing) + " are not ready";
        }
        // as long as the cluster isn't ready, Omni doesn't trust what it knows of the static pods
        // (omni/recorded/timeline-scale-up.txt)
        return isReady(store, cluster) ? "" : "static pods " + quoted(staticPods(status)) + " are not ready";
    }

    static boolean isReady(Store store, String cluster) {
        return store.get(ResourceTypes.CLUSTER_STATUSES, cluster)
                .map(Resource::spec)
                .filter(ClusterStatusSpec::getReady)
                .isPresent();
    }

    static String quoted(Collection<String> names) {
        return names.stream().sorted().map(name -> '"' + name + '"').collect(Collectors.joining(" ", "[", "]"));
    }

    private static List<String> staticPods(KubernetesStatusSpec status) {
        return status.getStaticPodsList().stream()
                .flatMap(node -> node.getStaticPodsList().stream().map(pod -> node.getNodename() + "/" + pod.getApp()))
                .toList();
    }
}
