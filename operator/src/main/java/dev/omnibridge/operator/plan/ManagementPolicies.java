package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.PolicySource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which management policy is in force: the object's own, else its cluster's, else the connection's default, else Enforce. Where one of
 * these can't be asked, the copy in the status stands in for it.
 */
public final class ManagementPolicies {

    private ManagementPolicies() {}

    /**
     * For a cluster.
     *
     * @param connection empty if the connection is unknown
     */
    public static EffectiveManagement of(OmniCluster object, Optional<ConnectionFacts> connection) {
        return own(object.getSpec().managementPolicy())
                .or(() -> connection.map(ManagementPolicies::ofConnection))
                .or(() -> copy(Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::policy)))
                .orElse(builtIn());
    }

    /**
     * For a set. One whose cluster only watches watches too, whatever it says: its claim hangs on that of the cluster.
     *
     * @param cluster empty if the OmniCluster is gone
     * @param connection empty if the connection is unknown
     */
    public static EffectiveManagement of(
            OmniMachineSet object, Optional<OmniCluster> cluster, Optional<ConnectionFacts> connection) {
        Optional<EffectiveManagement> own = own(object.getSpec().managementPolicy());
        Optional<EffectiveManagement> parent =
                cluster.map(c -> of(c, connection)).map(ManagementPolicies::inherited);
        Optional<EffectiveManagement> watching = parent.filter(EffectiveManagement::onlyWatches);
        return own.filter(EffectiveManagement::onlyWatches)
                .or(() -> watching)
                .or(() -> own)
                .or(() -> parent)
                .or(() -> copy(Optional.ofNullable(object.getStatus()).map(OmniMachineSetStatus::policy)))
                .orElse(builtIn());
    }

    private static Optional<EffectiveManagement> own(@Nullable ManagementPolicy policy) {
        return Optional.ofNullable(policy).map(own -> new EffectiveManagement(own, PolicySource.OBJECT));
    }

    private static EffectiveManagement inherited(EffectiveManagement parent) {
        return parent.from() == PolicySource.OBJECT
                ? new EffectiveManagement(parent.policy(), PolicySource.CLUSTER)
                : parent;
    }

    private static EffectiveManagement ofConnection(ConnectionFacts connection) {
        return connection
                .defaultManagement()
                .map(policy -> new EffectiveManagement(policy, PolicySource.CONNECTION))
                .orElse(builtIn());
    }

    private static Optional<EffectiveManagement> copy(Optional<EffectivePolicy> policy) {
        return policy.map(p -> new EffectiveManagement(
                p.management(), Optional.ofNullable(p.managementFrom()).orElse(PolicySource.BUILT_IN)));
    }

    private static EffectiveManagement builtIn() {
        return new EffectiveManagement(ManagementPolicy.ENFORCE, PolicySource.BUILT_IN);
    }
}
