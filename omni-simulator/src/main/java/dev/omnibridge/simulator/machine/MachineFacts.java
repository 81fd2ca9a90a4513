package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.HardwareStatus;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.NetworkStatus;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.PlatformMetadata;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.PowerState;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.Schematic;
import dev.omnibridge.simulator.machine.ImageFactory.Image;

/** What Omni reads from a machine when it polls it. */
final class MachineFacts {

    private static final long GIGABYTE = 1_000_000_000L;

    private MachineFacts() {}

    /** Puts the facts into a status; what Omni knows by itself stays. */
    static void read(VirtualMachine machine, ImageFactory images, MachineStatusSpec.Builder status) {
        Image image = images.image(machine.schematic()).orElse(Image.VANILLA);
        MachineTemplate template = machine.template();
        if (status.getInitialTalosVersion().isEmpty()) {
            status.setInitialTalosVersion("v" + machine.talosVersion());
        }
        status.setTalosVersion("v" + machine.talosVersion())
                .setHardware(hardware(template.hardware(), machine.isInstalled()))
                .setNetwork(network(machine))
                // Omni sees begin and end of maintenance together with the host name
                .setMaintenance(!machine.isSettled())
                .setPlatformMetadata(PlatformMetadata.newBuilder()
                        .setPlatform(template.platform())
                        .setRegion(template.region())
                        .setZone(template.zone())
                        .setInstanceType(template.instanceType()))
                .putAllImageLabels(template.imageLabels())
                .setSchematic(Schematic.newBuilder()
                        .setInitialSchematic(Schematics.VANILLA)
                        .addAllExtensions(image.extensions())
                        .addAllKernelArgs(image.kernelArgs())
                        .setFullId(machine.schematic()))
                .setPowerState(PowerState.POWER_STATE_ON);
    }

    private static HardwareStatus hardware(Hardware hardware, boolean installed) {
        return HardwareStatus.newBuilder()
                .setArch(hardware.arch())
                .addProcessors(HardwareStatus.Processor.newBuilder()
                        .setCoreCount(hardware.cores())
                        .setThreadCount(hardware.cores())
                        .setManufacturer(hardware.cpu()))
                .addMemoryModules(HardwareStatus.MemoryModule.newBuilder().setSizeMb(hardware.memoryMiB()))
                .addBlockdevices(HardwareStatus.BlockDevice.newBuilder()
                        .setSize(hardware.diskGB() * GIGABYTE)
                        .setLinuxName("/dev/vda")
                        .setType("HDD")
                        .setSystemDisk(installed))
                .build();
    }

    private static NetworkStatus network(VirtualMachine machine) {
        return NetworkStatus.newBuilder()
                .setHostname(machine.hostname())
                .addAddresses(machine.identity().managementAddress() + "/64")
                .addNetworkLinks(NetworkStatus.NetworkLinkStatus.newBuilder()
                        .setLinuxName("eth0")
                        .setSpeedMbps(machine.template().hardware().networkMbps())
                        .setLinkUp(true))
                .build();
    }
}
