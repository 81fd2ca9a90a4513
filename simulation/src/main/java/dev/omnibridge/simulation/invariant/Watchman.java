package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/** Looks at everything an operator does, right after it, with nothing of the operator's own judgement. */
public final class Watchman {

    private final Scene scene;
    private final BrakeWatch brake;
    private final TokenWatch tokens;

    /** Watches over a scene. */
    public Watchman(Scene scene) {
        this.scene = scene;
        this.brake = new BrakeWatch(scene);
        this.tokens = new TokenWatch(scene);
    }

    /** A write to Omni had its effect. */
    public void wroteToOmni(
            OperatorProcess process,
            Optional<PassWindow> pass,
            Write write,
            Resource<?> sent,
            Optional<Phase> expected,
            Optional<Resource<?>> before,
            Resource<?> after) {
        PassWindow window = pass.orElseThrow(
                () -> new Violation(Invariant.CLAIM, write + " " + sent.reference() + " outside of any pass"));
        Written written = new Written(
                scene,
                process,
                window,
                scene.server().statesSince(window.uid(), window.revision()),
                write,
                sent,
                before,
                after);
        written.require(
                before.isEmpty() || expected.equals(Optional.of(Phase.RUNNING)),
                Invariant.PHASE,
                "it does not say that it expects a running one");
        before.ifPresent(b -> preconditions(written, b));
        claim(written);
        finalizer(written);
        again(written);
        HeldRules.check(written);
        AskedRules.check(written);
        brake.check(written);
    }

    private static void preconditions(Written written, Resource<?> before) {
        written.require(!before.isTearingDown(), Invariant.PHASE, "it is being torn down since before this write");
        boolean isNothing = written.write() == Write.UPDATE
                && before.spec().equals(written.after().spec())
                && before.labels().equals(written.after().labels())
                && before.annotations().equals(written.after().annotations())
                && before.phase() == written.after().phase();
        written.require(!isNothing, Invariant.NOTHING_NEW, "nothing differs after it");
        for (String lock : List.of(OmniKeys.CLUSTER_LOCKED, OmniKeys.LOCKED)) {
            written.require(
                    !before.hasAnnotation(lock) || written.after().hasAnnotation(lock),
                    Invariant.LOCK,
                    lock + " is gone");
        }
        boolean isShown = isShown(written.process().seen(), written.sent())
                || isShown(written.window().seen(), written.sent());
        written.require(
                isShown, Invariant.VERSION, "version " + written.sent().version() + " was never shown by the mirror");
    }

    private static boolean isShown(Optional<dev.omnibridge.omni.mirror.OmniSnapshot> seen, Resource<?> sent) {
        return seen.flatMap(s -> s.kind(sent.type()).get(sent.id()).map(r -> r.version() == sent.version()))
                .orElse(false);
    }

    private static void claim(Written written) {
        CustomResource<?, ?> object = written.window().object();
        if (written.write() == Write.CREATE) {
            written.require(
                    Marks.isOurs(written.after(), object), Invariant.CLAIM, "made without the claim of its object");
            return;
        }
        Resource<?> before = written.before().orElseThrow();
        if (Marks.isOurs(before, object)) {
            return;
        }
        written.require(
                written.takesClaim(),
                Invariant.CLAIM,
                "it carries " + before.annotation(Marks.OWNER) + " of " + before.annotation(Marks.OWNER_UID)
                        + ", not the claim of its object");
        boolean isReturning = Marks.isReturning(before, object);
        boolean mayAdopt = Marks.isUnclaimed(before) && adopts(written);
        written.require(
                isReturning || mayAdopt,
                Invariant.CLAIM,
                "claimed although it is neither returning nor to be adopted: "
                        + before.annotations().keySet());
        boolean changesContent = !before.spec().equals(written.after().spec());
        boolean changesLabels = !before.labels().equals(written.after().labels());
        boolean needsApproval =
                isReturning ? reachesMachines(before, written.after()) : changesContent || changesLabels;
        written.require(
                !needsApproval || written.isApproved("adoption:" + before.id() + ":"),
                Invariant.CLAIM,
                "claimed and changed in one write without approval");
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

    private static void finalizer(Written written) {
        boolean begins = written.write() == Write.CREATE || written.takesClaim();
        boolean isOn = written.states().stream()
                .anyMatch(state -> state.getMetadata().getFinalizers().contains("omnibridge.dev/finalizer"));
        written.require(!begins || isOn, Invariant.FINALIZER, "its object carries no finalizer");
    }

    /** What the status knew when the pass began was there once. */
    private static void again(Written written) {
        if (written.write() != Write.CREATE) {
            return;
        }
        String id = written.after().id();
        boolean wasThere = switch (written.window().object()) {
            case OmniCluster c ->
                written.after().type().equals(ResourceTypes.CLUSTERS)
                        && Optional.ofNullable(c.getStatus())
                                .map(status -> status.clusterName())
                                .equals(Optional.of(id));
            case OmniMachineSet s ->
                written.after().type().equals(ResourceTypes.MACHINE_SETS)
                        && Optional.ofNullable(s.getStatus())
                                .map(status -> status.machineSetId())
                                .equals(Optional.of(id));
            default -> false;
        };
        written.require(
                !wasThere || written.isApproved("recreate:" + id),
                Invariant.AGAIN,
                "it was there before, and nobody approved to make it again");
    }

    /** Our finalizer was set on an object. */
    public void setFinalizer(OperatorProcess process, Optional<PassWindow> pass, CustomResource<?, ?> object) {
        if (pass.isEmpty() || pass.get().stored().isEmpty()) {
            return;
        }
        Resource<?> atBegin = pass.get().stored().get();
        Optional<? extends Resource<?>> now = scene.omni().store().get(atBegin.type(), atBegin.id());
        boolean wasConflict = isConflict(atBegin, object);
        boolean isConflict = now.filter(r -> isConflict(r, object)).isPresent();
        if (wasConflict && isConflict) {
            throw new Violation(
                    Invariant.CONFLICT,
                    pass.get().key() + " got our finalizer, although " + atBegin.reference()
                            + " stood there since before the pass, with " + atBegin.annotations());
        }
    }

    private boolean isConflict(Resource<?> resource, CustomResource<?, ?> object) {
        if (Marks.isOurs(resource, object) || Marks.isReturning(resource, object)) {
            return false;
        }
        boolean mayAdopt = Marks.isUnclaimed(resource)
                && switch (object) {
                    case OmniCluster c -> c.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED;
                    case OmniMachineSet s ->
                        scene.server()
                                .cluster(
                                        s.getMetadata().getNamespace(),
                                        s.getSpec().clusterRef().name())
                                .filter(c -> c.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED)
                                .isPresent();
                    default -> false;
                };
        return !mayAdopt;
    }

    /** A token was minted. */
    public void minted(OperatorProcess process, Optional<PassWindow> pass, String cluster) {
        tokens.minted(process, pass.orElseThrow(), cluster);
    }
}
