package dev.omnibridge.simulator.allocation;

import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Comparator;

/**
 * Which node of a class goes first: machines without a status, then disconnected ones, then the oldest node. Locks of machines are not
 * consulted (resources.md 7, "Behaviour").
 */
final class ScaleDownOrder {

    private ScaleDownOrder() {}

    static Comparator<Resource<MachineSetNodeSpec>> of(Store store) {
        Comparator<Resource<MachineSetNodeSpec>> byUse = Comparator.comparingInt(node -> use(store, node.id()));
        return byUse.thenComparing(Resource::created).thenComparing(Resource::id);
    }

    private static int use(Store store, String machine) {
        return store.get(ResourceTypes.MACHINE_STATUSES, machine)
                .map(status -> status.hasLabel(OmniKeys.CONNECTED) ? 2 : 1)
                .orElse(0);
    }
}
