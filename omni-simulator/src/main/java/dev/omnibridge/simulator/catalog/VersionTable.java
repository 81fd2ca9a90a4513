package dev.omnibridge.simulator.catalog;

import dev.omnibridge.omni.proto.specs.KubernetesVersionSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The versions an Omni of late 2026 offers. Invented where it matters little, and true to the recordings in the versions they name: Talos
 * 1.13.8 runs Kubernetes up to 1.36.3, Talos 1.12.11 up to 1.35.
 */
public final class VersionTable {

    /** Owner of the tables. */
    private static final String OWNER = "VersionsController";

    private static final List<String> KUBERNETES_134 = List.of("1.34.4", "1.34.5");
    private static final List<String> KUBERNETES_135 = List.of("1.35.6", "1.35.7");
    private static final List<String> KUBERNETES_136 = List.of("1.36.2", "1.36.3");

    private static final List<TalosVersionSpec> TALOS = List.of(
            unsupported("1.10.9", KUBERNETES_134),
            deprecated("1.11.6", KUBERNETES_134),
            supported("1.12.10", KUBERNETES_134, KUBERNETES_135),
            supported("1.12.11", KUBERNETES_134, KUBERNETES_135),
            supported("1.13.7", KUBERNETES_134, KUBERNETES_135, KUBERNETES_136),
            supported("1.13.8", KUBERNETES_134, KUBERNETES_135, KUBERNETES_136));

    private VersionTable() {}

    /** Writes the tables into a store. */
    public static void publish(Store store) {
        for (TalosVersionSpec talos : TALOS) {
            store.create(OWNER, Resource.of(ResourceTypes.TALOS_VERSIONS, talos.getVersion(), withTargets(talos)));
        }
        var kubernetes = new LinkedHashSet<String>();
        TALOS.forEach(talos -> kubernetes.addAll(talos.getCompatibleKubernetesVersionsList()));
        for (String version : kubernetes) {
            store.create(
                    OWNER,
                    Resource.of(
                            ResourceTypes.KUBERNETES_VERSIONS,
                            version,
                            KubernetesVersionSpec.newBuilder()
                                    .setVersion(version)
                                    .build()));
        }
    }

    /** Adds the versions one can go to: those of the same and the neighbouring minors that are still offered. */
    private static TalosVersionSpec withTargets(TalosVersionSpec talos) {
        List<String> targets = TALOS.stream()
                .filter(other -> !other.getUnsupported() && !other.getDeprecated() && !other.equals(talos))
                .map(TalosVersionSpec::getVersion)
                .filter(other -> Math.abs(minor(other) - minor(talos.getVersion())) <= 1)
                .toList();
        return talos.toBuilder().addAllUpgradableTalosVersions(targets).build();
    }

    private static int minor(String version) {
        return Integer.parseInt(version.split("\\.", -1)[1]);
    }

    @SafeVarargs
    private static TalosVersionSpec supported(String version, Collection<String>... kubernetes) {
        TalosVersionSpec.Builder talos = TalosVersionSpec.newBuilder().setVersion(version);
        for (Collection<String> versions : kubernetes) {
            talos.addAllCompatibleKubernetesVersions(versions);
        }
        return talos.build();
    }

    private static TalosVersionSpec deprecated(String version, Collection<String> kubernetes) {
        return supported(version, kubernetes).toBuilder().setDeprecated(true).build();
    }

    private static TalosVersionSpec unsupported(String version, Collection<String> kubernetes) {
        return supported(version, kubernetes).toBuilder().setUnsupported(true).build();
    }
}
