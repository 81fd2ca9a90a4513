package dev.omnibridge.simulator.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import java.time.Duration;
import java.util.List;

/** Clusters without machines: Omni takes them, and they cost nothing. */
final class Clusters {

    /** A pair that this Omni accepts. */
    record Versions(String talos, String kubernetes) {}

    private Clusters() {}

    static Versions versions(StateClient omni) {
        List<TalosVersionSpec> usable = omni.list(ResourceTypes.TALOS_VERSIONS).stream()
                .map(Resource::spec)
                .filter(spec -> !spec.getDeprecated() && !spec.getUnsupported())
                .filter(spec -> spec.getCompatibleKubernetesVersionsCount() > 0)
                .toList();
        assumeTrue(!usable.isEmpty(), "needs an Omni that knows a Talos version with a Kubernetes version");
        TalosVersionSpec talos = usable.getLast();
        return new Versions(
                talos.getVersion(),
                talos.getCompatibleKubernetesVersions(talos.getCompatibleKubernetesVersionsCount() - 1));
    }

    static ClusterSpec spec(Versions versions) {
        return ClusterSpec.newBuilder()
                .setTalosVersion(versions.talos())
                .setKubernetesVersion(versions.kubernetes())
                .build();
    }

    /** Makes a cluster and waits for the UUID that its tokens need. */
    static Resource<ClusterSpec> make(OmniUnderTest omni, String suffix) {
        String id = omni.id(suffix);
        omni.leftovers().expect(ResourceTypes.CLUSTERS, id);
        Resource<ClusterSpec> cluster =
                omni.state().create(Resource.of(ResourceTypes.CLUSTERS, id, spec(versions(omni.state()))));
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(OmniException.NotFound.class)
                .until(() -> omni.state()
                        .get(ResourceTypes.CLUSTER_STATUSES, id)
                        .id()
                        .equals(id));
        return cluster;
    }
}
