package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.MachineSetConfigStatusSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import java.util.Optional;

/**
 * Wipes a machine that leaves its cluster. It must be connected and running (for workers, forced and non-graceful resets booting is
 * enough), so a disconnected machine holds everything until it returns or its Link is torn down (status-and-lifecycle.md 4.5, 4.9).
 */
final class MachineReset {

    private final Store store;
    private final Machines machines;

    MachineReset(Store store, Machines machines) {
        this.store = store;
        this.machines = machines;
    }

    /**
     * Does the next step.
     *
     * @return whether the machine is clean, or gone
     */
    boolean proceed(Resource<?> config) {
        if (store.get(ResourceTypes.MACHINE_STATUSES, config.id())
                .filter(status -> !status.isTearingDown())
                .isEmpty()) {
            return true;
        }
        Optional<VirtualMachine> machine = RolloutSubject.reachable(store, machines, config.id());
        machine.filter(reachable -> mayReset(reachable, config)).ifPresent(VirtualMachine::reset);
        return machine.filter(MachineReset::isClean).isPresent();
    }

    private boolean mayReset(VirtualMachine machine, Resource<?> config) {
        return switch (machine.stage()) {
            case RUNNING -> !machine.isApplying();
            case BOOTING -> config.hasLabel(OmniKeys.ROLE_WORKER) || !isGraceful(config);
            default -> false;
        };
    }

    private boolean isGraceful(Resource<?> config) {
        boolean isForced = store.get(ResourceTypes.NODE_FORCE_DESTROY_REQUESTS, config.id())
                .isPresent();
        return !isForced
                && config.label(OmniKeys.MACHINE_SET)
                        .flatMap(set -> store.get(InternalTypes.MACHINE_SET_CONFIG_STATUSES, set))
                        .map(Resource::spec)
                        .filter(MachineSetConfigStatusSpec::getShouldResetGraceful)
                        .isPresent();
    }

    private static boolean isClean(VirtualMachine machine) {
        return machine.stage() == MachineStage.MAINTENANCE && machine.config().isEmpty();
    }
}
