package dev.omnibridge.demo.world;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.Hardware;
import dev.omnibridge.simulator.machine.MachineTemplate;
import java.util.Locale;

/** The two sizes of machines; each has a machine class of its name that finds its machines by their cores. */
public enum MachineSize {
    /** 4 cores, 8 GiB: for control planes. */
    SMALL(4, 8_192),
    /** 16 cores, 64 GiB: for workers. */
    BIG(16, 65_536);

    /** The Talos that the samples ask for. */
    private static final String TALOS = "1.13.8";

    private final int cores;
    private final int memoryMiB;

    MachineSize(int cores, int memoryMiB) {
        this.cores = cores;
        this.memoryMiB = memoryMiB;
    }

    /** Name of the machine class. */
    public String className() {
        return name().toLowerCase(Locale.ROOT);
    }

    MachineTemplate template() {
        return MachineTemplate.of(TALOS).withHardware(Hardware.small().sized(cores, memoryMiB));
    }

    Resource<MachineClassSpec> machineClass() {
        return Resource.of(
                ResourceTypes.MACHINE_CLASSES,
                className(),
                MachineClassSpec.newBuilder()
                        .addMatchLabels("omni.sidero.dev/cores = " + cores)
                        .build());
    }
}
