package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/** What holds a write, where the process could know of it: it was so when its pass began, and it still is. */
final class HeldRules {

    private HeldRules() {}

    static void check(Written written) {
        paused(written);
        locked(written);
        foreignContents(written);
    }

    private static void paused(Written written) {
        Optional<OmniCluster> cluster = clusterGiven(written);
        boolean isPaused =
                cluster.filter(c -> Boolean.TRUE.equals(c.getSpec().paused())).isPresent()
                        && clusterStates(written, cluster.get()).stream()
                                .allMatch(c -> Boolean.TRUE.equals(c.getSpec().paused()));
        written.require(!isPaused, Invariant.HELD, "its cluster is paused");
        boolean isAccountPaused =
                written.window().facts().filter(f -> f.isPaused()).isPresent()
                        && written.process().facts().filter(f -> f.isPaused()).isPresent()
                        && written.scene()
                                .server()
                                .connection(dev.omnibridge.simulation.operator.OperatorProcess.CONNECTION)
                                .filter(c -> Boolean.TRUE.equals(c.getSpec().paused()))
                                .isPresent();
        written.require(!isAccountPaused, Invariant.HELD, "the connection is paused");
        boolean onlyWatches = cluster.filter(c -> c.getSpec().managementPolicy() == ManagementPolicy.OBSERVE)
                        .isPresent()
                && clusterStates(written, cluster.get()).stream()
                        .allMatch(c -> c.getSpec().managementPolicy() == ManagementPolicy.OBSERVE);
        written.require(!onlyWatches, Invariant.HELD, "its cluster is only observed");
    }

    /** The cluster as the pass had it: its own object, or the one of the set in the process' informer. */
    private static Optional<OmniCluster> clusterGiven(Written written) {
        return switch (written.window().object()) {
            case OmniCluster c -> Optional.of(c);
            case OmniMachineSet s ->
                written.process()
                        .cluster(
                                s.getMetadata().getNamespace(),
                                s.getSpec().clusterRef().name());
            default -> Optional.empty();
        };
    }

    private static List<OmniCluster> clusterStates(Written written, OmniCluster cluster) {
        return written
                .scene()
                .server()
                .statesSince(cluster.getMetadata().getUid(), written.window().revision())
                .stream()
                .map(OmniCluster.class::cast)
                .toList();
    }

    private static void locked(Written written) {
        Optional<String> cluster = written.after().type().equals(ResourceTypes.CLUSTERS)
                ? Optional.of(written.after().id())
                : written.after().label(OmniKeys.CLUSTER);
        boolean isLocked = cluster.filter(id -> isLockedInView(written, id)
                        && written.scene()
                                .omni()
                                .store()
                                .get(ResourceTypes.CLUSTERS, id)
                                .filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                                .isPresent())
                .isPresent();
        written.require(!isLocked || written.isRelease(), Invariant.HELD, "its cluster is locked in Omni");
        boolean isLockedMachine = written.write() == Write.TEARDOWN
                && written.before()
                        .filter(b -> b.hasAnnotation(OmniKeys.LOCKED))
                        .isPresent();
        written.require(!isLockedMachine, Invariant.HELD, "the machine is locked in Omni");
    }

    private static boolean isLockedInView(Written written, String cluster) {
        return written.window()
                .seen()
                .flatMap(seen -> seen.kind(ResourceTypes.CLUSTERS).get(cluster))
                .filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                .isPresent();
    }

    /** The removal of a cluster takes along what is in it; that of a set its nodes. */
    private static void foreignContents(Written written) {
        boolean isCluster = written.after().type().equals(ResourceTypes.CLUSTERS);
        if (written.write() != Write.TEARDOWN
                || !isCluster
                || written.window().seen().isEmpty()) {
            return;
        }
        String id = written.after().id();
        if (written.isApproved("release:" + id + ":")) {
            return;
        }
        List<String> foreign = written
                .scene()
                .omni()
                .store()
                .list(ResourceTypes.MACHINE_SETS, LabelQuery.equal(OmniKeys.CLUSTER, id))
                .stream()
                .filter(set -> !set.isTearingDown() && hasMachines(written, set))
                .filter(set -> isSpared(written, set)
                        && written.window().seen().get().kind(ResourceTypes.MACHINE_SETS).get(set.id()).stream()
                                .anyMatch(seen -> isSpared(written, seen)))
                .map(Resource::id)
                .toList();
        written.require(foreign.isEmpty(), Invariant.HELD, "it takes along what is not its own: " + foreign);
    }

    private static boolean hasMachines(Written written, Resource<MachineSetSpec> set) {
        return !written.scene()
                        .omni()
                        .store()
                        .list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id()))
                        .isEmpty()
                && written.window().seen().stream()
                        .flatMap(seen -> seen.kind(ResourceTypes.MACHINE_SET_NODES).all().stream())
                        .anyMatch(node -> node.label(OmniKeys.MACHINE_SET).equals(Optional.of(set.id())));
    }

    /** Nobody's, but for a control plane that was given up so that it goes with its cluster; or of a set that is to be kept. */
    private static boolean isSpared(Written written, Resource<MachineSetSpec> set) {
        Optional<String> owner = set.annotation(Marks.OWNER);
        if (owner.isEmpty()) {
            boolean isGivenUp = set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) && set.hasAnnotation(Marks.RELEASED);
            return !isGivenUp;
        }
        Optional<String> uid = set.annotation(Marks.OWNER_UID);
        return uid.stream()
                .flatMap(u ->
                        written.scene().server().statesSince(u, written.window().revision()).stream())
                .reduce((first, last) -> last)
                .filter(HeldRules::isKept)
                .isPresent();
    }

    private static boolean isKept(CustomResource<?, ?> object) {
        return object instanceof OmniMachineSet set && set.getSpec().deletionPolicy() == DeletionPolicy.RETAIN;
    }
}
