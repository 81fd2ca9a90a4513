package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The labels that Omni derives from a machine's hardware, platform and version (status-and-lifecycle.md 2.4). */
final class StatusLabels {

    private static final int MEBIBYTES_PER_GIBIBYTE = 1024;
    private static final long GIGABYTE = 1_000_000_000L;
    private static final int MBPS_PER_GBPS = 1000;

    private StatusLabels() {}

    /** Labels from the polled facts; one whose value would be empty is left out. */
    static Map<String, String> of(MachineStatusSpec spec) {
        Map<String, String> labels = new TreeMap<>();
        MachineStatusSpec.HardwareStatus hardware = spec.getHardware();
        put(labels, "arch", hardware.getArch().toLowerCase(Locale.ROOT));
        put(
                labels,
                "cpu",
                hardware.getProcessorsCount() == 0
                        ? ""
                        : cpu(hardware.getProcessors(0).getManufacturer()));
        int cores = hardware.getProcessorsList().stream()
                .mapToInt(MachineStatusSpec.HardwareStatus.Processor::getCoreCount)
                .sum();
        put(labels, "cores", cores == 0 ? "" : Integer.toString(cores));
        int memory = hardware.getMemoryModulesList().stream()
                .mapToInt(MachineStatusSpec.HardwareStatus.MemoryModule::getSizeMb)
                .sum();
        put(labels, "mem", memory < MEBIBYTES_PER_GIBIBYTE ? "" : memory / MEBIBYTES_PER_GIBIBYTE + "GiB");
        long storage = hardware.getBlockdevicesList().stream()
                .mapToLong(MachineStatusSpec.HardwareStatus.BlockDevice::getSize)
                .sum();
        put(labels, "storage", storage < GIGABYTE ? "" : storage / GIGABYTE + "GB");
        put(labels, "net", net(spec.getNetwork()));
        MachineStatusSpec.PlatformMetadata platform = spec.getPlatformMetadata();
        put(labels, "platform", platform.getPlatform());
        put(labels, "region", platform.getRegion());
        put(labels, "zone", platform.getZone());
        put(labels, "instance", platform.getInstanceType());
        put(labels, "talos-version", spec.getTalosVersion());
        if (hardware.getBlockdevicesList().stream()
                .anyMatch(MachineStatusSpec.HardwareStatus.BlockDevice::getSystemDisk)) {
            labels.put(OmniKeys.INSTALLED, "");
        }
        return labels;
    }

    private static String cpu(String manufacturer) {
        String lower = manufacturer.toLowerCase(Locale.ROOT);
        return lower.contains("intel") ? "intel" : lower.contains("amd") ? "amd" : lower;
    }

    private static String net(MachineStatusSpec.NetworkStatus network) {
        int mbps = network.getNetworkLinksList().stream()
                .mapToInt(MachineStatusSpec.NetworkStatus.NetworkLinkStatus::getSpeedMbps)
                .filter(speed -> speed >= 10 && speed <= 100_000)
                .sum();
        if (mbps == 0) {
            return "";
        }
        return mbps % MBPS_PER_GBPS == 0 ? mbps / MBPS_PER_GBPS + "Gbps" : mbps + "Mbps";
    }

    private static void put(Map<String, String> labels, String key, String value) {
        if (!value.isEmpty()) {
            labels.put(OmniKeys.PREFIX + key, value);
        }
    }
}
