package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConnectionReference;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;

/** How custom resources relate to connections: which they use, and whether its brake holds them. */
public final class Relations {

    private Relations() {}

    /** Name of the OmniConnection a cluster uses. */
    public static String connectionOf(OmniCluster cluster) {
        return Optional.ofNullable(cluster.getSpec().connectionRef())
                .map(ConnectionReference::name)
                .orElse(OmniBridgeApi.DEFAULT_CONNECTION);
    }

    /** Whether conditions say that the connection's release brake holds something of the object. */
    public static boolean isHeldByBrake(List<Condition> conditions) {
        return conditions.stream().anyMatch(condition -> condition.reason().equals(Reason.RELEASE_HELD.text()));
    }
}
