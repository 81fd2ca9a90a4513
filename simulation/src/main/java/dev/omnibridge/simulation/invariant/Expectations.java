package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.simulation.actor.Scene;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of each custom resource once the world has come to rest. Written from the API's description, without a line of the operator's
 * planner, so that both would have to be wrong in the same way.
 */
public final class Expectations {

    private final Scene scene;
    private final ClusterExpectation clusters;
    private final SetExpectation sets;

    /** Expectations of a scene. */
    public Expectations(Scene scene) {
        this.scene = scene;
        this.clusters = new ClusterExpectation(scene);
        this.sets = new SetExpectation(scene);
    }

    /** Whether all of it is so, and nothing is left for time alone to do. */
    public boolean isMet() {
        try {
            check();
            return !isSomethingDue();
        } catch (Violation e) {
            return false;
        }
    }

    /** Looks at every object. */
    public void check() {
        for (OmniCluster cluster : scene.server().clusters()) {
            check(
                    cluster,
                    conditions(
                            cluster.getStatus() == null
                                    ? null
                                    : cluster.getStatus().conditions()),
                    clusters.mismatch(cluster),
                    reason -> clusters.isTrue(cluster, reason));
        }
        for (OmniMachineSet set : scene.server().machineSets()) {
            check(
                    set,
                    conditions(set.getStatus() == null ? null : set.getStatus().conditions()),
                    sets.mismatch(set),
                    reason -> sets.isTrue(set, reason));
        }
    }

    /** Whether time alone changes something later: brake and budget let go of what they hold, and an account that is not the pinned one is asked again. */
    public boolean isSomethingDue() {
        return scene.connectionToken()
                        .filter(token -> token.startsWith("account:"))
                        .isPresent()
                || scene.server().clusters().stream()
                        .anyMatch(c ->
                                c.getStatus() != null && isHeld(c.getStatus().conditions()))
                || scene.server().machineSets().stream()
                        .anyMatch(s ->
                                s.getStatus() != null && isHeld(s.getStatus().conditions()));
    }

    private static boolean isHeld(@Nullable List<Condition> conditions) {
        return conditions(conditions).stream()
                .anyMatch(c -> c.reason().equals("ReleaseHeld") || c.reason().equals("OperatorChanged"));
    }

    private static List<Condition> conditions(@Nullable List<Condition> conditions) {
        return Objects.requireNonNullElse(conditions, List.of());
    }

    /** Judges one reason. */
    interface Truth {
        boolean isTrue(String reason);
    }

    private void check(
            CustomResource<?, ?> object, List<Condition> conditions, Optional<String> mismatch, Truth truth) {
        if (object.getMetadata().getDeletionTimestamp() != null) {
            checkDeleted(object, conditions, truth);
            return;
        }
        Condition synced = conditions.stream()
                .filter(c -> c.type().equals("Synced"))
                .findFirst()
                .orElseThrow(() -> broken(Invariant.CONVERGED, object, "has no condition Synced", conditions));
        if (!Objects.equals(synced.observedGeneration(), object.getMetadata().getGeneration())) {
            throw broken(
                    Invariant.HONEST,
                    object,
                    "Synced is of generation " + synced.observedGeneration() + ", the spec is of "
                            + object.getMetadata().getGeneration(),
                    conditions);
        }
        if (synced.status() == ConditionStatus.TRUE && mismatch.isPresent()) {
            throw broken(Invariant.HONEST, object, "Synced is True, but " + mismatch.get(), conditions);
        }
        if (synced.status() != ConditionStatus.TRUE && !truth.isTrue(synced.reason())) {
            Invariant which = mismatch.isPresent() ? Invariant.CONVERGED : Invariant.HONEST;
            throw broken(
                    which,
                    object,
                    "Synced is " + synced.status() + " " + synced.reason() + " (" + synced.message()
                            + "), which is not so; "
                            + mismatch.map(m -> "really " + m).orElse("Omni matches the spec"),
                    conditions);
        }
    }

    private static void checkDeleted(CustomResource<?, ?> object, List<Condition> conditions, Truth truth) {
        if (!object.getMetadata().getFinalizers().contains("omnibridge.dev/finalizer")) {
            return;
        }
        Condition deleting = conditions.stream()
                .filter(c -> c.type().equals("Deleting") && c.status() == ConditionStatus.TRUE)
                .findFirst()
                .orElseThrow(
                        () -> broken(Invariant.LEAVES, object, "does not say that it is being deleted", conditions));
        if (!truth.isTrue(deleting.reason())) {
            throw broken(
                    Invariant.LEAVES,
                    object,
                    "stays because of " + deleting.reason() + " (" + deleting.message() + "), which is not so",
                    conditions);
        }
    }

    private static Violation broken(
            Invariant invariant, CustomResource<?, ?> object, String what, List<Condition> conditions) {
        return new Violation(
                invariant,
                object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                        + object.getMetadata().getName() + " " + what + "; spec " + object.getSpec()
                        + (conditions.isEmpty() ? "; no status" : ""));
    }
}
