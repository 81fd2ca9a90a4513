package dev.omnibridge.simulator.catalog;

import dev.omnibridge.omni.proto.specs.KubernetesVersionSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/**
 * Some of the versions an Omni of late 2026 offers: of each minor the last patches, the oldest being deprecated. Talos 1.13 runs Kubernetes 1.31 to
 * 1.36, each minor before it one less.
 */
public final class VersionTable {

    /** Owner of the tables. */
    private static final String OWNER = "VersionsController";

    /** Holds each Talos version, for its extensions. */
    private static final String EXTENSIONS = "TalosExtensionsController";

    private static final List<String> KUBERNETES =
            List.of("1.31.14", "1.32.13", "1.33.12", "1.34.4", "1.34.5", "1.35.6", "1.35.7", "1.36.2", "1.36.3");

    private static final List<TalosVersionSpec> TALOS = List.of(
            deprecated(talos("1.8.4", 31)),
            talos("1.10.9", 33),
            talos("1.11.6", 34),
            talos("1.12.10", 35),
            talos("1.12.11", 35),
            talos("1.13.7", 36),
            talos("1.13.8", 36));

    private VersionTable() {}

    /** Writes the tables into a store. */
    public static void publish(Store store) {
        for (TalosVersionSpec talos : TALOS) {
            store.create(OWNER, Resource.of(ResourceTypes.TALOS_VERSIONS, talos.getVersion(), withTargets(talos)));
            store.addFinalizer(ResourceTypes.TALOS_VERSIONS, talos.getVersion(), EXTENSIONS);
        }
        for (String version : KUBERNETES) {
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

    /** A version that runs Kubernetes up to a minor. */
    private static TalosVersionSpec talos(String version, int newestMinor) {
        return TalosVersionSpec.newBuilder()
                .setVersion(version)
                .addAllCompatibleKubernetesVersions(KUBERNETES.stream()
                        .filter(kubernetes -> minor(kubernetes) <= newestMinor)
                        .toList())
                .build();
    }

    private static TalosVersionSpec deprecated(TalosVersionSpec talos) {
        return talos.toBuilder().setDeprecated(true).build();
    }
}
