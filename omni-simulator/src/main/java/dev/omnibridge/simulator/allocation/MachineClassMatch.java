package dev.omnibridge.simulator.allocation;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.List;

/** Which machines a set in class mode may take (status-and-lifecycle.md 4.4, steps 3 and 4). */
final class MachineClassMatch {

    private static final String MACHINE_REQUEST_SET = OmniKeys.PREFIX + "machine-request-set";
    private static final List<String> REQUIRED =
            List.of(OmniKeys.AVAILABLE, OmniKeys.READY_TO_USE, OmniKeys.REPORTING_EVENTS);

    private final List<Selector> selectors;
    private final boolean isProvisioned;
    private final String machineSet;
    private final String talosVersion;

    /**
     * A match.
     *
     * @param talosVersion of the set's cluster
     */
    MachineClassMatch(MachineClassSpec machineClass, String machineSet, String talosVersion) {
        this.selectors =
                machineClass.getMatchLabelsList().stream().map(Selector::parse).toList();
        this.isProvisioned = machineClass.hasAutoProvision();
        this.machineSet = machineSet;
        this.talosVersion = talosVersion;
    }

    boolean takes(Resource<MachineStatusSpec> machine) {
        return !machine.isTearingDown()
                && REQUIRED.stream().allMatch(machine::hasLabel)
                && !machine.hasLabel(OmniKeys.EVICTED)
                && isSelected(machine)
                && TalosVersionRule.allows(machine, talosVersion);
    }

    private boolean isSelected(Resource<MachineStatusSpec> machine) {
        if (isProvisioned) {
            return machine.label(MACHINE_REQUEST_SET).filter(machineSet::equals).isPresent();
        }
        return !machine.hasLabel(OmniKeys.NO_MANUAL_ALLOCATION)
                && selectors.stream().anyMatch(selector -> selector.matches(machine.labels()));
    }
}
