package dev.omnibridge.simulator.clustermachine;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Layered declarations about a machine, weakest first: of the cluster, of the machine set, of the machine in the cluster, of the machine
 * anywhere; inside a layer by id (resources.md 10). Used for patches and for extensions.
 */
public final class Layers {

    /** Label of declarations about a machine in whatever cluster it is. */
    public static final String MACHINE = OmniKeys.PREFIX + "machine";

    private static final String DISABLED = OmniKeys.PREFIX + "disabled";

    private Layers() {}

    /** The running, not disabled declarations of a type that concern a machine. */
    public static <S extends Message> List<Resource<S>> of(
            Store store, ResourceType<S> type, Resource<ClusterMachineSpec> machine) {
        List<Resource<S>> ofCluster = store.list(
                type,
                LabelQuery.equal(
                        OmniKeys.CLUSTER, machine.label(OmniKeys.CLUSTER).orElse("")));
        String set = machine.label(OmniKeys.MACHINE_SET).orElse("");
        List<Resource<S>> ordered = new ArrayList<>();
        for (int layer = 0; layer < 3; layer++) {
            for (Resource<S> declaration : ofCluster) {
                if (layer(declaration) == layer && concerns(declaration, set, machine.id())) {
                    ordered.add(declaration);
                }
            }
        }
        ordered.addAll(store.list(type, LabelQuery.equal(MACHINE, machine.id())));
        ordered.removeIf(declaration -> declaration.isTearingDown() || declaration.hasLabel(DISABLED));
        return ordered;
    }

    private static int layer(Resource<?> declaration) {
        if (declaration.hasLabel(OmniKeys.MACHINE_SET)) {
            return 1;
        }
        return declaration.hasLabel(OmniKeys.CLUSTER_MACHINE) ? 2 : 0;
    }

    private static boolean concerns(Resource<?> declaration, String set, String machine) {
        return switch (layer(declaration)) {
            case 1 ->
                declaration.label(OmniKeys.MACHINE_SET).filter(set::equals).isPresent();
            case 2 ->
                declaration
                        .label(OmniKeys.CLUSTER_MACHINE)
                        .filter(machine::equals)
                        .isPresent();
            default -> true;
        };
    }
}
