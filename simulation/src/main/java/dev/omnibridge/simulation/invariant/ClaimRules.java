package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/** Under whose claim a write goes, and when one may be taken. */
final class ClaimRules {

    private ClaimRules() {}

    static void check(Written written, Tokens tokens) {
        CustomResource<?, ?> object = written.window().object();
        if (written.write() == Write.CREATE) {
            written.require(
                    Marks.isOurs(written.after(), object), Invariant.CLAIM, "made without the claim of its object");
            return;
        }
        Resource<?> before = written.before().orElseThrow();
        if (Marks.isOurs(before, object) || isUnlockOfOmnis(written, before)) {
            return;
        }
        written.require(
                written.takesClaim(),
                Invariant.CLAIM,
                "it carries " + before.annotation(Marks.OWNER) + " of " + before.annotation(Marks.OWNER_UID)
                        + ", not the claim of its object");
        boolean isReturning = Marks.isReturning(before, object);
        boolean mayAdopt = Marks.isUnclaimed(before) && adopts(written);
        boolean mayTakeOver = adopts(written) && tokens.isTakeOverApproved(written, before);
        written.require(
                isReturning || mayAdopt || mayTakeOver,
                Invariant.CLAIM,
                "claimed although it is neither returning nor to be adopted: "
                        + before.annotations().keySet());
        boolean changesContent = !before.spec().equals(written.after().spec());
        boolean changesLabels = !before.labels().equals(written.after().labels());
        boolean needsApproval =
                isReturning ? reachesMachines(before, written.after()) : changesContent || changesLabels;
        written.require(
                !needsApproval || written.isApprovedHereOrOnCluster("adoption:" + before.id() + ":"),
                Invariant.CLAIM,
                "claimed and changed in one write without approval");
    }

    /** Nodes that Omni made for a set of ours carry no claim; only their lock may be lifted. */
    private static boolean isUnlockOfOmnis(Written written, Resource<?> before) {
        return before.type().equals(ResourceTypes.MACHINE_SET_NODES)
                && before.hasAnnotation(OmniKeys.LOCKED)
                && !written.after().hasAnnotation(OmniKeys.LOCKED)
                && before.hasLabel(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER);
    }

    /** What comes back may be put right at once, as long as no machine notices. */
    private static boolean reachesMachines(Resource<?> before, Resource<?> after) {
        return before.spec() instanceof MachineSetSpec old && after.spec() instanceof MachineSetSpec now
                ? !old.getMachineAllocation().equals(now.getMachineAllocation())
                : !before.spec().equals(after.spec());
    }

    /** The policy is the cluster's, in a state that the process may have seen. */
    private static boolean adopts(Written written) {
        CustomResource<?, ?> object = written.window().object();
        if (object instanceof OmniCluster cluster) {
            return cluster.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED;
        }
        return object instanceof OmniMachineSet set
                && written.scene().server().log().stream()
                        .flatMap(change -> change.after().stream())
                        .filter(OmniCluster.class::isInstance)
                        .map(OmniCluster.class::cast)
                        .filter(c -> c.getMetadata()
                                        .getName()
                                        .equals(set.getSpec().clusterRef().name())
                                && c.getMetadata()
                                        .getNamespace()
                                        .equals(set.getMetadata().getNamespace()))
                        .anyMatch(c -> c.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED);
    }

    static void finalizer(Written written) {
        boolean begins = written.write() == Write.CREATE || written.takesClaim();
        boolean isOn = written.states().stream()
                .anyMatch(state -> state.getMetadata().getFinalizers().contains("omnibridge.dev/finalizer"));
        written.require(!begins || isOn, Invariant.FINALIZER, "its object carries no finalizer");
    }

    /** Our finalizer was set on an object: what stands at its name in Omni has to be its own, or to become so. */
    static void finalizerSet(Scene scene, PassWindow window, CustomResource<?, ?> object) {
        if (window.stored().isEmpty()) {
            return;
        }
        Resource<?> atBegin = window.stored().get();
        Optional<? extends Resource<?>> now = scene.omni().store().get(atBegin.type(), atBegin.id());
        // what the mirror does not show is asked for in the store; what it shows may be a moment old, and is written at
        // its version
        Resource<?> known = window.seen()
                .<Resource<?>>flatMap(seen -> seen.kind(atBegin.type()).get(atBegin.id()))
                .orElse(atBegin);
        boolean wasConflict = isConflict(scene, known, object) && isConflict(scene, atBegin, object);
        boolean isConflict = now.filter(r -> isConflict(scene, r, object)).isPresent();
        if (wasConflict && isConflict) {
            throw new Violation(
                    Invariant.CONFLICT,
                    window.key() + " got our finalizer, although " + atBegin.reference()
                            + " stood there since before the pass, with " + atBegin.annotations());
        }
    }

    /** Whether the object may not claim what stands there, neither by its policy nor by approval. */
    static boolean isConflict(Scene scene, Resource<?> resource, CustomResource<?, ?> object) {
        if (Marks.isOurs(resource, object) || Marks.isReturning(resource, object)) {
            return false;
        }
        boolean mayClaim = Marks.isUnclaimed(resource) || Marks.isApproved(object, "takeover:" + resource.id() + ":");
        return switch (object) {
            case OmniCluster c -> !(mayClaim && c.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED);
            case OmniMachineSet s -> {
                Optional<OmniCluster> cluster = scene.server()
                        .cluster(
                                s.getMetadata().getNamespace(),
                                s.getSpec().clusterRef().name());
                boolean isApproved = mayClaim
                        || cluster.filter(c -> Marks.isApproved(c, "takeover:" + resource.id() + ":"))
                                .isPresent();
                yield !(isApproved
                        && cluster.filter(c -> c.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED)
                                .isPresent());
            }
            default -> true;
        };
    }
}
