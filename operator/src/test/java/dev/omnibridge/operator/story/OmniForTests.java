package dev.omnibridge.operator.story;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.machine.Hardware;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.Machines;
import java.util.List;

/** An Omni for one test class: a simulator on a port, with machine classes {@code small} and {@code big} and instant machines. */
final class OmniForTests implements AutoCloseable {

    private static final long SEED = 7;
    private static final String TALOS = "1.13.8";

    private final OmniSimulator simulator;
    private final Machines machines;

    OmniForTests() {
        simulator = OmniSimulator.builder()
                .accelerated(20)
                .machineSpeeds(MachineSpeeds.instant())
                .seed(SEED)
                .port(0)
                .build()
                .start();
        machines = simulator.machines();
        machineClass("small", "omni.sidero.dev/cores = 4");
        machineClass("big", "omni.sidero.dev/cores = 16");
    }

    OmniSimulator simulator() {
        return simulator;
    }

    Machines machines() {
        return machines;
    }

    WriteLog writes() {
        return simulator.writeLog();
    }

    /** Writes that changed something, of the operator's account. */
    static List<RecordedWrite> succeeded(WriteLog.Span span) {
        return span.writes().stream().filter(RecordedWrite::succeeded).toList();
    }

    /** Machines that are in a cluster, those on their way out included. */
    int machinesInClusters() {
        return simulator.store().list(ResourceTypes.CLUSTER_MACHINES).size();
    }

    /** Machines that a class could allocate. */
    long availableMachines() {
        return simulator.store().list(ResourceTypes.MACHINE_STATUSES).stream()
                .filter(machine -> machine.hasLabel(OmniKeys.AVAILABLE))
                .count();
    }

    OmniForTests withMachines(int small, int big) {
        machines.addMany(
                small, MachineTemplate.of(TALOS).withHardware(new Hardware(4, 8_192, 100, 1_000, "amd64", "amd")));
        machines.addMany(
                big, MachineTemplate.of(TALOS).withHardware(new Hardware(16, 65_536, 500, 10_000, "amd64", "amd")));
        return this;
    }

    private void machineClass(String name, String selector) {
        simulator
                .store()
                .create(
                        "",
                        Resource.of(
                                ResourceTypes.MACHINE_CLASSES,
                                name,
                                MachineClassSpec.newBuilder()
                                        .addMatchLabels(selector)
                                        .build()));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
