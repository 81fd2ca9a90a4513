package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import java.util.function.Consumer;

/** Writes what a machine is known to run with, step by step as Omni learns it (live-checks.md, "Behaviour worth knowing"). */
final class ConfigStatusWriter {

    private final Store store;
    private final String owner;

    ConfigStatusWriter(Store store, String owner) {
        this.store = store;
        this.owner = owner;
    }

    /** The first config was accepted; the machine is about to reboot. */
    void accepted(RolloutSubject subject, String bootIdBefore) {
        write(subject, status -> status.setPreRebootBootId(bootIdBefore).clearLastConfigError());
    }

    /** The machine is up with the config it was given. */
    void running(RolloutSubject subject, VirtualMachine machine) {
        write(
                subject,
                status -> status.setClusterMachineConfigVersion(version(subject))
                        .setTalosVersion(machine.talosVersion())
                        .setSchematicId(machine.schematic())
                        .setRedactedCurrentMachineConfig(
                                machine.config().map(MachineConfig::text).orElse(""))
                        .clearPreRebootBootId());
    }

    /** The wanted config is in force. Only now the status gets labels. */
    void inForce(RolloutSubject subject, VirtualMachine machine) {
        String text = subject.config().spec().getData();
        store.modify(
                owner,
                ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES,
                subject.id(),
                output -> Outputs.withLabels(output, Outputs.membership(subject.clusterMachine()))
                        .withSpec(output.spec().toBuilder()
                                .setClusterMachineConfigVersion(version(subject))
                                .setRedactedCurrentMachineConfig(text)
                                .setClusterMachineConfigSha256(Sha256.hex(text))
                                .setTalosVersion(machine.talosVersion())
                                .setSchematicId(machine.schematic())
                                .clearPreRebootBootId()
                                .clearLastConfigError()
                                .build()));
    }

    /** The machine has another Talos on its disk and reboots into it; which one it runs is told with the config that follows. */
    void rebooting(RolloutSubject subject, String bootIdBefore) {
        write(subject, status -> status.setPreRebootBootId(bootIdBefore));
    }

    /** The config was generated anew and is the same. */
    void unchanged(RolloutSubject subject) {
        write(subject, status -> status.setClusterMachineConfigVersion(version(subject)));
    }

    /** The config can't be generated, or the machine refuses it. */
    void failed(RolloutSubject subject, String error) {
        write(
                subject,
                status ->
                        status.setClusterMachineConfigVersion(version(subject)).setLastConfigError(error));
    }

    private void write(RolloutSubject subject, Consumer<ClusterMachineConfigStatusSpec.Builder> change) {
        store.modify(owner, ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, subject.id(), output -> {
            ClusterMachineConfigStatusSpec.Builder spec = output.spec().toBuilder();
            change.accept(spec);
            return output.withSpec(spec.build());
        });
    }

    private static String version(RolloutSubject subject) {
        return Long.toString(subject.config().version());
    }
}
