package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * Gives each pass an object of its own, so that the cached one stays as the API server sent it. Metadata is copied, since a pass notes the version that it
 * wrote there; spec and status are values that nobody changes, and a copy of them by way of JSON was a tenth of the operator's work.
 */
public final class PassCopies implements Cloner {

    @Override
    @SuppressWarnings("unchecked") // each kind is answered by an object of the same kind
    public <R extends HasMetadata> R clone(R object) {
        return (R)
                switch (object) {
                    case OmniCluster cluster -> copy(cluster, new OmniCluster());
                    case OmniMachineSet set -> copy(set, new OmniMachineSet());
                    case OmniConnection connection -> copy(connection, new OmniConnection());
                    default -> throw new IllegalArgumentException("no pass is made over a " + object.getKind());
                };
    }

    private static <S, T, R extends CustomResource<S, T>> R copy(R object, R copy) {
        copy.setMetadata(new ObjectMetaBuilder(object.getMetadata()).build());
        copy.setSpec(object.getSpec());
        copy.setStatus(object.getStatus());
        return copy;
    }
}
