package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.KubernetesComponent;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One step of a Kubernetes upgrade.
 *
 * @param component what to bring to another version
 * @param version the other version
 * @param machine on which machine
 * @param isLocked whether the machine is locked, so that the upgrade waits
 */
record ComponentUpdate(KubernetesComponent component, String version, VirtualMachine machine, boolean isLocked) {

    /** The next step towards a version: by component, inside by node name, locked nodes last; empty if all have the version. */
    static Optional<ComponentUpdate> next(Store store, List<VirtualMachine> nodes, String version) {
        for (KubernetesComponent component : KubernetesComponent.values()) {
            Optional<ComponentUpdate> step = nodes.stream()
                    .filter(machine -> runs(machine, component))
                    .filter(machine -> !machine.version(component).equals(version))
                    .map(machine -> new ComponentUpdate(component, version, machine, hasLockedNode(store, machine)))
                    .min(Comparator.comparing(ComponentUpdate::isLocked)
                            .thenComparing(update -> update.machine().hostname()));
            if (step.isPresent()) {
                return step;
            }
        }
        return Optional.empty();
    }

    /** How {@code KubernetesUpgradeStatus.step} names it. */
    String describe() {
        String update = "updating " + component.app() + " to " + version;
        return isLocked ? update : machine.hostname() + ": " + update;
    }

    private static boolean runs(VirtualMachine machine, KubernetesComponent component) {
        return !component.isControlPlaneOnly()
                || machine.config().filter(MachineConfig::controlPlane).isPresent();
    }

    private static boolean hasLockedNode(Store store, VirtualMachine machine) {
        return store.get(ResourceTypes.MACHINE_SET_NODES, machine.id())
                .filter(node -> node.hasAnnotation(OmniKeys.LOCKED))
                .isPresent();
    }
}
