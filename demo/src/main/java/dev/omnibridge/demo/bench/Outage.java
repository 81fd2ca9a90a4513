package dev.omnibridge.demo.bench;

import dev.omnibridge.simulator.fault.Calls;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What an operator does while Omni refuses every call, and how it catches up with what was asked for meanwhile. */
final class Outage {
    private final BenchWorld world;
    private final BenchmarkSize size;
    private final Patience patience;
    private final Table table;

    Outage(BenchWorld world, BenchmarkSize size, Patience patience, Table table) {
        this.world = world;
        this.size = size;
        this.patience = patience;
        this.table = table;
    }

    /**
     * Measures one.
     *
     * @param edits edits clusters while Omni is away
     * @param isCaughtUp whether Omni and the statuses are as the edits ask for
     */
    void measure(Runnable edits, BooleanSupplier isCaughtUp) {
        var mark = world.log().mark();
        var outage = world.faults().refuse(Calls.any(), Status.Code.UNAVAILABLE);
        world.faults().dropWatches();
        edits.run();
        patience.pass(size.outage());
        var attempts = world.log().since(mark).calls();
        var peak = new Peak(world.log());
        long back = System.nanoTime();
        outage.lift();
        patience.untilAll("what was edited during the outage", () -> {
            peak.look();
            return isCaughtUp.getAsBoolean();
        });
        String length = "outage of " + size.outage().toSeconds() + " s: ";
        table.add(length + "attempts to reach Omni", attempts.all(), size.outage(), "< 10 a minute");
        table.add(
                length + "its return to all edits of it in Omni and in the statuses",
                Duration.ofNanos(System.nanoTime() - back),
                "< 30 s");
        table.add(length + "most calls within a second of that", peak.calls(), Unit.COUNT);
    }
}
