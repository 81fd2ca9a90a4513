package dev.omnibridge.simulation.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import io.fabric8.kubernetes.client.CustomResource;

/** The kind of a class. */
public final class KindOf {

    private KindOf() {}

    /** The kind whose objects are of that class. */
    public static Kind type(Class<? extends CustomResource<?, ?>> type) {
        if (type.equals(OmniConnection.class)) {
            return Kind.CONNECTION;
        }
        return type.equals(OmniCluster.class) ? Kind.CLUSTER : Kind.MACHINE_SET;
    }
}
