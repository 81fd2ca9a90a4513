package dev.omnibridge.simulation;

import dev.omnibridge.simulation.actor.Act;
import dev.omnibridge.simulation.operator.Seams;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Many histories, side by side: each in a world and on a thread of its own. */
public final class Campaign {

    private final Seams seams;
    private final Set<Act> acts;

    /**
     * What came of it.
     *
     * @param histories how many were run
     * @param writes to Omni in all of them
     * @param failures by seed, in order
     */
    public record Result(long histories, long writes, Map<Long, Outcome> failures) {}

    /** Hears of each history when it is over, on some thread. */
    public interface Progress {

        /** So many are over. */
        void done(long histories);

        /** This one broke an invariant, which the result tells too. */
        default void broken(long seed, Outcome outcome) {}
    }

    /** Histories made of these acts, with the operator behind these seams. */
    public Campaign(Seams seams, Set<Act> acts) {
        this.seams = seams;
        // in the order of their declaration: a set of another kind has another order in each JVM
        this.acts = EnumSet.copyOf(acts);
    }

    /**
     * Runs the histories of consecutive seeds.
     *
     * @param stopsAfter how many failures end it early
     */
    public Result run(long firstSeed, long histories, int threads, int stopsAfter, Progress progress)
            throws InterruptedException {
        AtomicLong next = new AtomicLong(firstSeed);
        AtomicLong done = new AtomicLong();
        AtomicLong writes = new AtomicLong();
        AtomicBoolean isOver = new AtomicBoolean();
        Map<Long, Outcome> failures = new TreeMap<>();
        Callable<Void> worker = () -> {
            for (long seed = next.getAndIncrement();
                    seed < firstSeed + histories && !isOver.get();
                    seed = next.getAndIncrement()) {
                Outcome outcome = Simulation.run(History.of(seed, acts), seams, Trace.none());
                writes.addAndGet(outcome.writes());
                if (outcome.violation().isPresent()) {
                    synchronized (failures) {
                        failures.put(seed, outcome);
                        isOver.set(failures.size() >= stopsAfter);
                    }
                    progress.broken(seed, outcome);
                }
                progress.done(done.incrementAndGet());
            }
            return null;
        };
        List<Callable<Void>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(worker);
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Void> future : executor.invokeAll(workers)) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulation failed by itself", e.getCause());
        }
        return new Result(done.get(), writes.get(), failures);
    }

    /** The history of a failing seed, made as small as it gets. */
    public History shrink(long seed, Outcome failure) {
        return Shrinker.shrink(
                History.of(seed, acts),
                candidate -> Simulation.run(candidate, seams, Trace.none()),
                failure.violation().orElseThrow().invariant());
    }

    /** A history again, with its trace. */
    public Outcome replay(History history) {
        return Simulation.run(history, seams, Trace.kept());
    }
}
