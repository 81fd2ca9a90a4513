package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;

/** Rules of machine classes (resources.md 9). No infra provider is ever connected to the simulator. */
final class MachineClassRules implements Rules<MachineClassSpec> {

    private final Store store;

    MachineClassRules(Store store) {
        this.store = store;
    }

    @Override
    public ResourceType<MachineClassSpec> type() {
        return ResourceTypes.MACHINE_CLASSES;
    }

    @Override
    public List<String> onCreate(Resource<MachineClassSpec> next) {
        MachineClassSpec spec = next.spec();
        if (spec.hasAutoProvision() == (spec.getMatchLabelsCount() > 0)) {
            return List.of("machine class should either have auto provision or match labels set");
        }
        List<String> problems = new ArrayList<>();
        if (spec.hasAutoProvision()) {
            problems.add(
                    spec.getAutoProvision().getProviderId().isEmpty()
                            ? "provider ID is not set"
                            : "infra provider with id \""
                                    + spec.getAutoProvision().getProviderId() + "\" doesn't exist");
            problems.addAll(KernelArgsRules.problems(spec.getAutoProvision().getKernelArgsList()));
        }
        for (String selector : spec.getMatchLabelsList()) {
            SelectorSyntax.problem(selector, OmniKeys.NO_MANUAL_ALLOCATION).ifPresent(problems::add);
        }
        return problems;
    }

    @Override
    public List<String> onUpdate(Resource<MachineClassSpec> old, Resource<MachineClassSpec> next) {
        return onCreate(next);
    }

    @Override
    public List<String> onDestroy(Resource<MachineClassSpec> old) {
        List<String> users = store.list(ResourceTypes.MACHINE_SETS).stream()
                .filter(set -> AllocationRules.of(set.spec())
                        .filter(allocation -> allocation.getName().equals(old.id()))
                        .isPresent())
                .map(Resource::id)
                .toList();
        return users.isEmpty()
                ? List.of()
                : List.of("can not delete the machine class as it is still in use by machine sets: "
                        + String.join(", ", users));
    }
}
