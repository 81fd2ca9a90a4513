package dev.omnibridge.operator.status;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterUUIDSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.List;
import java.util.function.UnaryOperator;

/** A cluster in Omni that is fine, until a test changes something about it. */
final class ClusterFixture {

    static final String NAME = "team-a-demo";
    static final String UUID = "4f1c2b9e-7d55-4b0e-9a3f-0c2f6d1b8e11";

    final OmniInTest omni = new OmniInTest();
    private final String name;

    ClusterFixture(String name) {
        this.name = name;
        omni.put(Resource.of(
                ResourceTypes.CLUSTERS,
                name,
                ClusterSpec.newBuilder()
                        .setTalosVersion("1.13.8")
                        .setKubernetesVersion("1.35.2")
                        .build()));
        omni.put(Resource.of(
                ResourceTypes.CLUSTER_UUIDS,
                name,
                ClusterUUIDSpec.newBuilder().setUuid(UUID).build()));
        omni.put(Resource.of(
                ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES,
                name,
                ClusterBootstrapStatusSpec.newBuilder().setBootstrapped(true).build()));
        omni.put(Resource.of(
                ResourceTypes.CLUSTER_STATUSES,
                name,
                ClusterStatusSpec.newBuilder()
                        .setPhase(ClusterStatusSpec.Phase.RUNNING)
                        .setReady(true)
                        .setAvailable(true)
                        .setKubernetesAPIReady(true)
                        .setControlplaneReady(true)
                        .setHasConnectedControlPlanes(true)
                        .build()));
        omni.put(Resource.of(
                ResourceTypes.TALOS_UPGRADE_STATUSES,
                name,
                TalosUpgradeStatusSpec.newBuilder()
                        .setPhase(TalosUpgradeStatusSpec.Phase.Done)
                        .setLastUpgradeVersion("1.13.8")
                        .build()));
        omni.put(Resource.of(
                ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                name,
                KubernetesUpgradeStatusSpec.newBuilder()
                        .setPhase(KubernetesUpgradeStatusSpec.Phase.Done)
                        .setLastUpgradeVersion("1.35.2")
                        .addUpgradeVersions("1.35.3")
                        .build()));
    }

    /** The cluster of the examples: three control planes, five workers, all ready. */
    static ClusterFixture ready() {
        ClusterFixture fixture = new ClusterFixture(NAME)
                .set("control-planes", OmniKeys.ROLE_CONTROL_PLANE, 3, "demo-control-planes")
                .set("workers", OmniKeys.ROLE_WORKER, 5, "demo-workers");
        for (int i = 1; i <= 3; i++) {
            fixture.machine("control-planes", id(i), Stage.RUNNING, true);
        }
        for (int i = 4; i <= 8; i++) {
            fixture.machine("workers", id(i), Stage.RUNNING, true);
        }
        return fixture;
    }

    static String id(int number) {
        return "100%d1802-c798-4da7-a410-f09abb48c8d8".formatted(number);
    }

    ClusterSlice slice() {
        return new ClusterSlice(name, omni);
    }

    MachineSetSlice setSlice(String set) {
        return new MachineSetSlice(name + "-" + set, omni);
    }

    /** A set of class {@code big} that is running, claimed by an OmniMachineSet of namespace team-a. */
    ClusterFixture set(String set, String role, int machines, String object) {
        String id = name + "-" + set;
        omni.put(labelled(Resource.of(
                        ResourceTypes.MACHINE_SETS,
                        id,
                        MachineSetSpec.newBuilder()
                                .setMachineAllocation(MachineAllocation.newBuilder()
                                        .setName("big")
                                        .setMachineCount(machines))
                                .build()))
                .withLabel(role, "")
                .withAnnotation(ClaimKeys.OWNER, "prod/OmniMachineSet/team-a/" + object)
                .withAnnotation(ClaimKeys.OWNER_UID, "uid-" + object));
        omni.put(labelled(Resource.of(
                ResourceTypes.MACHINE_SET_STATUSES,
                id,
                MachineSetStatusSpec.newBuilder()
                        .setPhase(MachineSetPhase.Running)
                        .setReady(true)
                        .build())));
        return this;
    }

