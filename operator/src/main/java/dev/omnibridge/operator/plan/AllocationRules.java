package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules for where a set takes its machines from. A refused source is not written and holds up the creation of the set; in an existing
 * set everything else goes on.
 *
 * @param refused paths that must not be written
 * @param refusesNodes whether no machine may be bound by hand either
 */
record AllocationRules(Set<String> refused, boolean refusesNodes, List<Finding> findings) {

    private static final int NAMED_CLASSES = 5;
    private static final Set<String> SOURCE = Set.of(MachineSetFields.CLASS_NAME, MachineSetFields.REPLICAS);
    private static final AllocationRules FREE = new AllocationRules(Set.of(), false, List.of());

    /** @param difference between the spec and the set in Omni; what stays as it is there asks for nothing */
    static AllocationRules of(MachineSetObservation observation, Optional<Difference<MachineSetSpec>> difference) {
        Optional<Resource<MachineSetSpec>> set = observation.omni().machineSet();
        Optional<MachineAllocation> present = set.map(Resource::spec).flatMap(MachineSetFields::allocation);
        MachineClassSource wanted = observation.object().getSpec().machineClass();
        if (wanted == null) {
            return present.map(allocation -> ofClassLeft(observation.omni().id(), allocation))
                    .orElse(FREE);
        }
        if (!leavesAlone(difference, MachineSetFields.CLASS_NAME)
                && present.filter(allocation -> allocation.getName().equals(wanted.name()))
                        .isEmpty()) {
            if (set.isPresent()
                    && present.isEmpty()
                    && !observation.omni().nodes().isEmpty()) {
                return refuse(
                        Reason.SWITCH_NEEDS_EMPTY_SET,
                        "spec.machineClass can't replace the listed machines while the set "
                                + observation.omni().id() + " has "
                                + observation.omni().nodes().size()
                                + " nodes: go back to spec.machines, empty that list, and switch when the machines have left");
            }
            Optional<AllocationRules> unknown =
                    ofUnknownClass(wanted.name(), observation.omni().omni());
            if (unknown.isPresent()) {
                return unknown.get();
            }
        }
        boolean becomesUnlimited = !leavesAlone(difference, MachineSetFields.REPLICAS)
                && wanted.replicas() == null
                && present.filter(a -> a.getAllocationType() == MachineAllocation.Type.Unlimited)
                        .isEmpty();
        return becomesUnlimited ? ofUnlimited(wanted.name(), observation) : FREE;
    }

    private static boolean leavesAlone(Optional<Difference<MachineSetSpec>> difference, String path) {
        return difference.filter(d -> d.leavesAlone(path)).isPresent();
    }

    /** Omni never finishes deleting a set that went from a class to listed machines. */
    private static AllocationRules ofClassLeft(String id, MachineAllocation present) {
        return new AllocationRules(
                Set.of(),
                true,
                List.of(
                        new Finding(
                                Reason.IMMUTABLE_IN_OMNI,
                                "spec.machines lists machines, but the set " + id
                                        + " in Omni takes them from the class "
                                        + present.getName()
                                        + ", and Omni never finishes deleting a set that was switched: use spec.machineClass, or make another set")));
    }

    private static Optional<AllocationRules> ofUnknownClass(String name, OmniSnapshot omni) {
        if (omni.kind(ResourceTypes.MACHINE_CLASSES).get(name).isPresent()) {
            return Optional.empty();
        }
        List<String> known = omni.kind(ResourceTypes.MACHINE_CLASSES).all().stream()
                .map(Resource::id)
                .sorted()
                .toList();
        String listed = known.isEmpty()
                ? "there are none"
                : "there are "
                        + String.join(", ", known.stream().limit(NAMED_CLASSES).toList())
                        + (known.size() > NAMED_CLASSES ? " and " + (known.size() - NAMED_CLASSES) + " more" : "");
        return Optional.of(refuse(
                Reason.WAITING_FOR_REFERENCE,
                "spec.machineClass.name: Omni has no machine class " + name + "; " + listed));
    }

    /** A set that takes every machine would leave none for a control plane of the same class, so those come first. */
    private static AllocationRules ofUnlimited(String className, MachineSetObservation observation) {
        OmniSnapshot omni = observation.omni().omni();
        boolean hasControlPlane = observation.clusterInOmni().machineSets().stream()
                .anyMatch(set -> set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE));
        boolean someLack = omni.kind(ResourceTypes.MACHINE_SETS).all().stream()
                .filter(set -> set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) && !set.isTearingDown())
                .anyMatch(set -> lacksMachinesOf(className, set, omni));
        if (hasControlPlane && !someLack) {
            return FREE;
        }
        return refuse(
                Reason.WAITING_FOR_OMNI,
                "spec.machineClass.unlimited would take every machine of class " + className + ": "
                        + (hasControlPlane
                                ? "a control plane of that class still lacks machines and comes first"
                                : "the control plane of the cluster comes first"));
    }

    private static boolean lacksMachinesOf(String className, Resource<MachineSetSpec> set, OmniSnapshot omni) {
        int machines = MachineSetContents.machines(new MachineSetSlice(set.id(), omni));
        return MachineSetFields.allocation(set.spec())
                .filter(a -> a.getName().equals(className) && machines < a.getMachineCount())
                .isPresent();
    }

    private static AllocationRules refuse(Reason reason, String message) {
        return new AllocationRules(SOURCE, true, List.of(new Finding(reason, message)));
    }
}
