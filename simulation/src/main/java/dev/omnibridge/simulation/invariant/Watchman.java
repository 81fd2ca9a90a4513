package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/** Looks at everything an operator does, right after it, with nothing of the operator's own judgement. */
public final class Watchman {

    private final Scene scene;
    private final Tokens approvals = new Tokens();
    private final OlderPolicies olderPolicies = new OlderPolicies();
    private Counts counts;

    /** What is counted over time, as the management cluster remembers it: one that was restored or lost has forgotten it. */
    private record Counts(int restores, BrakeWatch brake, RolloutWatch rollouts, TokenWatch tokens) {

        static Counts begin(Scene scene) {
            return new Counts(
                    scene.managementRestores(), new BrakeWatch(scene), new RolloutWatch(scene), new TokenWatch(scene));
        }
    }

    /** Watches over a scene. */
    public Watchman(Scene scene) {
        this.scene = scene;
        this.counts = Counts.begin(scene);
    }

    private Counts counts() {
        if (scene.managementRestores() > counts.restores) {
            counts = Counts.begin(scene);
        }
        return counts;
    }

    /** A call had its effect. */
    public void called(Optional<PassWindow> pass, String call) {
        if (call.startsWith(Stage.RESERVE)) {
            pass.ifPresent(counts().brake::reserved);
        }
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
        if (after.type().equals(ResourceTypes.MACHINE_LABELS)) {
            // the record of who works in the account, written outside of passes too; what follows from it is judged at
            // every other write
            return;
        }
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
        if (before.filter(b -> isOfOtherAccount(window, b)).isPresent()) {
            return;
        }
        written.require(
                before.isEmpty() || expected.equals(Optional.of(Phase.RUNNING)),
                Invariant.PHASE,
                "it does not say that it expects a running one");
        before.ifPresent(b -> preconditions(written, b));
        ClaimRules.check(written, approvals);
        ClaimRules.finalizer(written);
        again(written);
        Possible possible = new Possible(written);
        HeldRules.check(written, possible);
        LockRules.check(written);
        PolicyRules.check(written, possible);
        AskedRules.check(written);
        InstanceRules.check(written);
        OlderRules.check(written);
        olderPolicies.check(written);
        counts().brake.check(written);
        counts().rollouts.check(written);
    }

    /** Omni keeps locked clusters as they are by itself; whoever sends it something all the same does not look at locks. */
    public void refusedByOmni(OperatorProcess process, PassWindow window, Write write, Resource<?> sent) {
        Optional<Resource<?>> stored =
                scene.omni().store().get(sent.type(), sent.id()).map(r -> r);
        LockRules.checkRefused(new Written(
                scene,
                process,
                window,
                scene.server().statesSince(window.uid(), window.revision()),
                write,
                sent,
                stored,
                sent));
    }

    /**
     * Two accounts have the same id at the same version, which is likely in so small a world: a write that is under way when the one takes the place of
     * the other can't be told from one that is right.
     */
    private static boolean isOfOtherAccount(PassWindow window, Resource<?> before) {
        return window.seen()
                .<Resource<?>>flatMap(seen -> seen.kind(before.type()).get(before.id()))
                .filter(seen ->
                        seen.version() == before.version() && !seen.created().equals(before.created()))
                .isPresent();
    }

    private static void preconditions(Written written, Resource<?> before) {
        written.require(!before.isTearingDown(), Invariant.PHASE, "it is being torn down since before this write");
        boolean isNothing = written.write() == Write.UPDATE
                && before.spec().equals(written.after().spec())
                && before.labels().equals(written.after().labels())
                && before.annotations().equals(written.after().annotations())
                && before.phase() == written.after().phase();
        written.require(!isNothing, Invariant.NOTHING_NEW, "nothing differs after it");
        boolean isShown = isShown(written.process().seen(), written.sent())
                || isShown(written.window().seen(), written.sent());
        written.require(
                isShown, Invariant.VERSION, "version " + written.sent().version() + " was never shown by the mirror");
    }

    private static boolean isShown(Optional<dev.omnibridge.omni.mirror.OmniSnapshot> seen, Resource<?> sent) {
        return seen.flatMap(s -> s.kind(sent.type()).get(sent.id()).map(r -> r.version() == sent.version()))
                .orElse(false);
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
                !wasThere || isRecreationApproved(written, id),
                Invariant.AGAIN,
                "it was there before, and nobody approved to make it again");
    }

    /** By a token that names the cluster that was removed, or that it was removed in. */
    private static boolean isRecreationApproved(Written written, String id) {
        CustomResource<?, ?> object = written.window().object();
        Optional<String> uuid = object instanceof OmniCluster c
                ? Optional.ofNullable(c.getStatus()).map(OmniClusterStatus::clusterUuid)
                : written.after()
                        .label(OmniKeys.CLUSTER)
                        .flatMap(cluster -> written.window()
                                .seen()
                                .flatMap(seen ->
                                        seen.kind(ResourceTypes.CLUSTER_UUIDS).get(cluster))
                                .map(r -> r.spec().getUuid()));
        return written.isApproved("recreate:" + id + ":"
                + uuid.filter(u -> u.length() >= 8).map(u -> u.substring(0, 8)).orElse(""));
    }

    /** Our finalizer was set on an object. */
    public void setFinalizer(Optional<PassWindow> pass, CustomResource<?, ?> object) {
        pass.ifPresent(window -> ClaimRules.finalizerSet(scene, window, object));
    }

    /** The status of an object was written. */
    public void wroteStatus(OperatorProcess process, CustomResource<?, ?> object) {
        approvals.printed(process, object);
    }

    /** A token was minted. */
    public void minted(OperatorProcess process, Optional<PassWindow> pass, String cluster) {
        counts().tokens.minted(process, pass.orElseThrow(), cluster);
    }
}
