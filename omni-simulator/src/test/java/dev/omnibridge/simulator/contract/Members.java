package dev.omnibridge.simulator.contract;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import java.time.Duration;
import java.util.UUID;

/** What a cluster is made of, without machines: sets, and nodes for machines that never joined. */
final class Members {

    private final OmniUnderTest omni;

    Members(OmniUnderTest omni) {
        this.omni = omni;
    }

    static Resource<MachineSetSpec> controlPlanes(String cluster) {
        return set(cluster, "control-planes", OmniKeys.ROLE_CONTROL_PLANE);
    }

    static Resource<MachineSetSpec> workers(String cluster) {
        return set(cluster, "workers", OmniKeys.ROLE_WORKER);
    }

    static Resource<MachineSetSpec> set(String cluster, String suffix, String role) {
        return withoutRole(cluster, suffix).withLabel(role, "");
    }

    static Resource<MachineSetSpec> withoutRole(String cluster, String suffix) {
        return Resource.of(ResourceTypes.MACHINE_SETS, cluster + "-" + suffix, MachineSetSpec.getDefaultInstance())
                .withLabel(OmniKeys.CLUSTER, cluster);
    }

    /** For a machine that does not exist: Omni accepts any id, and waits for a machine of that name to join. */
    static Resource<MachineSetNodeSpec> node(Resource<MachineSetSpec> set) {
        String machine = set.id() + "-" + UUID.randomUUID();
        boolean isControlPlane = set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE);
        return Resource.of(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance())
                .withLabel(OmniKeys.CLUSTER, set.label(OmniKeys.CLUSTER).orElse(""))
                .withLabel(OmniKeys.MACHINE_SET, set.id())
                .withLabel(isControlPlane ? OmniKeys.ROLE_CONTROL_PLANE : OmniKeys.ROLE_WORKER, "");
    }

    /** Creates it and waits until Omni's validation, which reads a cache, sees it. */
    <S extends Message> Resource<S> stored(Resource<S> resource) {
        omni.leftovers().expect(resource.type(), resource.id());
        omni.state().create(resource);
        return await().atMost(Duration.ofSeconds(20))
                .ignoreException(OmniException.NotFound.class)
                .until(() -> omni.state().get(resource.type(), resource.id()), read -> true);
    }
}
