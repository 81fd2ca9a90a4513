package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MachineSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Omni's {@code MachineController}: makes a Machine of each Link. A Link that users tear down takes the machine out of Omni. */
final class LinkController extends Transform<SiderolinkSpec, MachineSpec> {

    private final Machines machines;

    LinkController(Store store, Machines machines) {
        super(store, "MachineController", ResourceTypes.LINKS, ResourceTypes.MACHINES, List.of());
        this.machines = machines;
    }

    @Override
    protected Requeue transform(Resource<SiderolinkSpec> link) {
        String address = link.spec().getNodeSubnet().replaceFirst("/\\d+$", "");
        write(
                link.id(),
                machine -> machine.withSpec(machine.spec().toBuilder()
                                .setManagementAddress(address)
                                .setConnected(link.spec().getConnected())
                                .build())
                        .withLabel(OmniKeys.PREFIX + "address", address)
                        .withAnnotation(OmniKeys.PREFIX + "created-with-unique-token", ""));
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<SiderolinkSpec> link) {
        machines.find(link.id()).ifPresent(machines::forget);
        return true;
    }
}
