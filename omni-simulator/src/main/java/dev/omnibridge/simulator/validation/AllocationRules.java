package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the machines of a set come from: named one by one, or taken from a class (resources.md 7). */
final class AllocationRules {

    private final Store store;

    AllocationRules(Store store) {
        this.store = store;
    }

    /** The allocation of a set, in the older field where that one is set; empty if its machines are named. */
    static Optional<MachineAllocation> of(MachineSetSpec spec) {
        if (spec.hasMachineClass()) {
            return Optional.of(spec.getMachineClass());
        }
        return spec.hasMachineAllocation() ? Optional.of(spec.getMachineAllocation()) : Optional.empty();
    }

    List<String> onCreate(Resource<MachineSetSpec> next) {
        List<String> problems = new ArrayList<>(form(next));
        if (problems.isEmpty()) {
            of(next.spec()).ifPresent(allocation -> problems.addAll(source(allocation)));
        }
        return problems;
    }

    List<String> onUpdate(Resource<MachineSetSpec> old, Resource<MachineSetSpec> next) {
        List<String> problems = new ArrayList<>(form(next));
        Optional<MachineAllocation> before = of(old.spec());
        Optional<MachineAllocation> after = of(next.spec());
        if (before.isPresent() != after.isPresent() && hasNodes(next)) {
            problems.add("machine set \"" + next.id()
                    + "\" is not empty: switching between manual and automatic machine allocation is not allowed");
        }
        // the source is looked at again only where one class takes the place of another [live]
        boolean isOtherClass = before.isPresent()
                && after.isPresent()
                && !before.get().getName().equals(after.get().getName());
        if (problems.isEmpty() && isOtherClass) {
            problems.addAll(source(after.get()));
        }
        return problems;
    }

    private static List<String> form(Resource<MachineSetSpec> next) {
        List<String> problems = new ArrayList<>();
        of(next.spec()).ifPresent(allocation -> {
            if (allocation.getName().isEmpty()) {
                problems.add("machine allocation source name is not set");
            }
            if (allocation.getMachineCount() != 0 && allocation.getAllocationType() != MachineAllocation.Type.Static) {
                problems.add("machine count can be set only if static allocation type is used");
            }
        });
        return problems;
    }

    private List<String> source(MachineAllocation allocation) {
        var machineClass = store.get(ResourceTypes.MACHINE_CLASSES, allocation.getName());
        if (machineClass.isEmpty()) {
            return List.of("machine class with name \"" + allocation.getName() + "\" doesn't exist");
        }
        return machineClass.get().spec().hasAutoProvision()
                        && allocation.getAllocationType() == MachineAllocation.Type.Unlimited
                ? List.of("unlimited allocation is not supported for machine classes with auto provision")
                : List.of();
    }

    private boolean hasNodes(Resource<MachineSetSpec> set) {
        return !store.list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id()))
                .isEmpty();
    }
}
