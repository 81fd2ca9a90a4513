package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Versions a cluster may go to next. */
public final class UpgradeVersions {

    private UpgradeVersions() {}

    /** Other patches of the same minor, lower ones too, and the next minor, as far as the cluster's Talos runs them. */
    public static List<String> kubernetes(Store store, ClusterSpec cluster) {
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

    /** Talos versions that Omni offers from the present one: none below the minor the cluster was made with, all with its Kubernetes. */
    static List<String> talos(Store store, String clusterName, ClusterSpec cluster) {
        int[] first = store.get(ResourceTypes.CLUSTER_CONFIG_VERSIONS, clusterName)
                .map(version -> numbers(version.spec().getVersion().replaceFirst("^v", "")))
                .orElseGet(() -> numbers(cluster.getTalosVersion()));
        return store.get(ResourceTypes.TALOS_VERSIONS, cluster.getTalosVersion()).stream()
                .flatMap(version -> version.spec().getUpgradableTalosVersionsList().stream())
                .filter(version -> Arrays.compare(minor(numbers(version)), minor(first)) >= 0)
                .filter(version -> store.get(ResourceTypes.TALOS_VERSIONS, version)
                        .filter(talos -> talos.spec()
                                .getCompatibleKubernetesVersionsList()
                                .contains(cluster.getKubernetesVersion()))
                        .isPresent())
                .toList();
    }

    /** Whether an upgrade of Kubernetes leads from one version to another: to any patch of the same minor, or to the next minor. */
    public static boolean isKubernetesPath(String from, String to) {
        return isNear(numbers(from), numbers(to));
    }

    private static int[] minor(int[] version) {
        return Arrays.copyOf(version, 2);
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
