package dev.omnibridge.simulator.recorded;

import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import java.util.List;

/** The resources the recorded calls sent. */
final class Resources {

    static final String TALOS = "1.13.8";
    static final String KUBERNETES = "1.36.3";

    private Resources() {}

    static Resource cluster(String id) {
        return cluster(id, TALOS, KUBERNETES);
    }

    static Resource cluster(String id, String talos, String kubernetes) {
        return cluster(
                id,
                ClusterSpec.newBuilder()
                        .setTalosVersion(talos)
                        .setKubernetesVersion(kubernetes)
                        .build());
    }

    static Resource cluster(String id, ClusterSpec spec) {
        return RawClient.resource(ResourceTypes.CLUSTERS, id, spec);
    }

    static Resource set(String id, String cluster, String role) {
        return set(id, cluster, role, MachineSetSpec.getDefaultInstance());
    }

    static Resource set(String id, String cluster, String role, MachineSetSpec spec) {
        return RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_SETS, id, spec),
                metadata -> metadata.putLabels(OmniKeys.CLUSTER, cluster).putLabels(role, ""));
    }

    static MachineSetSpec allocation(String machineClass, int count, MachineAllocation.Type type) {
        return MachineSetSpec.newBuilder()
                .setMachineAllocation(MachineAllocation.newBuilder()
                        .setName(machineClass)
                        .setMachineCount(count)
                        .setAllocationType(type))
                .build();
    }

    static Resource node(String id, String cluster, String set, String role) {
        return RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_SET_NODES, id, MachineSetNodeSpec.getDefaultInstance()),
                metadata -> metadata.putLabels(OmniKeys.CLUSTER, cluster)
                        .putLabels(OmniKeys.MACHINE_SET, set)
                        .putLabels(role, ""));
    }

    static Resource machineClass(String id, String... selectors) {
        return RawClient.resource(
                ResourceTypes.MACHINE_CLASSES,
                id,
                MachineClassSpec.newBuilder()
                        .addAllMatchLabels(List.of(selectors))
                        .build());
    }

    static Resource patch(String id, String cluster, String data) {
        return RawClient.with(
                RawClient.resource(
                        ResourceTypes.CONFIG_PATCHES,
                        id,
                        ConfigPatchSpec.newBuilder().setData(data).build()),
                metadata -> metadata.putLabels(OmniKeys.CLUSTER, cluster));
    }
}
