package dev.omnibridge.operator.given;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.machineClass;
import static dev.omnibridge.operator.given.OmniResources.member;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.uuid;

import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Map;

/** A claimed cluster {@code demo} with Talos 1.13.8 in Omni, the class {@code big}, and an OmniCluster of that name: where sets live. */
public final class SetScene {

    public static final String UUID = "4f1c2b9e-7d55-4b0e-9a3f-0c2f6d1b8e11";
    public static final String M1 = "10010000-0000-4000-8000-000000000001";
    public static final String M2 = "10010000-0000-4000-8000-000000000002";
    public static final String M3 = "10010000-0000-4000-8000-000000000003";

    public final GivenCluster cluster =
            GivenCluster.named("demo").withFinalizer().reported("demo", UUID);
    public final GivenOmni omni = new GivenOmni()
            .with(
                    claimed(
                            cluster("demo", "1.13.8", "1.35.2"),
                            ClusterPass.ownerOf(cluster),
                            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2")),
                    uuid("demo", UUID),
                    machineClass("big"));

    /** The set of an object as it is in Omni after it was made by us with this spec and memory. */
    public SetScene claimedSet(GivenMachineSet object, Resource<MachineSetSpec> set, Map<String, String> applied) {
        omni.with(claimed(set, MachineSetPass.ownerOf(object), applied));
        return this;
    }

    /** A machine that the object bound to its set. */
    public SetScene bound(GivenMachineSet object, String machine, String set) {
        omni.with(
                claimed(node(machine, "demo", set), MachineSetPass.ownerOf(object), Map.of()),
                member(machine, "demo", set));
        return this;
    }

    /** Machines that a class gave to the set, as members. */
    public SetScene allocated(String set, int machines) {
        for (int i = 0; i < machines; i++) {
            omni.with(member("member-" + set + "-" + i, "demo", set));
        }
        return this;
    }

    public MachineSetPass pass(GivenMachineSet object) {
        return MachineSetPass.of(omni, object, cluster);
    }

    /** The set of this id as Omni has it now. */
    public Resource<MachineSetSpec> set(String id) {
        return omni.kind(ResourceTypes.MACHINE_SETS).get(id).orElseThrow();
    }
}
