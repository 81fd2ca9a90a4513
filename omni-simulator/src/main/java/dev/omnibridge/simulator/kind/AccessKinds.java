package dev.omnibridge.simulator.kind;

import dev.omnibridge.omni.proto.specs.AccessPolicySpec;
import dev.omnibridge.omni.proto.specs.ClusterPermissionsSpec;
import dev.omnibridge.omni.proto.specs.PermissionsSpec;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/** Types that say who may do what. */
public final class AccessKinds {

    /** Raises roles for clusters; there is at most one, with the id {@link #POLICY}. */
    public static final ResourceType<AccessPolicySpec> ACCESS_POLICIES =
            new ResourceType<>("AccessPolicies.omni.sidero.dev", "default", AccessPolicySpec.getDefaultInstance());

    /** What the caller may do in the account; computed when it is read. */
    public static final ResourceType<PermissionsSpec> PERMISSIONS =
            new ResourceType<>("Permissions.omni.sidero.dev", "virtual", PermissionsSpec.getDefaultInstance());

    /** What the caller may do with a cluster, whose name is the id; computed when it is read. */
    public static final ResourceType<ClusterPermissionsSpec> CLUSTER_PERMISSIONS = new ResourceType<>(
            "ClusterPermissions.omni.sidero.dev", "virtual", ClusterPermissionsSpec.getDefaultInstance());

    /** Id of the access policy. */
    public static final String POLICY = "access-policy";

    private AccessKinds() {}

    /** All of them. */
    public static List<ResourceType<?>> all() {
        return List.of(ACCESS_POLICIES, PERMISSIONS, CLUSTER_PERMISSIONS);
    }
}
