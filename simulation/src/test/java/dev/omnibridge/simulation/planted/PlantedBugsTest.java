package dev.omnibridge.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.simulation.Campaign;
import dev.omnibridge.simulation.Outcome;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks are known to be able to fail: each planted bug is found, by an invariant that speaks of it. */
class PlantedBugsTest {

    private static final int SEEDS = 400;

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFoundWithinABoundedNumberOfSeeds(PlantedBug bug) throws InterruptedException {
        Campaign campaign = new Campaign(bug.seams(), bug.acts());

        Campaign.Result result = campaign.run(1, SEEDS, 1, 1, done -> {});

        assertThat(result.failures()).as("%s: %s", bug, bug.sentence()).isNotEmpty();
        Map.Entry<Long, Outcome> first = result.failures().entrySet().iterator().next();
        assertThat(bug.catches())
                .as("%s by %s", bug, first.getValue().violation().orElseThrow().getMessage())
                .contains(first.getValue().violation().orElseThrow().invariant());
        System.out.printf(
                "| %s | %s | %s | %d |%n",
                bug,
                bug.sentence(),
                first.getValue().violation().orElseThrow().invariant().id(),
                result.histories());
    }
}
