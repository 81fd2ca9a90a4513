package dev.omnibridge.operator.given;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterUUIDSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import java.util.List;
import java.util.Map;

/** Resources as people and controllers leave them in Omni, one method for each kind. */
public final class OmniResources {

    /** Instance name of the operator in tests. */
    public static final String INSTANCE = "prod-mgmt";

    private OmniResources() {}

    public static Resource<ClusterSpec> cluster(String name, String talos, String kubernetes) {
        return Resource.of(
                ResourceTypes.CLUSTERS,
                name,
                ClusterSpec.newBuilder()
                        .setTalosVersion(talos)
                        .setKubernetesVersion(kubernetes)
                        .build());
    }

    public static Resource<ClusterUUIDSpec> uuid(String cluster, String uuid) {
        return Resource.of(
                ResourceTypes.CLUSTER_UUIDS,
                cluster,
                ClusterUUIDSpec.newBuilder().setUuid(uuid).build());
    }

    public static Resource<ClusterStatusSpec> clusterStatus(String cluster, String initialTalos) {
        return Resource.of(
                ResourceTypes.CLUSTER_STATUSES,
                cluster,
                ClusterStatusSpec.newBuilder()
                        .setInitialTalosVersion(initialTalos)
                        .build());
    }

    /** A Talos version that may be chosen. */
    public static Resource<TalosVersionSpec> talos(String version, String... kubernetes) {
        return Resource.of(
                ResourceTypes.TALOS_VERSIONS,
                version,
                TalosVersionSpec.newBuilder()
                        .setVersion(version)
                        .addAllCompatibleKubernetesVersions(List.of(kubernetes))
                        .build());
    }

    public static Resource<MachineClassSpec> machineClass(String name) {
        return Resource.of(ResourceTypes.MACHINE_CLASSES, name, MachineClassSpec.getDefaultInstance());
    }

    public static Resource<MachineSetSpec> workers(String cluster, String id, MachineSetSpec spec) {
        return Resource.of(ResourceTypes.MACHINE_SETS, id, spec)
                .withLabel(OmniKeys.CLUSTER, cluster)
                .withLabel(OmniKeys.ROLE_WORKER, "");
    }

    public static Resource<MachineSetSpec> controlPlanes(String cluster, MachineSetSpec spec) {
        return Resource.of(ResourceTypes.MACHINE_SETS, cluster + "-control-planes", spec)
                .withLabel(OmniKeys.CLUSTER, cluster)
                .withLabel(OmniKeys.ROLE_CONTROL_PLANE, "");
    }

    /** A spec that takes machines of a class, as a fresh set has it. */
    public static MachineSetSpec ofClass(String name, int machines) {
        return MachineSetSpec.newBuilder()
                .setUpdateStrategy(MachineSetSpec.UpdateStrategy.Rolling)
                .setMachineAllocation(
                        MachineAllocation.newBuilder().setName(name).setMachineCount(machines))
                .build();
    }

    /** A spec for listed machines, as a fresh set has it. */
    public static MachineSetSpec manual() {
        return MachineSetSpec.newBuilder()
                .setUpdateStrategy(MachineSetSpec.UpdateStrategy.Rolling)
                .build();
    }

    public static Resource<MachineSetNodeSpec> node(String machine, String cluster, String set) {
        return inSet(
                Resource.of(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance()),
                cluster,
                set);
    }

    /** A machine that is in a cluster through a set. */
    public static Resource<ClusterMachineSpec> member(String machine, String cluster, String set) {
        return inSet(
                Resource.of(ResourceTypes.CLUSTER_MACHINES, machine, ClusterMachineSpec.getDefaultInstance()),
                cluster,
                set);
    }

    /** How a member of a cluster is. */
    public static Resource<ClusterMachineStatusSpec> memberStatus(
            String machine, String cluster, String set, boolean isReady) {
        return inSet(
                Resource.of(
                        ResourceTypes.CLUSTER_MACHINE_STATUSES,
                        machine,
                        ClusterMachineStatusSpec.newBuilder().setReady(isReady).build()),
                cluster,
                set);
    }

    public static Resource<MachineStatusSpec> machine(String id, String talos) {
        return Resource.of(
                ResourceTypes.MACHINE_STATUSES,
                id,
                MachineStatusSpec.newBuilder().setTalosVersion(talos).build());
    }

    /** The resource claimed by an owner, with the memory that it set these values, of a generation that is not known. */
    public static <S extends Message> Resource<S> claimed(
            Resource<S> resource, Owner owner, Map<String, String> applied) {
        FieldHash hash = new FieldHash(owner.instance());
        return ClaimMarks.claim(resource, owner, Applied.of(SpecMark.of(0), applied, hash), hash);
    }

    /** A claimed resource, whose memory tells of this generation and of what it set. */
    public static <S extends Message> Resource<S> atGeneration(Resource<S> claimed, long generation) {
        return ClaimMarks.at(claimed, SpecMark.of(generation));
    }

    private static <S extends Message> Resource<S> inSet(Resource<S> resource, String cluster, String set) {
        return resource.withLabel(OmniKeys.CLUSTER, cluster).withLabel(OmniKeys.MACHINE_SET, set);
    }
}
