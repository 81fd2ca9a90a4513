package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.machine.Hardware;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An Omni for one test class: a simulator on a port, with machine classes {@code small} and {@code big} and instant machines. */
final class OmniForTests implements AutoCloseable {

    private static final long SEED = 7;
    private static final String TALOS = "1.13.8";

    private final OmniSimulator simulator;
    private final Machines machines;
    private final Map<String, List<String>> idsByClass = new HashMap<>();

    /** @param time of signatures and tokens, which is also the operator's */
    OmniForTests(StoryTime time, OmniVersion version) {
        simulator = OmniSimulator.builder()
                .version(version)
                .clock(time)
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
        return span.writes().stream()
                .filter(RecordedWrite::succeeded)
                .filter(write -> !isOfRecord(write))
                .toList();
    }

    /** Writes that changed something since the mark, of one cluster and what is in it. */
    List<RecordedWrite> writesOf(String cluster, WriteLog.Mark since) {
        return succeeded(writes().since(since)).stream()
                .filter(write -> write.id().equals(cluster) || write.id().startsWith(cluster + "-"))
                .toList();
    }

    /** All that was tried since the mark, refused or not. */
    List<RecordedWrite> tried(WriteLog.Mark since) {
        return writes().since(since).writes().stream()
                .filter(write -> !isOfRecord(write))
                .toList();
    }

    /** Each process of the operator changes the record of its incarnation with its first write. */
    static boolean isOfRecord(RecordedWrite write) {
        return write.id().equals(Incarnation.recordId(OperatorForTests.INSTANCE))
                || write.id().equals(Incarnation.recordId("other"));
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

    /** Ids of all machines, in order. */
    List<String> machineIds() {
        return machines.all().stream().map(VirtualMachine::id).toList();
    }

    /** Ids of the machines that a class matches. */
    List<String> machineIdsOfClass(String machineClass) {
        return idsByClass.getOrDefault(machineClass, List.of());
    }

    /** Ids of the machines whose status carries the label, in order. */
    List<String> machineIds(String label) {
        return simulator.store().list(ResourceTypes.MACHINE_STATUSES).stream()
                .filter(machine -> machine.hasLabel(label))
                .map(Resource::id)
                .toList();
    }

    /** Ids of the machines of a set, in order. */
    List<String> machineIdsOf(String machineSet) {
        return simulator
                .store()
                .list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(OmniKeys.MACHINE_SET, machineSet))
                .stream()
                .map(Resource::id)
                .toList();
    }

    OmniForTests withMachines(int small, int big) {
        add("small", small, new Hardware(4, 8_192, 100, 1_000, "amd64", "amd"));
        add("big", big, new Hardware(16, 65_536, 500, 10_000, "amd64", "amd"));
        return this;
    }

    private void add(String machineClass, int count, Hardware hardware) {
        List<String> ids = machines.addMany(count, MachineTemplate.of(TALOS).withHardware(hardware)).stream()
                .map(VirtualMachine::id)
                .toList();
        idsByClass.put(machineClass, ids);
    }

    /** Makes a machine class as somebody does in the UI. */
    void machineClass(String name, String selector) {
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

    /**
     * What holds for every write of every story (R42): it carries the version it was decided on, and the phase it expects; and the calls that
     * carry neither are never used.
     */
    private void requireSafeWrites() {
        assertThat(writes().calls().byMethod().keySet()).doesNotContain("Teardown", "TeardownAndDestroy");
        assertThat(writes().writes()).allSatisfy(write -> {
            assertThat(write.rpc()).isIn(RecordedWrite.Rpc.CREATE, RecordedWrite.Rpc.UPDATE);
            if (write.rpc() == RecordedWrite.Rpc.UPDATE) {
                assertThat(write.requestVersion()).as(write.toString()).isPresent();
                assertThat(write.expectedPhase()).as(write.toString()).contains(Phase.RUNNING);
            }
        });
    }

    @Override
    public void close() {
        simulator.close();
        requireSafeWrites();
    }
}
