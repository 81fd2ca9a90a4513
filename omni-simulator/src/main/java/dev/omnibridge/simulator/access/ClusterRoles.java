package dev.omnibridge.simulator.access;

import dev.omnibridge.simulator.kind.AccessKinds;
import dev.omnibridge.simulator.state.Store;
import java.util.Optional;

/** Which role a caller has in a cluster: its own, or a higher one that the access policy gives it there. */
public final class ClusterRoles {

    /** The name Omni asks the policy about where a call concerns clusters that it does not name. */
    private static final String ANY = "any";

    private final Store store;

    /** Roles by the access policy that a store holds. */
    public ClusterRoles(Store store) {
        this.store = store;
    }

    /** The role in a cluster, whether it exists or not. */
    public Role in(Caller caller, String cluster) {
        return policy().map(policy -> grant(policy, caller, cluster).role().or(caller.role()))
                .orElse(caller.role());
    }

    /** The role where a call may concern every cluster. */
    public Role everywhere(Caller caller) {
        return policy().map(policy -> grant(policy, caller, ANY))
                .filter(Grant::isForEveryCluster)
                .map(grant -> grant.role().or(caller.role()))
                .orElse(caller.role());
    }

    /** Whether there is a policy at all. */
    public boolean arePoliced() {
        return policy().isPresent();
    }

    private static Grant grant(AccessPolicy policy, Caller caller, String cluster) {
        return policy.grant(cluster, caller.identity(), caller.labels());
    }

    private Optional<AccessPolicy> policy() {
        return store.get(AccessKinds.ACCESS_POLICIES, AccessKinds.POLICY)
                .map(resource -> new AccessPolicy(resource.spec()));
    }
}
