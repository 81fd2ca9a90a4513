package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimIndex;
import dev.omnibridge.operator.claim.Owner;
import java.util.Optional;

/** Which cluster in Omni an OmniCluster means. */
public final class ClusterNames {

    private ClusterNames() {}

    /**
     * The first that exists of: the name in the status, the cluster that carries our claim, {@code spec.clusterName}, the object's
     * name. A lost status therefore changes nothing for a claimed cluster.
     */
    public static String of(String instance, OmniCluster object, OmniSnapshot omni) {
        return inStatus(object)
                .or(() -> ClaimIndex.claimedBy(Owner.of(instance, object), omni, ResourceTypes.CLUSTERS).stream()
                        .map(Resource::id)
                        .findFirst())
                .or(() -> Optional.ofNullable(object.getSpec().clusterName()))
                .orElse(object.getMetadata().getName());
    }

    /** The name in the status: it was claimed once. */
    static Optional<String> inStatus(OmniCluster object) {
        return Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::clusterName);
    }
}
