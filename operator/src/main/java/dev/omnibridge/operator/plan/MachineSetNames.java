package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimIndex;
import dev.omnibridge.operator.claim.Owner;
import java.util.Optional;

/**
 * Which machine set in Omni an OmniMachineSet means.
 *
 * @param cluster name of the cluster in Omni
 * @param id of the set in Omni
 * @param name of the set without the cluster
 */
public record MachineSetNames(String cluster, String id, String name) {

    /** Name of every control plane set; Omni takes no other, and for no other set. */
    public static final String CONTROL_PLANES = "control-planes";

    /**
     * Names come from what exists first: status, then the set that carries our claim, then spec and object name. Where the OmniCluster
     * is gone, the cluster is the one on the claimed set or in the status.
     *
     * @param cluster the OmniCluster that clusterRef names, if there is one
     */
    public static MachineSetNames of(
            String instance, OmniMachineSet object, Optional<OmniCluster> cluster, OmniSnapshot omni) {
        Optional<Resource<MachineSetSpec>> claimed =
                ClaimIndex.claimedBy(Owner.of(instance, object), omni, ResourceTypes.MACHINE_SETS).stream()
                        .findFirst();
        Optional<String> idInStatus = idInStatus(object);
        Optional<String> nameInStatus = Optional.ofNullable(object.getStatus()).map(OmniMachineSetStatus::name);
        String clusterName = cluster.map(c -> ClusterNames.of(instance, c, omni))
                .or(() -> claimed.flatMap(set -> set.label(OmniKeys.CLUSTER)))
                .or(() -> idInStatus.flatMap(id -> nameInStatus.map(name -> withoutSuffix(id, "-" + name))))
                .orElse(object.getSpec().clusterRef().name());
        String name = nameInStatus
                .or(() -> claimed.map(set -> withoutPrefix(set.id(), clusterName + "-")))
                .orElseGet(() -> declared(object));
        String id = claimed.map(Resource::id).or(() -> idInStatus).orElse(clusterName + "-" + name);
        return new MachineSetNames(clusterName, id, name);
    }

    /** The id in the status: it was claimed once. */
    static Optional<String> idInStatus(OmniMachineSet object) {
        return Optional.ofNullable(object.getStatus()).map(OmniMachineSetStatus::machineSetId);
    }

    /** The name that spec and object name come to, whatever there is in Omni. */
    public static String declared(OmniMachineSet object) {
        if (object.getSpec().role() == MachineSetRole.CONTROL_PLANE) {
            return CONTROL_PLANES;
        }
        return Optional.ofNullable(object.getSpec().name())
                .orElseGet(() -> withoutPrefix(
                        object.getMetadata().getName(),
                        object.getSpec().clusterRef().name() + "-"));
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }
}
