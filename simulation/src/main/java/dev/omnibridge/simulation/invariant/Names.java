package dev.omnibridge.simulation.invariant;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** What objects are called in Omni, as the API's description says it: by status, by what they claim, by spec, by their own name. */
public final class Names {

    private final Store omni;

    /** Names in this Omni. */
    public Names(Store omni) {
        this.omni = omni;
    }

    /** Name of a cluster. */
    public String of(OmniCluster cluster) {
        return Optional.ofNullable(cluster.getStatus())
                .map(status -> status.clusterName())
                .or(() -> claimed(ResourceTypes.CLUSTERS, cluster))
                .or(() -> Optional.ofNullable(cluster.getSpec().clusterName()))
                .orElse(cluster.getMetadata().getName());
    }

    /** Id of a set; empty while its cluster object is not there to say the cluster's name. */
    public Optional<String> of(OmniMachineSet set, Optional<OmniCluster> cluster) {
        return claimed(ResourceTypes.MACHINE_SETS, set)
                .or(() -> Optional.ofNullable(set.getStatus()).map(status -> status.machineSetId()))
                .or(() -> cluster.map(c -> of(c) + "-" + suffix(set)));
    }

    private <S extends Message> Optional<String> claimed(ResourceType<S> type, HasMetadata object) {
        return omni.list(type).stream()
                .filter(r -> Marks.isOurs(r, object))
                .map(Resource::id)
                .findFirst();
    }

    private static String suffix(OmniMachineSet set) {
        if (set.getSpec().role() == MachineSetRole.CONTROL_PLANE) {
            return "control-planes";
        }
        String prefix = set.getSpec().clusterRef().name() + "-";
        String name = set.getMetadata().getName();
        return Optional.ofNullable(set.getSpec().name())
                .orElse(name.startsWith(prefix) ? name.substring(prefix.length()) : name);
    }
}
