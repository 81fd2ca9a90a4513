package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.uuid;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import java.util.Map;

/** An Omni that has, or gets, a cluster of the name prod: whose it is, is what tests are about. */
final class ProdCluster {

    static final String UUID = "4f1c2b9e-7d55-4b0e-9a3f-0c2f6d1b8e11";

    /** What is remembered of it once it is claimed. */
    static final Map<String, String> VERSIONS =
            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2");

    private ProdCluster() {}

    static GivenOmni omni(Resource<?>... resources) {
        return new GivenOmni()
                .with(talos("1.13.8", "1.35.2"), talos("1.13.9", "1.35.2"), uuid("prod", UUID))
                .with(resources);
    }

    static Resource<ClusterSpec> inOmni(GivenOmni omni) {
        return omni.kind(ResourceTypes.CLUSTERS).get("prod").orElseThrow();
    }

    static ClusterPass pass(GivenOmni omni, GivenCluster object) {
        return ClusterPass.of(omni, object);
    }
}
