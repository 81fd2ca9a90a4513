package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;

/** The role of a machine set as the label that Omni reads it from. */
final class Roles {

    private Roles() {}

    static String label(MachineSetRole role) {
        return switch (role) {
            case CONTROL_PLANE -> OmniKeys.ROLE_CONTROL_PLANE;
            case WORKER -> OmniKeys.ROLE_WORKER;
        };
    }

    /** A set or node of this cluster and role. */
    static <S extends Message> Resource<S> placed(Resource<S> resource, String cluster, MachineSetRole role) {
        return resource.withLabel(OmniKeys.CLUSTER, cluster).withLabel(label(role), "");
    }
}