    /** A machine of a set, connected. */
    ClusterFixture machine(String set, String id, Stage stage, boolean ready) {
        omni.put(inSet(set, Resource.of(ResourceTypes.MACHINE_SET_NODES, id, MachineSetNodeSpec.getDefaultInstance())));
        omni.put(inSet(set, Resource.of(ResourceTypes.CLUSTER_MACHINES, id, ClusterMachineSpec.getDefaultInstance())));
        omni.put(inSet(
                        set,
                        Resource.of(
                                ResourceTypes.CLUSTER_MACHINE_STATUSES,
                                id,
                                ClusterMachineStatusSpec.newBuilder()
                                        .setStage(stage)
                                        .setReady(ready)
                                        .build()))
                .withLabel(OmniKeys.CONNECTED, ""));
        return inventory(id, OmniKeys.CONNECTED, OmniKeys.READY_TO_USE, OmniKeys.REPORTING_EVENTS);
    }

    /** A machine of the account with marker labels, of class {@code big}, on Talos 1.13.8. */
    ClusterFixture inventory(String id, String... labels) {
        Resource<MachineStatusSpec> machine = Resource.of(
                        ResourceTypes.MACHINE_STATUSES, id, MachineStatusSpec.getDefaultInstance())
                .withLabel(OmniKeys.TALOS_VERSION, "v1.13.8")
                .withLabel("size", "big");
        for (String label : labels) {
            machine = machine.withLabel(label, "");
        }
        omni.put(machine);
        return this;
    }

    ClusterFixture machineClass(String id, String... selectors) {
        omni.put(Resource.of(
                ResourceTypes.MACHINE_CLASSES,
                id,
                MachineClassSpec.newBuilder()
                        .addAllMatchLabels(List.of(selectors))
                        .build()));
        return this;
    }

    ClusterFixture pendingUpdate(String set, String id) {
        omni.put(inSet(
                set,
                Resource.of(
                        ResourceTypes.MACHINE_PENDING_UPDATES, id, MachinePendingUpdatesSpec.getDefaultInstance())));
        return this;
    }

    ClusterFixture status(UnaryOperator<ClusterStatusSpec.Builder> change) {
        omni.change(
                ResourceTypes.CLUSTER_STATUSES,
                name,
                r -> r.withSpec(change.apply(r.spec().toBuilder()).build()));
        return this;
    }

    ClusterFixture setStatus(String set, MachineSetPhase phase, boolean ready) {
        omni.change(
                ResourceTypes.MACHINE_SET_STATUSES,
                name + "-" + set,
                r -> r.withSpec(
                        r.spec().toBuilder().setPhase(phase).setReady(ready).build()));
        return this;
    }

    ClusterFixture machineStatus(String id, UnaryOperator<ClusterMachineStatusSpec.Builder> change) {
        omni.change(
                ResourceTypes.CLUSTER_MACHINE_STATUSES,
                id,
                r -> r.withSpec(change.apply(r.spec().toBuilder()).build()));
        return this;
    }

    ClusterFixture disconnect(String id) {
        omni.change(
                ResourceTypes.CLUSTER_MACHINE_STATUSES,
                id,
                r -> r.withMetadata(m -> m.removeLabels(OmniKeys.CONNECTED)));
        return machineStatus(id, m -> m.setReady(false));
    }

    /** A smaller size of a set, with which nothing has begun yet. */
    ClusterFixture resize(String set, int machines) {
        omni.change(
                ResourceTypes.MACHINE_SETS,
                name + "-" + set,
                r -> r.withSpec(r.spec().toBuilder()
                        .setMachineAllocation(
                                r.spec().getMachineAllocation().toBuilder().setMachineCount(machines))
                        .build()));
        return this;
    }

    /** The machine has left: nothing of it is in the cluster any more. */
    ClusterFixture release(String id) {
        for (ResourceType<?> type : List.of(
                ResourceTypes.MACHINE_SET_NODES,
                ResourceTypes.CLUSTER_MACHINES,
                ResourceTypes.CLUSTER_MACHINE_STATUSES)) {
            omni.remove(type, id);
        }
        return this;
    }

    ClusterFixture talos(UnaryOperator<TalosUpgradeStatusSpec.Builder> change) {
        omni.change(
                ResourceTypes.TALOS_UPGRADE_STATUSES,
                name,
                r -> r.withSpec(change.apply(r.spec().toBuilder()).build()));
        return this;
    }

    ClusterFixture kubernetes(UnaryOperator<KubernetesUpgradeStatusSpec.Builder> change) {
        omni.change(
                ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                name,
                r -> r.withSpec(change.apply(r.spec().toBuilder()).build()));
        return this;
    }

    private <S extends Message> Resource<S> labelled(Resource<S> resource) {
        return resource.withLabel(OmniKeys.CLUSTER, name);
    }

    private <S extends Message> Resource<S> inSet(String set, Resource<S> resource) {
        return labelled(resource).withLabel(OmniKeys.MACHINE_SET, name + "-" + set);
    }
}
