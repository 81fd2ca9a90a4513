package dev.omnibridge.simulation;

import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.invariant.Expectations;
import dev.omnibridge.simulation.invariant.Invariant;
import dev.omnibridge.simulation.invariant.Violation;
import dev.omnibridge.simulation.operator.OperatorProcess;
import java.time.Duration;
import java.time.Instant;

/** The end of a history: inputs stop, faults end, one operator is left, and the world gets the time it needs. */
final class Settlement {

    /** Longer than any back-off and than the brake's longest window here. */
    private static final Duration TIME = Duration.ofMinutes(75);

    private static final Duration QUIET = Duration.ofMinutes(25);
    /** Longer than the longest that anything waits by itself, so that nothing more comes after so much rest. */
    private static final Duration REST = Duration.ofMinutes(13);

    /** One in so many is watched to the end. */
    private static final int WHOLE = 8;

    /** In one of so many nobody decides what a connection asks: whether an account, or one of two installations, is the one. */
    private static final int UNDECIDED = 5;

    private static final int QUESTIONS = 2;
    /** Longer than a contest, and than the status about it takes. */
    private static final Duration CONTEST = Duration.ofSeconds(15);

    private static final int RESTLESS = 40_000;

    private final Simulation simulation;
    private final Scene scene;

    Settlement(Simulation simulation, Scene scene) {
        this.simulation = simulation;
        this.scene = scene;
    }

    void happen() {
        simulation.note("=== the world comes to rest");
        scene.endFaults();
        while (scene.processes().size() > 1) {
            scene.end(scene.processes().getFirst());
        }
        if (scene.processes().stream().noneMatch(scene::isLatest)) {
            // who lost its lease once leaves, and another one begins anew
            scene.processes().forEach(scene::end);
            scene.startOperator(0);
        }
        scene.omni().machineIds().forEach(scene.omni().machines()::connect);
        for (int question = 0; question < QUESTIONS && simulation.seed() % UNDECIDED != 0; question++) {
            live(CONTEST);
            scene.approveConnection();
        }
        Expectations expectations = new Expectations(scene);
        // most worlds are at rest long before; a few are looked at for the whole time all the same
        boolean mayEndEarly = simulation.seed() % WHOLE != 0;
        Instant end = scene.omni().now().plus(TIME);
        while (scene.omni().now().isBefore(end)) {
            Activity before = activity();
            live(REST);
            if (mayEndEarly && activity().equals(before) && expectations.isMet()) {
                return;
            }
        }
        expectations.check();
        if (expectations.isSomethingDue()) {
            return;
        }
        simulation.note("=== it must stay so");
        Activity before = activity();
        live(QUIET);
        Activity after = activity();
        if (!after.equals(before)) {
            throw new Violation(
                    Invariant.QUIET,
                    (after.writes() - before.writes()) + " writes and " + (after.calls() - before.calls())
                            + " calls to Omni although nothing happened any more");
        }
        expectations.check();
    }

    /** What operators did so far. */
    private record Activity(long writes, long calls) {}

    private Activity activity() {
        return new Activity(scene.activity(), scene.calls());
    }

    /** Lets everything that is due happen, each at its time. */
    private void live(Duration duration) {
        Instant end = scene.omni().now().plus(duration);
        OperatorProcess operator = scene.processes().getFirst();
        int steps = 0;
        while (scene.omni().now().isBefore(end)) {
            scene.omni().runControllers();
            boolean isBusy = false;
            while (simulation.advance(operator)) {
                isBusy = true;
                steps++;
                if (steps > RESTLESS) {
                    throw new Violation(Invariant.QUIET, "the operator comes to no rest: " + steps + " steps");
                }
            }
            if (!isBusy) {
                Duration left = Duration.between(scene.omni().now(), end);
                scene.omni().pass(scene.untilNextDue(left));
            }
        }
    }
}
