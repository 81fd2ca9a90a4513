package dev.omnibridge.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.simulation.History;
import dev.omnibridge.simulation.Simulation;
import dev.omnibridge.simulation.Trace;
import dev.omnibridge.simulation.invariant.Invariant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks are known to be able to fail: each planted bug is found, by an invariant that speaks of it. */
class PlantedBugsTest {

    /** A history may come out another way with the next change of the operator, so it need not be exactly the known seed. */
    private static final int SEEDS = 60;

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFoundWithinABoundedNumberOfSeeds(PlantedBug bug) {
        Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
        for (long seed = bug.seed(); seed < bug.seed() + SEEDS && Collections.disjoint(broken, bug.catches()); seed++) {
            Simulation.run(History.of(seed, bug.acts()), bug.seams(), Trace.none())
                    .violation()
                    .ifPresent(violation -> broken.add(violation.invariant()));
        }

        assertThat(broken).as("%s: %s", bug, bug.sentence()).containsAnyElementsOf(bug.catches());
    }
}
