package dev.omnibridge.operator.story;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What people do in Omni's own UI. It does not show in the write log, which holds the operator's writes alone. */
final class OmniUi {

    private final Store store;

    OmniUi(Store store) {
        this.store = store;
    }

    /** Changes something that is there. */
    <S extends Message> void edit(ResourceType<S> type, String id, UnaryOperator<Resource<S>> change) {
        store.atomically(() -> store.update("", change.apply(store.require(type, id)), Optional.of(Phase.RUNNING)));
    }

    /** Deletes something; Omni takes it apart and destroys it. */
    void delete(ResourceType<?> type, String id) {
        store.teardown("", type, id);
    }

    /** Makes a cluster. */
    void createCluster(String id) {
        store.create(
                "",
                Resource.of(
                        ResourceTypes.CLUSTERS,
                        id,
                        ClusterSpec.newBuilder()
                                .setKubernetesVersion("1.35.6")
                                .setTalosVersion("1.13.8")
                                .build()));
    }

    /** Makes a set of chosen machines; the role is the label that says it. */
    void createSet(String cluster, String set, String role, List<String> machines) {
        store.create(
                "",
                Resource.of(ResourceTypes.MACHINE_SETS, set, MachineSetSpec.getDefaultInstance())
                        .withLabel(OmniKeys.CLUSTER, cluster)
                        .withLabel(role, ""));
        for (String machine : machines) {
            store.create(
                    "",
                    Resource.of(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance())
                            .withLabel(OmniKeys.CLUSTER, cluster)
                            .withLabel(OmniKeys.MACHINE_SET, set)
                            .withLabel(role, ""));
        }
    }
}
