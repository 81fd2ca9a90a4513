package dev.omnibridge.simulation;

import dev.omnibridge.simulation.actor.Act;
import dev.omnibridge.simulation.operator.Seams;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs as many simulated histories as one likes, and shrinks what fails. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Lets the operator work in simulated worlds and checks invariants after every step.")
public final class SimulateMain implements Callable<Integer> {

    private static final long EVERY = 1_000;

    @Option(names = "--histories", description = "How many. Default: ${DEFAULT-VALUE}.")
    private long histories = 1_000;

    @Option(names = "--seed", description = "Seed of the first; the others follow. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--threads", description = "How many side by side. Default: as many as there are cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--failures", description = "How many failures end it. Default: ${DEFAULT-VALUE}.")
    private int failures = 1;

    @Option(
            names = "--shrunk",
            description = "How many of them are shrunk and told in full. Default: ${DEFAULT-VALUE}.")
    private int shrunkOnes = 1;

    @Option(names = "--replay", description = "Only this seed: shrunk if it fails, else its whole trace.")
    private @Nullable Long replay;

    @Option(names = "--whole", description = "With --replay: the trace of the whole history, not of the shrunk one.")
    private boolean whole;

    @Option(names = "--without", split = ",", description = "Acts that nobody does.")
    private Set<Act> without = EnumSet.noneOf(Act.class);

    private final PrintStream out = System.out;

    /** Begins. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SimulateMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Set<Act> acts = Act.all();
        acts.removeAll(without);
        Campaign campaign = new Campaign(Seams.none(), acts);
        return replay == null ? run(campaign) : replay(campaign, History.of(replay, acts), replay);
    }

    private int run(Campaign campaign) throws InterruptedException {
        long begin = System.nanoTime();
        Campaign.Result result = campaign.run(seed, histories, threads, failures, new Campaign.Progress() {
            @Override
            public void done(long done) {
                if (done % EVERY == 0) {
                    out.println(done + " histories, " + perMinute(done, begin) + " per minute");
                }
            }

            @Override
            public void broken(long seed, Outcome outcome) {
                out.println(seed + ": " + outcome.violation().orElseThrow().getMessage());
            }
        });
        out.println(result.histories() + " histories with " + result.writes() + " writes to Omni in "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s, "
                + perMinute(result.histories(), begin) + " per minute on " + threads + " threads; "
                + result.failures().size() + " broke an invariant");
        for (Map.Entry<Long, Outcome> failure :
                result.failures().entrySet().stream().limit(shrunkOnes).toList()) {
            History shrunk = campaign.shrink(failure.getKey(), failure.getValue());
            int before = failure.getValue().steps().size();
            out.println(FailureText.of(failure.getKey(), before, campaign.replay(shrunk)));
        }
        return result.failures().isEmpty() ? 0 : 1;
    }

    private int replay(Campaign campaign, History history, long ofSeed) {
        Outcome outcome = campaign.replay(history);
        if (outcome.violation().isEmpty() || whole) {
            outcome.trace().forEach(out::println);
            out.println(outcome.violation().map(Throwable::getMessage).orElse("nothing is broken"));
            return outcome.violation().isEmpty() ? 0 : 1;
        }
        History shrunk = campaign.shrink(ofSeed, outcome);
        out.println(FailureText.of(ofSeed, outcome.steps().size(), campaign.replay(shrunk)));
        return 1;
    }

    private static long perMinute(long done, long begin) {
        return done * Duration.ofMinutes(1).toNanos() / Math.max(1, System.nanoTime() - begin);
    }
}
