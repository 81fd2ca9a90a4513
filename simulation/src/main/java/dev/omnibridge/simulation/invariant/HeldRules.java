package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/** What holds a write, where the process could know of it: it was so when its pass began, and it still is. */
final class HeldRules {

    private HeldRules() {}

    static void check(Written written, Possible possible) {
        written.require(!possible.isSurelyPaused(), Invariant.HELD, "it is paused");
        protection(written, possible);
        foreignContents(written);
    }

    /** Who is protected stays as it is, although it is being deleted, and a cluster is not torn down around it. */
    private static void protection(Written written, Possible possible) {
        boolean isDeletion = written.window().object().getMetadata().getDeletionTimestamp() != null
                && (written.write() == Write.TEARDOWN || written.isRelease());
        written.require(!(isDeletion && possible.isSurelyProtected()), Invariant.HELD, "it is protected from deletion");
        if (written.write() == Write.TEARDOWN && written.after().type().equals(ResourceTypes.CLUSTERS)) {
            List<String> sets = written.window().sets().stream()
                    .filter(set -> Possible.isProtected(set)
                            && set.getMetadata().getFinalizers().contains("omnibridge.dev/finalizer"))
                    .filter(set -> isStillProtected(written, set))
                    .map(set -> set.getMetadata().getName())
                    .toList();
            written.require(sets.isEmpty(), Invariant.HELD, "sets in it are protected from deletion: " + sets);
        }
    }

    private static boolean isStillProtected(Written written, OmniMachineSet set) {
        List<CustomResource<?, ?>> states = written.scene()
                .server()
                .statesSince(set.getMetadata().getUid(), written.window().revision());
        return written.scene().server().get(Key.of(set)).isPresent()
                && states.stream().allMatch(Possible::isProtected);
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
        if (written.isReleaseApproved(id)) {
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
        if (!owner.get().startsWith(OperatorProcess.INSTANCE + "/OmniMachineSet/")) {
            return true;
        }
        Optional<String> uid = set.annotation(Marks.OWNER_UID);
        List<CustomResource<?, ?>> states = uid.map(u ->
                        written.scene().server().statesSince(u, written.window().revision()))
                .orElse(List.of());
        return !states.isEmpty() && states.stream().allMatch(HeldRules::isKept);
    }

    private static boolean isKept(CustomResource<?, ?> object) {
        return object instanceof OmniMachineSet set
                && (set.getSpec().deletionPolicy() == DeletionPolicy.RETAIN
                        || set.getSpec().managementPolicy() == ManagementPolicy.APPLY_ONLY
                        || set.getSpec().managementPolicy() == ManagementPolicy.OBSERVE);
    }
}
