package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.view.ClusterSlice;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A machine that somebody locked in Omni and that is not on its way out already. Omni keeps updates from it and refuses to unbind it, but does not ask the lock when a class
 * shrinks or when a set or a cluster is torn down: then it is for us to hold.
 *
 * @param node carries the lock
 * @param isOursToUnlock whether the object that looks at it may lift the lock, asked by a token
 * @param pending what Omni would do to the machine if it were not locked; empty if nothing
 */
public record LockedMachine(Resource<MachineSetNodeSpec> node, boolean isOursToUnlock, Optional<FieldChange> pending) {

    private static final String TALOS = "spec.talos.version";

    /** Those of a whole cluster; their locks are for the OmniMachineSets to lift. */
    public static List<LockedMachine> of(ClusterObservation observation) {
        return of(observation.omni().nodes(), observation.omni(), _ -> false);
    }

    /** Those of a set. */
    public static List<LockedMachine> of(MachineSetObservation observation) {
        return of(observation.omni().nodes(), observation.clusterInOmni(), node -> isOurs(node, observation));
    }

    private static List<LockedMachine> of(
            Collection<Resource<MachineSetNodeSpec>> nodes,
            ClusterSlice cluster,
            Predicate<Resource<MachineSetNodeSpec>> isOurs) {
        return nodes.stream()
                .filter(node -> node.hasAnnotation(OmniKeys.LOCKED) && !node.isTearingDown())
                .sorted(Comparator.comparing(Resource::id))
                .map(node -> new LockedMachine(node, isOurs.test(node), pending(node.id(), cluster)))
                .toList();
    }

    /** A node that Omni's controller owns takes no write of ours; one that it only made for our set does. */
    private static boolean isOurs(Resource<MachineSetNodeSpec> node, MachineSetObservation observation) {
        return Claim.of(node, observation.owner()) instanceof Claim.Ours
                || (node.owner().isEmpty() && MachineSetContents.isMadeByOmni(node));
    }

    private static Optional<FieldChange> pending(String machine, ClusterSlice cluster) {
        boolean waits = cluster.omni()
                .kind(ResourceTypes.CLUSTER_MACHINE_STATUSES)
                .get(machine)
                .filter(status -> status.hasLabel(OmniKeys.LOCKED_UPDATE))
                .isPresent();
        if (!waits) {
            return Optional.empty();
        }
        Optional<String> from = cluster.omni()
                .kind(ResourceTypes.MACHINE_STATUSES)
                .get(machine)
                .flatMap(status -> status.label(OmniKeys.TALOS_VERSION))
                .map(Versions::canonical);
        Optional<String> to = cluster.cluster()
                .map(Resource::spec)
                .map(ClusterSpec::getTalosVersion)
                .map(Versions::canonical);
        return Optional.of(
                from.isPresent() && !from.equals(to)
                        ? new FieldChange(TALOS, from, to, Cause.SPEC_CHANGED)
                        // what Talos is configured with is not shown: it may hold secrets
                        : new FieldChange(
                                "machine configuration", Optional.empty(), Optional.empty(), Cause.SPEC_CHANGED));
    }
}
