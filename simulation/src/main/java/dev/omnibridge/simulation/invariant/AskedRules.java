package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.ConnectionDefaults;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the live custom resource asked for a removal at some moment of the pass. */
final class AskedRules {

    private AskedRules() {}

    static void check(Written written) {
        if (written.write() == Write.TEARDOWN) {
            boolean isAsked = written.states().stream().anyMatch(state -> asks(written, state));
            written.require(isAsked, Invariant.ASKED, "no state of the object during the pass asks for it");
        } else if (written.write() == Write.UPDATE && written.after().type().equals(ResourceTypes.MACHINE_SETS)) {
            shrink(written);
        }
    }

    private static boolean asks(Written written, CustomResource<?, ?> state) {
        if (written.after().type().equals(ResourceTypes.MACHINE_SET_NODES)) {
            return state instanceof OmniMachineSet set
                    && set.getSpec().machines() != null
                    && !Objects.requireNonNull(set.getSpec().machines())
                            .contains(written.after().id());
        }
        // who deletes a definition asks for nothing in Omni
        boolean goesWithItsKind = written.scene()
                .server()
                .isTerminatingSince(
                        written.window().key().kind(), written.window().revision());
        if (state.getMetadata().getDeletionTimestamp() == null || goesWithItsKind) {
            return false;
        }
        return switch (state) {
            case OmniCluster cluster ->
                written.after().type().equals(ResourceTypes.CLUSTERS) && isDelete(written, cluster);
            case OmniMachineSet set ->
                written.after().type().equals(ResourceTypes.MACHINE_SETS) && isDelete(written, set);
            default -> false;
        };
    }

    private static boolean isDelete(Written written, OmniCluster cluster) {
        boolean live = isDelete(written, cluster.getSpec().deletionPolicy());
        DeletionPolicy copy = Optional.ofNullable(cluster.getStatus())
                .map(OmniClusterStatus::policy)
                .map(EffectivePolicy::deletion)
                .orElse(DeletionPolicy.DELETE);
        return live && copy == DeletionPolicy.DELETE;
    }

    private static boolean isDelete(Written written, OmniMachineSet set) {
        Optional<DeletionPolicy> copy = Optional.ofNullable(set.getStatus())
                .map(OmniMachineSetStatus::policy)
                .map(EffectivePolicy::deletion);
        boolean kept = copy.filter(DeletionPolicy.RETAIN::equals).isPresent();
        if (kept || set.getSpec().deletionPolicy() == DeletionPolicy.RETAIN) {
            return false;
        }
        if (set.getSpec().deletionPolicy() == DeletionPolicy.DELETE) {
            return true;
        }
        List<OmniCluster> clusters = written.scene().server().log().stream()
                .flatMap(change -> Stream.concat(change.before().stream(), change.after().stream()))
                .filter(OmniCluster.class::isInstance)
                .map(OmniCluster.class::cast)
                .filter(c -> c.getMetadata()
                                .getName()
                                .equals(set.getSpec().clusterRef().name())
                        && c.getMetadata()
                                .getNamespace()
                                .equals(set.getMetadata().getNamespace()))
                .toList();
        return clusters.stream().anyMatch(c -> isDelete(written, c.getSpec().deletionPolicy()));
    }

    private static boolean isDelete(Written written, @Nullable DeletionPolicy own) {
        if (own != null) {
            return own == DeletionPolicy.DELETE;
        }
        // the default of a connection is taken over by a pass over it, so any that was there may be in force
        return written.scene().server().log().stream()
                .flatMap(change -> change.after().stream())
                .filter(OmniConnection.class::isInstance)
                .map(OmniConnection.class::cast)
                .filter(c -> c.getMetadata().getName().equals(OperatorProcess.CONNECTION))
                .anyMatch(c -> Optional.ofNullable(c.getSpec().defaults())
                        .map(ConnectionDefaults::deletionPolicy)
                        .filter(DeletionPolicy.DELETE::equals)
                        .isPresent());
    }

    /** Whether a set becomes smaller. */
    static boolean isShrink(Written written) {
        if (written.write() != Write.UPDATE || !written.after().type().equals(ResourceTypes.MACHINE_SETS)) {
            return false;
        }
        Optional<Long> before =
                size((MachineSetSpec) written.before().orElseThrow().spec());
        Optional<Long> after = size((MachineSetSpec) written.after().spec());
        return after.isPresent() && before.isPresent() && after.get() < before.get();
    }

    private static void shrink(Written written) {
        Optional<Long> after = size((MachineSetSpec) written.after().spec());
        boolean isAsked = written.states().stream()
                .anyMatch(state -> state instanceof OmniMachineSet set
                        && Optional.ofNullable(set.getSpec().machineClass())
                                .map(MachineClassSource::replicas)
                                .map(Integer::longValue)
                                .equals(after));
        written.require(
                !isShrink(written) || isAsked,
                Invariant.ASKED,
                "made smaller to " + after + ", which nobody asked for");
    }

    /** How many machines a class may give at most; empty for listed machines. */
    static Optional<Long> size(MachineSetSpec spec) {
        if (!spec.hasMachineAllocation()) {
            return Optional.empty();
        }
        boolean isUnlimited =
                spec.getMachineAllocation().getAllocationType() == MachineSetSpec.MachineAllocation.Type.Unlimited;
        return Optional.of(
                isUnlimited
                        ? Long.MAX_VALUE
                        : Integer.toUnsignedLong(spec.getMachineAllocation().getMachineCount()));
    }
}
