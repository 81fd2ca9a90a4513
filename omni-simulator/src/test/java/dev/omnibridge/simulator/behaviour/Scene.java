package dev.omnibridge.simulator.behaviour;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.SimulatedTime;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A world in stepped time with machines, and a user who declares things in it without gRPC. */
final class Scene {

    static final String TALOS = "1.13.7";
    static final String KUBERNETES = "1.35.6";

    final World world;
    final Store store;
    final Machines machines;
    final Timeline timeline;

    Scene(MachineSpeeds speeds) {
        SimulatedTime time = SimulatedTime.stepped(Instant.parse("2026-11-20T10:00:00Z"));
        store = new Store(time);
        world = new World(store, time);
        machines = OmniBehaviour.start(world, speeds, 1);
        timeline = new Timeline(store, world);
    }

    static Scene instant() {
        return new Scene(MachineSpeeds.instant());
    }

    List<String> join(int n) {
        List<String> ids = machines.addMany(n, MachineTemplate.of(TALOS)).stream()
                .map(VirtualMachine::id)
                .toList();
        world.runUntilIdle();
        return ids;
    }

    void cluster(String name) {
        create(Resource.of(
                ResourceTypes.CLUSTERS,
                name,
                ClusterSpec.newBuilder()
                        .setTalosVersion(TALOS)
                        .setKubernetesVersion(KUBERNETES)
                        .build()));
    }

    void manualSet(String id, String role) {
        create(set(id, role, spec -> spec));
    }

    void classSet(String id, String role, String machineClass, int count) {
        create(set(
                id,
                role,
                spec -> spec.setMachineAllocation(
                        MachineAllocation.newBuilder().setName(machineClass).setMachineCount(count))));
    }

    void machineClass(String name, String... selectors) {
        create(Resource.of(
                ResourceTypes.MACHINE_CLASSES,
                name,
                MachineClassSpec.newBuilder()
                        .addAllMatchLabels(List.of(selectors))
                        .build()));
    }

    void node(String set, String machine) {
        Resource<MachineSetSpec> owner = store.require(ResourceTypes.MACHINE_SETS, set);
        create(Resource.of(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance())
                .withMetadata(metadata -> metadata.putAllLabels(owner.labels()).putLabels(OmniKeys.MACHINE_SET, set)));
    }

    void patch(String id, String scope, String value, String text) {
        create(Resource.of(
                        ResourceTypes.CONFIG_PATCHES,
                        id,
                        ConfigPatchSpec.newBuilder().setData(text).build())
                .withLabel(OmniKeys.CLUSTER, "demo")
                .withLabel(scope, value));
    }

    /** A cluster "demo" with one control plane and these workers, all declared by hand; ready. */
    void readyCluster(String controlPlane, List<String> workers) {
        cluster("demo");
        manualSet("demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE);
        manualSet("demo-workers", OmniKeys.ROLE_WORKER);
        node("demo-control-planes", controlPlane);
        workers.forEach(worker -> node("demo-workers", worker));
        settle();
    }

    /** Lets everything happen that follows, for a minute. */
    void settle() {
        world.advance(Duration.ofMinutes(1));
    }

    void tearDown(ResourceType<?> type, String id) {
        store.teardown("", type, id);
    }

    <S extends Message> S spec(ResourceType<S> type, String id) {
        return store.require(type, id).spec();
    }

    <S extends Message> void edit(ResourceType<S> type, String id, UnaryOperator<Resource<S>> change) {
        store.update("", change.apply(store.require(type, id)), Optional.empty());
    }

    /** Edits the spec of the cluster "demo". */
    void editCluster(UnaryOperator<ClusterSpec.Builder> change) {
        edit(
                ResourceTypes.CLUSTERS,
                "demo",
                cluster -> cluster.withSpec(
                        change.apply(cluster.spec().toBuilder()).build()));
    }

    private <S extends Message> void create(Resource<S> resource) {
        store.create("", resource);
    }

    private static Resource<MachineSetSpec> set(String id, String role, UnaryOperator<MachineSetSpec.Builder> change) {
        MachineSetSpec spec = change.apply(MachineSetSpec.newBuilder().setUpdateStrategy(UpdateStrategy.Rolling))
                .build();
        return Resource.of(ResourceTypes.MACHINE_SETS, id, spec)
                .withLabel(OmniKeys.CLUSTER, id.substring(0, id.indexOf('-')))
                .withLabel(role, "");
    }
}
