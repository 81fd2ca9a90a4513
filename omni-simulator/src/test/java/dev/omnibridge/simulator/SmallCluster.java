package dev.omnibridge.simulator;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.VirtualMachine;
import java.util.List;

/** A cluster "demo" of one control plane and one worker, declared without gRPC in a simulator with stepped time. */
public record SmallCluster(OmniSimulator simulator) {

    private static final String TALOS = "1.13.8";

    /** Lets machines join. */
    public List<String> join(int machines) {
        List<String> ids = simulator.machines().addMany(machines, MachineTemplate.of(TALOS)).stream()
                .map(VirtualMachine::id)
                .toList();
        simulator.world().runUntilIdle();
        return ids;
    }

    /** Declares the cluster; time has to go on for it to become ready. */
    public void declare(String controlPlane, String worker) {
        create(Resource.of(
                ResourceTypes.CLUSTERS,
                "demo",
                ClusterSpec.newBuilder()
                        .setTalosVersion(TALOS)
                        .setKubernetesVersion("1.35.6")
                        .build()));
        set("demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE, controlPlane);
        set("demo-workers", OmniKeys.ROLE_WORKER, worker);
    }

    /** Whether it is ready. */
    public boolean isReady() {
        return simulator
                .store()
                .get(ResourceTypes.CLUSTER_STATUSES, "demo")
                .filter(status -> status.spec().getReady())
                .isPresent();
    }

    private void set(String id, String role, String machine) {
        create(Resource.of(ResourceTypes.MACHINE_SETS, id, MachineSetSpec.getDefaultInstance())
                .withLabel(OmniKeys.CLUSTER, "demo")
                .withLabel(role, ""));
        create(Resource.of(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance())
                .withLabel(OmniKeys.CLUSTER, "demo")
                .withLabel(OmniKeys.MACHINE_SET, id)
                .withLabel(role, ""));
    }

    private <S extends Message> void create(Resource<S> resource) {
        simulator.store().create("", resource);
    }
}
