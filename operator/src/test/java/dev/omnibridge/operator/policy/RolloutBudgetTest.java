package dev.omnibridge.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import dev.omnibridge.operator.policy.RolloutBudget.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RolloutBudgetTest {

    private static final Instant NOW = ClusterPass.NOW;
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @DisplayName("R57: up to the limit goes, one cluster more waits and is told for how long")
    void theLimit() {
        assertThat(ask(changed(10, 20, 30, 40), "new")).isInstanceOf(Verdict.Goes.class);
        assertThat(ask(changed(10, 20, 30, 40, 50), "new"))
                .isEqualTo(new Verdict.Waits(
                        "5 clusters were changed within 60 minutes without anybody asking, and disruptionBudget of OmniConnection default allows 5",
                        NOW.plusSeconds(10 * 60)));
    }

    @Test
    @DisplayName("R57: a cluster with all its sets counts once, from its last change on")
    void aClusterCountsOnce() {
        assertThat(ask(changed(10, 20, 30, 40, 50), "c10")).isEqualTo(new Verdict.Goes(new RolloutEntry("c10", NOW)));
    }

    @Test
    void whatIsOlderThanTheWindowCountsNoMore() {
        assertThat(ask(changed(10, 20, 30, 40, 60), "new")).isInstanceOf(Verdict.Goes.class);
        assertThat(ask(changed(10, 20, 30, 40, 59), "new")).isInstanceOf(Verdict.Waits.class);
    }

    @Test
    void whatIsApprovedGoesAndIsCounted() {
        RolloutBudget budget = new RolloutBudget(GivenConnection.usual(), changed(1, 2, 3, 4, 5), NOW);

        assertThat(budget.ask("new", true)).isEqualTo(new Verdict.Goes(new RolloutEntry("new", NOW)));
    }

    @Test
    @DisplayName("a limit that was lowered opens when enough has left the window")
    void aLoweredLimit() {
        RolloutBudget budget = new RolloutBudget(
                GivenConnection.changing(new BudgetLimits(2, HOUR)), changed(10, 20, 30, 40, 50), NOW);

        assertThat(budget.ask("new", false))
                .isInstanceOfSatisfying(
                        Verdict.Waits.class, waits -> assertThat(waits.until()).isEqualTo(NOW.plusSeconds(40 * 60)));
    }

    @Test
    void aLoweredLimitLeavesNoClusterHalfChanged() {
        RolloutBudget budget =
                new RolloutBudget(GivenConnection.changing(new BudgetLimits(1, HOUR)), changed(10, 20), NOW);

        assertThat(budget.ask("c10", false)).isInstanceOf(Verdict.Goes.class);
        assertThat(budget.ask("c20", false)).isInstanceOf(Verdict.Goes.class);
        assertThat(budget.ask("new", false)).isInstanceOf(Verdict.Waits.class);
    }

    @Test
    @DisplayName("R57: whoever asks when, no hour sees more clusters changed than the limit")
    void noWindowSeesMore() {
        for (int seed = 0; seed < 300; seed++) {
            Random chance = new Random(seed);
            int limit = 1 + chance.nextInt(4);
            List<RolloutEntry> changes = play(chance, limit);

            for (RolloutEntry last : changes) {
                Set<String> clusters = new HashSet<>();
                changes.stream()
                        .filter(change -> !change.at().isAfter(last.at())
                                && change.at().isAfter(last.at().minus(HOUR)))
                        .forEach(change -> clusters.add(change.cluster()));
                assertThat(clusters).as("seed " + seed + ", until " + last).hasSizeLessThanOrEqualTo(limit);
            }
        }
    }

    @Test
    @DisplayName("R57: what waits goes at the moment that it was told, and not before, if nobody else was faster")
    void itGoesWhenItWasTold() {
        for (int seed = 0; seed < 300; seed++) {
            Random chance = new Random(seed);
            int limit = 1 + chance.nextInt(4);
            Instant now = NOW.plusSeconds(chance.nextInt(3_600));
            List<RolloutEntry> ledger = play(chance, limit);
            if (ask(latest(ledger), limit, now, "new") instanceof Verdict.Waits waits) {
                Instant justBefore = waits.until().minusNanos(1);
                assertThat(ask(latest(ledger), limit, justBefore, "new")).isInstanceOf(Verdict.Waits.class);
                assertThat(ask(latest(ledger), limit, waits.until(), "new")).isInstanceOf(Verdict.Goes.class);
            }
        }
    }

    /** Seven clusters ask at random times for two hours; what went, in order. */
    private static List<RolloutEntry> play(Random chance, int limit) {
        List<RolloutEntry> changes = new ArrayList<>();
        Instant now = NOW.minus(HOUR);
        for (int i = 0; i < 120; i++) {
            now = now.plusSeconds(chance.nextInt(120));
            if (ask(latest(changes), limit, now, "c" + chance.nextInt(7)) instanceof Verdict.Goes(RolloutEntry entry)) {
                changes.add(entry);
            }
        }
        return changes;
    }

    /** As the ledger keeps them: one entry for each cluster. */
    private static List<RolloutEntry> latest(List<RolloutEntry> changes) {
        Map<String, RolloutEntry> latest = new LinkedHashMap<>();
        changes.forEach(change -> latest.put(change.cluster(), change));
        return List.copyOf(latest.values());
    }

    private static Verdict ask(List<RolloutEntry> ledger, int limit, Instant now, String cluster) {
        return new RolloutBudget(GivenConnection.changing(new BudgetLimits(limit, HOUR)), ledger, now)
                .ask(cluster, false);
    }

    private static Verdict ask(List<RolloutEntry> ledger, String cluster) {
        return new RolloutBudget(GivenConnection.usual(), ledger, NOW).ask(cluster, false);
    }

    /** One cluster for each number, changed so many minutes ago. */
    private static List<RolloutEntry> changed(int... minutesAgo) {
        return IntStream.of(minutesAgo)
                .mapToObj(minutes -> new RolloutEntry("c" + minutes, NOW.minusSeconds(minutes * 60L)))
                .toList();
    }
}
