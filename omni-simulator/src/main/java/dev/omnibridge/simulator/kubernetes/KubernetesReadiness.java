package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.NodeStatus;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts by which a KubernetesUpgradeStatus says what is not ready: sorted, quoted as Go does. */
final class KubernetesReadiness {

    private KubernetesReadiness() {}

    /** The text, or an empty one if everything is ready; nothing if the name of a node is not known yet. */
    static Optional<String> text(Store store, String cluster, KubernetesStatusSpec status) {
        List<String> names = new ArrayList<>();
        for (Resource<ClusterMachineSpec> machine :
                store.list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(OmniKeys.CLUSTER, cluster))) {
            if (!machine.isTearingDown()) {
                Optional<String> name = store.get(ResourceTypes.CLUSTER_MACHINE_IDENTITIES, machine.id())
                        .map(identity -> identity.spec().getNodename())
                        .filter(known -> !known.isEmpty());
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                names.add(name.get());
            }
        }
        Set<String> ready = status.getNodesList().stream()
                .filter(NodeStatus::getReady)
                .map(NodeStatus::getNodename)
                .collect(Collectors.toSet());
        names.removeAll(ready);
        if (!names.isEmpty()) {
            return Optional.of("nodes " + quoted(names) + " are not ready");
        }
        // as long as the cluster isn't ready, Omni doesn't trust what it knows of the static pods
        // (omni/recorded/timeline-scale-up.txt)
        return Optional.of(
                isReady(store, cluster) ? "" : "static pods " + quoted(staticPods(status)) + " are not ready");
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
