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
        if (scene.processes().isEmpty()) {
            scene.startOperator(0);
        }
        scene.omni().machineIds().forEach(scene.omni().machines()::connect);
        live(TIME);
        Expectations expectations = new Expectations(scene);
        expectations.check();
        if (expectations.isSomethingDue()) {
            return;
        }
        simulation.note("=== it must stay so");
        long writes = scene.activity();
        long calls = scene.calls();
        live(QUIET);
        if (scene.activity() != writes || scene.calls() != calls) {
            throw new Violation(
                    Invariant.QUIET,
                    (scene.activity() - writes) + " writes and " + (scene.calls() - calls)
                            + " calls to Omni although nothing happened any more");
        }
        expectations.check();
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
