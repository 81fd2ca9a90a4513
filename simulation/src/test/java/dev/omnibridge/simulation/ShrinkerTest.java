package dev.omnibridge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.simulation.actor.Act;
import dev.omnibridge.simulation.invariant.Invariant;
import dev.omnibridge.simulation.invariant.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a failure does not need is taken out of its history. */
class ShrinkerTest {

    /** Breaks an invariant whenever somebody scales and, later, somebody deletes. */
    private static final Function<History, Outcome> RUN = history -> {
        int scaled = history.steps().stream().map(Step::act).toList().indexOf(Act.SCALE);
        int deleted = history.steps().stream().map(Step::act).toList().lastIndexOf(Act.DELETE);
        boolean isBroken = scaled >= 0 && scaled < deleted;
        return new Outcome(
                isBroken ? Optional.of(new Violation(Invariant.BRAKE, "for this test")) : Optional.empty(),
                List.of(),
                List.of(),
                0);
    };

    private final History history = new History(
            1,
            4,
            IntStream.range(0, 40)
                    .mapToObj(i -> new Step(i == 11 ? Act.SCALE : i == 29 ? Act.DELETE : Act.TOUCH, i, 20))
                    .toList());

    @Test
    void onlyTheStepsThatAFailureNeedsStayInTheirOrder() {
        History shrunk = Shrinker.shrink(history, RUN, Invariant.BRAKE);

        assertThat(shrunk.steps()).extracting(Step::act).containsExactly(Act.SCALE, Act.DELETE);
        assertThat(shrunk.steps()).extracting(Step::seed).containsExactly(11L, 29L);
        assertThat(shrunk.steps()).extracting(Step::micro).containsOnly(0);
    }

    @Test
    void aHistoryThatBreaksAnotherInvariantIsNoSmallerFormOfTheFailure() {
        assertThat(Shrinker.shrink(history, RUN, Invariant.LOCK).steps()).hasSize(40);
    }
}
