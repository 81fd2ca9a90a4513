package dev.omnibridge.simulator.omnictl;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When omnictl ends its wait for a cluster. */
final class Health {

    private Health() {}

    static boolean isGood(Watching watching) {
        boolean isKnown =
                watching.all(ResourceTypes.CLUSTER_STATUSES.name()).findAny().isPresent();
        return isKnown
                && all(
                        watching,
                        ResourceTypes.CLUSTER_STATUSES,
                        status -> status.getPhase() == ClusterStatusSpec.Phase.RUNNING && status.getReady())
                && all(
                        watching,
                        ResourceTypes.MACHINE_SET_STATUSES,
                        status -> status.getPhase() == MachineSetPhase.Running && status.getReady())
                && all(
                        watching,
                        ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                        status -> status.getPhase() == KubernetesUpgradeStatusSpec.Phase.Done)
                && all(
                        watching,
                        ResourceTypes.TALOS_UPGRADE_STATUSES,
                        status -> status.getPhase() == TalosUpgradeStatusSpec.Phase.Done);
    }

    private static <S extends Message> boolean all(Watching watching, ResourceType<S> type, Predicate<S> condition) {
        Stream<S> specs = watching.all(type.name()).map(resource -> spec(type, resource));
        return specs.allMatch(condition);
    }

    private static <S extends Message> S spec(ResourceType<S> type, dev.omnibridge.omni.proto.cosi.Resource resource) {
        try {
            return type.parser().parseFrom(resource.getSpec().getProtoSpec());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
