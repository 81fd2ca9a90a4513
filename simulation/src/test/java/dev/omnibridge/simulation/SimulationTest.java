package dev.omnibridge.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.omnibridge.simulation.actor.Act;
import dev.omnibridge.simulation.operator.Seams;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator as it is, in a bounded number of worlds; a command runs as many as one likes. */
class SimulationTest {

    private static final int HISTORIES = 120;

    @Test
    void noHistoryBreaksAnInvariant() throws InterruptedException {
        Campaign campaign = new Campaign(Seams.none(), Act.all());

        Campaign.Result result = campaign.run(1, HISTORIES, Runtime.getRuntime().availableProcessors(), 1, done -> {});

        for (Map.Entry<Long, Outcome> failure : result.failures().entrySet()) {
            History shrunk = campaign.shrink(failure.getKey(), failure.getValue());
            fail(FailureText.of(failure.getKey(), failure.getValue().steps().size(), campaign.replay(shrunk)));
        }
        assertThat(result.histories()).isEqualTo(HISTORIES);
        assertThat(result.writes()).isGreaterThan(HISTORIES);
    }

    @Test
    void withNobodyDisturbingEveryClusterIsMade() {
        History calm = History.of(7, EnumSet.of(Act.APPLY_CLUSTER_WITH_SETS));

        Outcome outcome = Simulation.run(calm, Seams.none(), Trace.kept());

        assertThat(outcome.violation()).isEmpty();
        assertThat(outcome.trace()).anyMatch(line -> line.contains("wrote CREATE Clusters/"));
        assertThat(outcome.trace()).anyMatch(line -> line.contains("Synced=TRUE InSync"));
    }

    @Test
    void theSameSeedGivesTheSameHistoryAgain() {
        for (long seed = 1; seed <= 5; seed++) {
            History history = History.of(seed, Act.all());
            Outcome first = Simulation.run(history, Seams.none(), Trace.kept());
            Outcome second = Simulation.run(History.of(seed, Act.all()), Seams.none(), Trace.kept());

            assertThat(second.trace()).isEqualTo(first.trace()).isNotEmpty();
        }
    }
}
