package dev.omnibridge.simulator.metrics;

import dev.omnibridge.omni.proto.specs.ClusterMetricsSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec.Features;
import dev.omnibridge.omni.proto.specs.ClusterStatusMetricsSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusMetricsSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.HardwareStatus.Processor;
import dev.omnibridge.omni.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What is counted. What nobody has is there too, with 0. */
final class Counts {

    /** The platforms that Talos knows. */
    private static final List<String> PLATFORMS = List.of(
            "akamai",
            "aws",
            "azure",
            "cloudstack",
            "digital-ocean",
            "equinixMetal",
            "exoscale",
            "gcp",
            "hcloud",
            "metal",
            "nocloud",
            "opennebula",
            "openstack",
            "oracle",
            "scaleway",
            "upcloud",
            "vmware",
            "vultr");

    private static final Map<String, Predicate<Features>> FEATURES = Map.of(
            "workload_proxy", Features::getEnableWorkloadProxy,
            "disk_encryption", Features::getDiskEncryption,
            "embedded_discovery_service", Features::getUseEmbeddedDiscoveryService,
            "node_audit_skip", Features::getEnableNodeAuditSkip,
            "disable_public_discovery_service", Features::getDisablePublicDiscoveryService);

    private Counts() {}

    static ClusterMetricsSpec features(List<Resource<ClusterSpec>> clusters) {
        ClusterMetricsSpec.Builder metrics = ClusterMetricsSpec.newBuilder();
        FEATURES.forEach((name, isOn) -> metrics.putFeatures(name, (int) clusters.stream()
                .filter(cluster -> isOn.test(cluster.spec().getFeatures()))
                .count()));
        return metrics.build();
    }

    static ClusterStatusMetricsSpec phases(List<Resource<ClusterStatusSpec>> clusters) {
        ClusterStatusMetricsSpec.Builder metrics = ClusterStatusMetricsSpec.newBuilder();
        for (Resource<ClusterStatusSpec> cluster : clusters) {
            int phase = cluster.spec().getPhaseValue();
            metrics.putPhases(phase, metrics.getPhasesOrDefault(phase, 0) + 1);
            if (!cluster.spec().getReady()) {
                metrics.setNotReadyCount(metrics.getNotReadyCount() + 1);
            }
        }
        return metrics.build();
    }

    /** Of no machine here is it known how it booted. */
    static MachineStatusMetricsSpec machines(List<Resource<MachineStatusSpec>> machines) {
        Map<String, Integer> platforms = new TreeMap<>();
        PLATFORMS.forEach(platform -> platforms.put(platform, 0));
        Map<String, Integer> boots = new TreeMap<>(Map.of("unknown", machines.size(), "true", 0, "false", 0));
        MachineStatusMetricsSpec.Builder metrics = MachineStatusMetricsSpec.newBuilder()
                .setRegisteredMachinesCount(machines.size())
                .putAllSecureBootStatus(boots)
                .putAllUkiStatus(boots);
        for (Resource<MachineStatusSpec> machine : machines) {
            MachineStatusSpec spec = machine.spec();
            metrics.setConnectedMachinesCount(metrics.getConnectedMachinesCount() + (spec.getConnected() ? 1 : 0));
            metrics.setAllocatedMachinesCount(
                    metrics.getAllocatedMachinesCount() + (spec.getCluster().isEmpty() ? 0 : 1));
            String platform = spec.getPlatformMetadata().getPlatform();
            if (!platform.isEmpty()) {
                platforms.merge(platform, 1, Integer::sum);
            }
            metrics.setCoresCount(metrics.getCoresCount()
                    + spec.getHardware().getProcessorsList().stream()
                            .mapToInt(Processor::getCoreCount)
                            .sum());
        }
        return metrics.putAllPlatforms(platforms).build();
    }
}
