package dev.omnibridge.operator.status;

import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** A cluster as it is in Omni, with its sets and machines. */
record ClusterInOmni(ClusterSlice slice, Resource<ClusterSpec> cluster, List<SetInOmni> sets, Machines machines) {

    ClusterInOmni {
        sets = List.copyOf(sets);
    }

    static Optional<ClusterInOmni> of(ClusterSlice slice) {
        return slice.cluster()
                .map(cluster -> new ClusterInOmni(
                        slice,
                        cluster,
                        slice.machineSets().stream()
                                .flatMap(set -> SetInOmni.of(new MachineSetSlice(set.id(), slice.omni())).stream())
                                .toList(),
                        Machines.of(slice)));
    }

    String name() {
        return cluster.id();
    }

    Optional<ClusterStatusSpec> status() {
        return slice.status().map(Resource::spec);
    }

    boolean isBootstrapped() {
        return slice.bootstrapStatus()
                .filter(ClusterBootstrapStatusSpec::getBootstrapped)
                .isPresent();
    }

    boolean isLocked() {
        return cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED);
    }

    Optional<SetInOmni> controlPlane() {
        return sets.stream()
                .filter(set -> set.isControlPlane() && !set.set().isTearingDown())
                .findFirst();
    }

    List<SetInOmni> workers() {
        return sets.stream().filter(set -> !set.isControlPlane()).toList();
    }

    /** Machines asked for by all sets; empty if one of them takes all there are. */
    OptionalInt requested() {
        return sets.stream().anyMatch(set -> set.requested().isEmpty())
                ? OptionalInt.empty()
                : OptionalInt.of(sum(set -> set.requested().orElse(0)));
    }

    int sum(ToIntFunction<SetInOmni> number) {
        return sets.stream().mapToInt(number).sum();
    }

    /** Whether Omni ever had it up with all components at a version: the first such moment is noted there. */
    boolean wasReadyOnce() {
        return slice.kubernetesUpgrade()
                .map(KubernetesUpgradeStatusSpec::getLastUpgradeVersion)
                .filter(version -> !version.isEmpty())
                .isPresent();
    }

    /** Whether its Kubernetes API can be used: neither of the inputs alone says so. */
    boolean isAvailable() {
        return missingForUse().isEmpty();
    }

    /** What keeps the Kubernetes API from being used, in Omni's words. */
    List<String> missingForUse() {
        ClusterStatusSpec status = status().orElse(ClusterStatusSpec.getDefaultInstance());
        return Stream.of(
                        isBootstrapped() ? "" : "not bootstrapped",
                        status.getAvailable() ? "" : "no control plane machine",
                        status.getKubernetesAPIReady() ? "" : "Kubernetes API not ready",
                        status.getHasConnectedControlPlanes() ? "" : "no control plane connected")
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
