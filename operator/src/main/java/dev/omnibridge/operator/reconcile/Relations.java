package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.ConnectionReference;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import java.util.Optional;

/** What custom resources refer to, defaults filled in. */
public final class Relations {

    private Relations() {}

    /** Name of the OmniConnection a cluster uses. */
    public static String connectionOf(OmniCluster cluster) {
        return Optional.ofNullable(cluster.getSpec().connectionRef())
                .map(ConnectionReference::name)
                .orElse(OmniBridgeApi.DEFAULT_CONNECTION);
    }
}
