package dev.omnibridge.simulator.contract;

import static dev.omnibridge.omni.resource.OmniKeys.CLUSTER;
import static dev.omnibridge.omni.resource.OmniKeys.MACHINE_SET;
import static dev.omnibridge.omni.resource.OmniKeys.ROLE_CONTROL_PLANE;
import static dev.omnibridge.omni.resource.OmniKeys.ROLE_WORKER;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.BootstrapSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation.Type;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Omni demands of sets and nodes in a cluster that exists. Needs no machines: the nodes are for ones that never join. */
class MembershipContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Members members = new Members(omni);
    private final Refused refused = new Refused(omni);
    private String cluster;

    @BeforeEach
    void aCluster() {
        omni.needsToWrite();
        cluster = Clusters.make(omni, "m").id();
    }

    @Test
    void theNameOfASetSaysItsClusterAndWhetherItIsTheControlPlane() {
        String controlPlanes = cluster + "-control-planes";

        refused.create(
                Resource.of(ResourceTypes.MACHINE_SETS, omni.id("other"), MachineSetSpec.getDefaultInstance())
                        .withLabel(CLUSTER, cluster)
                        .withLabel(ROLE_WORKER, ""),
                "machine set of cluster \"" + cluster + "\" ID must have \"" + cluster + "-\" as prefix");
        refused.create(
                Members.set(cluster, "masters", ROLE_CONTROL_PLANE),
                "control plane machine set must have ID \"" + controlPlanes + "\"");
        refused.create(
                Members.set(cluster, "control-planes", ROLE_WORKER),
                "worker machine set must not have ID \"" + controlPlanes + "\"");
    }

    @Test
    void ofSeveralMistakesInASetOnlyTheFirstIsTold() {
        MachineSetSpec wrong = allocated(allocation("", 2, Type.Unlimited));

        refused.create(
                Resource.of(ResourceTypes.MACHINE_SETS, omni.id("other"), wrong).withLabel(CLUSTER, cluster),
                "machine set must have either \"" + ROLE_CONTROL_PLANE + "\" or \"" + ROLE_WORKER + "\" label");
        refused.create(
                Resource.of(ResourceTypes.MACHINE_SETS, omni.id("other"), wrong)
                        .withLabel(CLUSTER, cluster)
                        .withLabel(ROLE_WORKER, ""),
                "machine allocation source name is not set");
        refused.create(
                Resource.of(ResourceTypes.MACHINE_SETS, omni.id("other"), wrong).withLabel(CLUSTER, omni.id("missing")),
                "the cluster \"" + omni.id("missing") + "\" does not exist");
    }

    @Test
    void theClusterOfASetAndTheSetOfANodeNeverChange() {
        Resource<MachineSetSpec> set = members.stored(Members.workers(cluster));
        Resource<MachineSetNodeSpec> node = members.stored(Members.node(set));

        refused.update(
                set,
                s -> s.withLabel(CLUSTER, "other"),
                "changing value of label \"" + CLUSTER + "\" from \"" + cluster + "\" to \"other\"",
                "the cluster \"other\" does not exist");
        refused.update(
                node,
                n -> n.withLabel(MACHINE_SET, "other"),
                "changing value of label \"" + MACHINE_SET + "\" from \"" + set.id() + "\" to \"other\"");
        refused.update(
                node,
                n -> n.withLabel(CLUSTER, "other"),
                "changing value of label \"" + CLUSTER + "\" from \"" + cluster + "\" to \"other\"");
        refused.update(
                node,
                n -> n.withLabel(CLUSTER, ""),
                "label \"" + CLUSTER + "\" has empty value",
                "changing value of label \"" + CLUSTER + "\" from \"" + cluster + "\" to \"\"");
    }

    @Test
    void aSetTakesItsMachinesFromAClassThatExists() {
        refused.create(withAllocation(allocation("", 0, Type.Static)), "machine allocation source name is not set");
        refused.create(
                withAllocation(allocation("nope", 2, Type.Unlimited)),
                "machine count can be set only if static allocation type is used");
        refused.create(
                withAllocation(allocation(omni.id("nope"), 2, Type.Static)),
                "machine class with name \"" + omni.id("nope") + "\" doesn't exist");
    }

    @Test
    void aSetWithNodesStaysWithTheWayItGetsThem() {
        String fits = machineClassForNothing();
        Resource<MachineSetSpec> set = members.stored(Members.workers(cluster));
        members.stored(Members.node(set));

        refused.update(
                set,
                s -> s.withSpec(allocated(allocation(fits, 1, Type.Static))),
                "machine set is not empty and is using manual nodes management, updating to machine class mode is not"
                        + " allowed");
    }

    @Test
    void nobodyElseAddsNodesToASetWithAClass() {
        Resource<MachineSetSpec> set =
                members.stored(withAllocation(allocation(machineClassForNothing(), 0, Type.Static)));

        refused.create(
                Members.node(set),
                "adding machine set node to the machine set \"" + set.id()
                        + "\" is not allowed: the machine set is using automated machine allocation");
    }

    @Test
    void nodesOfAControlPlaneCannotBeLocked() {
        Resource<MachineSetSpec> set = members.stored(Members.controlPlanes(cluster));
        Resource<MachineSetNodeSpec> node = members.stored(Members.node(set));

        refused.create(Members.node(set).withAnnotation(OmniKeys.LOCKED, ""), "locking controlplanes is not allowed");
        refused.update(node, n -> n.withAnnotation(OmniKeys.LOCKED, ""), "locking controlplanes is not allowed");
        refused.create(
                Members.node(Members.set(cluster, "missing", ROLE_CONTROL_PLANE))
                        .withAnnotation(OmniKeys.LOCKED, ""),
                "adding machine set node to the machine set \"" + cluster
                        + "-missing\" is not allowed: the machine set does not exist");
    }

    @Test
    void aLockedNodeIsNotRemoved() {
        Resource<MachineSetSpec> set = members.stored(Members.workers(cluster));
        Resource<MachineSetNodeSpec> node = members.stored(Members.node(set).withAnnotation(OmniKeys.LOCKED, ""));

        refused.teardown(
                node,
                "removing machine set node from the machine set \"" + set.id()
                        + "\" is not allowed: machine set node is locked");
        refused.update(node, n -> n.withoutAnnotation(OmniKeys.LOCKED));
    }

    @Test
    void aClusterIsBootstrappedFromABackupOnlyWhenItIsMade() {
        MachineSetSpec fromBackup = MachineSetSpec.newBuilder()
                .setBootstrapSpec(
                        BootstrapSpec.newBuilder().setClusterUuid("nope").setSnapshot("x"))
                .build();

        refused.create(
                Members.workers(cluster).withSpec(fromBackup), "bootstrap spec is not allowed for worker machine sets");
        refused.create(Members.controlPlanes(cluster).withSpec(fromBackup), "invalid cluster UUID \"nope\"");
        refused.update(
                members.stored(Members.controlPlanes(cluster)),
                s -> s.withSpec(fromBackup),
                "bootstrap spec is immutable after creation");
    }

    private String machineClassForNothing() {
        String id = omni.id("class");
        members.stored(Resource.of(
                ResourceTypes.MACHINE_CLASSES,
                id,
                MachineClassSpec.newBuilder()
                        .addMatchLabels(omni.id("no-machine"))
                        .build()));
        return id;
    }

    private Resource<MachineSetSpec> withAllocation(MachineAllocation allocation) {
        return Members.workers(cluster).withSpec(allocated(allocation));
    }

    private static MachineSetSpec allocated(MachineAllocation allocation) {
        return MachineSetSpec.newBuilder().setMachineAllocation(allocation).build();
    }

    private static MachineAllocation allocation(String name, int count, Type type) {
        return MachineAllocation.newBuilder()
                .setName(name)
                .setMachineCount(count)
                .setAllocationType(type)
                .build();
    }
}
