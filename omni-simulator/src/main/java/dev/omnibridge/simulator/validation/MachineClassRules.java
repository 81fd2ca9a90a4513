package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.allocation.Selector;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return problem(next.spec()).map(List::of).orElse(List.of());
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

    /** Only the first problem is told. */
    private static Optional<String> problem(MachineClassSpec spec) {
        if (spec.hasAutoProvision()) {
            return spec.getMatchLabelsCount() > 0
                    ? Optional.of("can't set both auto provision and match labels at the same time")
                    : Optional.of(provision(spec.getAutoProvision().getProviderId()));
        }
        List<Selector> selectors = new ArrayList<>();
        try {
            spec.getMatchLabelsList().stream().map(Selector::parse).forEach(selectors::add);
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "failed to parse matchLabels: rpc error: code = InvalidArgument desc = " + e.getMessage());
        }
        if (selectors.isEmpty()) {
            return Optional.of("machine class should either have auto provision or match labels set");
        }
        return selectors.stream().anyMatch(selector -> selector.names(OmniKeys.NO_MANUAL_ALLOCATION))
                ? Optional.of("selectors using label " + OmniKeys.NO_MANUAL_ALLOCATION + " are not allowed")
                : Optional.empty();
    }

    private static String provision(String provider) {
        return provider.isEmpty()
                ? "providerID can not be empty"
                : "failed to get provider: failed to get: resource InfraProviderStatuses.omni.sidero.dev(infra-provider/"
                        + provider + "@undefined) doesn't exist";
    }
}
