package dev.omnibridge.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.Machines;
import org.junit.jupiter.api.Test;

class YamlSpecTest {

    @Test
    void aStatusLooksAsRecorded() {
        var status = MachineSetStatusSpec.newBuilder()
                .setPhaseValue(1)
                .setMachines(Machines.newBuilder().setRequested(2))
                .setConfigHash("e3b0c44298fc1c14")
                .setMachineAllocation(
                        MachineAllocation.newBuilder().setName("c1").setMachineCount(2))
                .build();

        assertThat(YamlSpec.of(status))
                .isEqualTo("phase: 1\nready: false\nerror: \"\"\nmachines:\n    total: 0\n    healthy: 0\n"
                        + "    connected: 0\n    requested: 2\nconfighash: e3b0c44298fc1c14\nmachineallocation:\n"
                        + "    name: c1\n    machinecount: 2\n    allocationtype: 0\nlockedupdates: 0\n");
    }

    @Test
    void unsetMessagesAreNullAndEmptySpecsAreBraces() {
        assertThat(YamlSpec.of(
                        ClusterSpec.newBuilder().setTalosVersion("1.13.8").build()))
                .contains("talosversion: 1.13.8\nfeatures: null\n");
        assertThat(YamlSpec.of(MachineLabelsSpec.getDefaultInstance())).isEqualTo("{}\n");
    }

    @Test
    void patchesAreTextBlocks() {
        assertThat(YamlSpec.of(ConfigPatchSpec.newBuilder()
                        .setData("machine:\n  a: b\n")
                        .build()))
                .startsWith("data: |\n    machine:\n      a: b\n");
    }

    @Test
    void listsOfMessagesAndMapsAreNested() {
        var status = MachineStatusSpec.newBuilder()
                .putImageLabels("rack", "7")
                .setHardware(MachineStatusSpec.HardwareStatus.newBuilder()
                        .addMemoryModules(MachineStatusSpec.HardwareStatus.MemoryModule.newBuilder()
                                .setSizeMb(4096)))
                .build();

        assertThat(YamlSpec.of(status))
                .contains("    memorymodules:\n        - sizemb: 4096\n          description: \"\"\n")
                .contains("imagelabels:\n    rack: \"7\"\n");
    }
}
