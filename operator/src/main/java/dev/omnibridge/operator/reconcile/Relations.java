package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConnectionReference;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
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

    /** Whether a set waits because its cluster is locked in Omni; the cluster's object has the token for that. */
    public static boolean isHeldByLock(OmniMachineSet machineSet) {
        return Optional.ofNullable(machineSet.getStatus()).map(OmniMachineSetStatus::held).orElse(List.of()).stream()
                .anyMatch(change -> change.gate() == Gate.OMNI_LOCK);
    }

    /** Whether conditions say that the connection's release brake holds something of the object. */
    public static boolean isHeldByBrake(List<Condition> conditions) {
        return conditions.stream().anyMatch(condition -> condition.reason().equals(Reason.RELEASE_HELD.text()));
    }
}
