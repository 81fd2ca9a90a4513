package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.WriteCause;
import java.util.List;
import java.util.Optional;

/** Clusters and operations on them, as plans make them. */
final class Declared {

    static final WriteCause CAUSE = new WriteCause("OmniCluster/team-a/demo", 3);

    private Declared() {}

    static Resource<ClusterSpec> cluster(String id) {
        return Resource.of(
                ResourceTypes.CLUSTERS,
                id,
                ClusterSpec.newBuilder()
                        .setTalosVersion("1.13.8")
                        .setKubernetesVersion("1.34.5")
                        .build());
    }

    static Operation.Create create(Resource<?> resource, FieldChange... changes) {
        return new Operation.Create(resource, List.of(changes));
    }

    static Operation.Update label(Resource<ClusterSpec> before, String key, String value) {
        return new Operation.Update(
                before,
                before.withLabel(key, value),
                List.of(change("spec.labels[" + key + "]", value)),
                Operation.ClaimChange.KEPT);
    }

    static FieldChange change(String path, String to) {
        return new FieldChange(path, Optional.empty(), Optional.of(to), FieldChange.Cause.SPEC_CHANGED);
    }
}
