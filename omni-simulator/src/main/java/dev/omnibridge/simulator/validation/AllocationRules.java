package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
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

    Optional<String> onCreate(Resource<MachineSetSpec> next) {
        return of(next.spec()).flatMap(allocation -> form(allocation).or(() -> source(allocation)));
    }

    Optional<String> onUpdate(Resource<MachineSetSpec> old, Resource<MachineSetSpec> next) {
        Optional<MachineAllocation> before = of(old.spec());
        Optional<MachineAllocation> after = of(next.spec());
        // the source is looked at again only where one class takes the place of another [live]
        boolean isOtherClass = before.isPresent()
                && after.isPresent()
                && !before.get().getName().equals(after.get().getName());
        return after.flatMap(AllocationRules::form)
                .or(() -> after.filter(allocation -> isOtherClass).flatMap(this::source))
                .or(() -> before.isPresent() != after.isPresent() && hasNodes(next)
                        ? Optional.of(switched(after.isPresent()))
                        : Optional.empty());
    }

    private static Optional<String> form(MachineAllocation allocation) {
        if (allocation.getName().isEmpty()) {
            return Optional.of("machine allocation source name is not set");
        }
        return allocation.getMachineCount() != 0 && allocation.getAllocationType() != MachineAllocation.Type.Static
                ? Optional.of("machine count can be set only if static allocation type is used")
                : Optional.empty();
    }

    private Optional<String> source(MachineAllocation allocation) {
        String name = allocation.getName();
        var machineClass = store.get(ResourceTypes.MACHINE_CLASSES, name);
        if (machineClass.isEmpty()) {
            return Optional.of("machine class with name \"" + name + "\" doesn't exist");
        }
        return machineClass.get().spec().hasAutoProvision()
                        && allocation.getAllocationType() == MachineAllocation.Type.Unlimited
                ? Optional.of("machine class \"" + name
                        + "\" is using autoprovision, so unlimited machine set allocation is not supported")
                : Optional.empty();
    }

    private static String switched(boolean toClass) {
        return "machine set is not empty and is using "
                + (toClass
                        ? "manual nodes management, updating to machine class mode"
                        : "machine class based node management, updating to manual mode")
                + " is not allowed";
    }

    private boolean hasNodes(Resource<MachineSetSpec> set) {
        return !store.list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id()))
                .isEmpty();
    }
}
