package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Kubernetes versions a cluster may go to next. */
final class UpgradeVersions {

    private UpgradeVersions() {}

    /** Other patches of the same minor, lower ones too, and the next minor, as far as the cluster's Talos runs them. */
    static List<String> kubernetes(Store store, ClusterSpec cluster) {
        int[] current = numbers(cluster.getKubernetesVersion());
        List<String> compatible = store.get(ResourceTypes.TALOS_VERSIONS, cluster.getTalosVersion())
                .map(version -> (List<String>) version.spec().getCompatibleKubernetesVersionsList())
                .orElse(List.of());
        return store.list(ResourceTypes.KUBERNETES_VERSIONS).stream()
                .map(Resource::id)
                .filter(compatible::contains)
                .filter(version -> !version.equals(cluster.getKubernetesVersion()))
                .filter(version -> isNear(current, numbers(version)))
                .sorted(Comparator.comparing(UpgradeVersions::numbers, Arrays::compare))
                .toList();
    }

    private static boolean isNear(int[] current, int[] other) {
        return current.length > 1
                && other.length > 1
                && current[0] == other[0]
                && (other[1] == current[1] || other[1] == current[1] + 1);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
