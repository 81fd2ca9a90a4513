package dev.omnibridge.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.plan.MachineRelease;
import dev.omnibridge.operator.policy.Brake.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakeTest {

    private static final Instant NOW = ClusterPass.NOW;
    private static final String UUID = "4f1c2b9e";

    @Test
    @DisplayName("R52: up to the limit goes, one machine more waits")
    void theLimit() {
        assertThat(ask(List.of(), release("w", 1, 10))).isInstanceOf(Verdict.Goes.class);
        assertThat(ask(List.of(), release("w", 1, 11)))
                .isEqualTo(new Verdict.Waits(
                        "releasing 11 machines goes beyond releaseBrake of OmniConnection default: at most 10 machines and 3 clusters in 60 minutes, of which 0 machines and 0 clusters are used",
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"0,10", "100,10", "101,11", "110,11", "400,40"})
    void theLargerOfCountAndShareCounts(int allocated, int limit) {
        Brake brake = new Brake(GivenConnection.allocating(allocated), List.of(), NOW);

        assertThat(brake.ask(List.of(release("w", 1, limit)), UUID, false)).isInstanceOf(Verdict.Goes.class);
        assertThat(brake.ask(List.of(release("w", 1, limit + 1)), UUID, false)).isInstanceOf(Verdict.Waits.class);
    }

    @Test
    void clustersAreCountedBesideMachines() {
        List<BrakeEntry> three = List.of(entry("a", 1, 0, 1, 1), entry("b", 1, 0, 1, 2), entry("c", 1, 0, 1, 3));

        assertThat(ask(three, new MachineRelease("d", 1, Instant.EPOCH, 0, 1))).isInstanceOf(Verdict.Waits.class);
        assertThat(ask(three.subList(0, 2), new MachineRelease("d", 1, Instant.EPOCH, 0, 1)))
                .isInstanceOf(Verdict.Goes.class);
    }

    @Test
    @DisplayName("R14: it holds from the ledger alone, so it still holds after a restart")
    void fromTheLedger() {
        List<BrakeEntry> ledger = List.of(entry("a", 1, 8, 0, 10));

        assertThat(ask(ledger, release("w", 1, 3))).isInstanceOf(Verdict.Waits.class);
        assertThat(new Brake(GivenConnection.usual(), ledger, NOW).counting()).hasSize(1);
    }

    @Test
    void theWindowOpensWhenEnoughHasPassed() {
        List<BrakeEntry> ledger = List.of(entry("a", 1, 5, 0, 50), entry("b", 1, 4, 0, 30), entry("c", 1, 1, 0, 10));

        assertThat(ask(ledger, release("w", 1, 9)))
                .satisfies(
                        verdict -> assertThat(((Verdict.Waits) verdict).until()).contains(NOW.plusSeconds(30 * 60)));
    }

    @Test
    void whatIsOlderThanTheWindowCountsNoMore() {
        assertThat(ask(List.of(entry("a", 1, 10, 0, 60)), release("w", 1, 10))).isInstanceOf(Verdict.Goes.class);
        assertThat(ask(List.of(entry("a", 1, 10, 0, 59)), release("w", 1, 10))).isInstanceOf(Verdict.Waits.class);
    }

    @Test
    @DisplayName(
            "R52: a removal that was reserved before a restart is not counted twice, but from when it is carried out")
    void reservedBefore() {
        List<BrakeEntry> ledger = List.of(entry("w", 7, 10, 0, 5));

        assertThat(ask(ledger, release("w", 7, 10))).isEqualTo(new Verdict.Goes(List.of(renewed("w", 7, 10, 5))));
        assertThat(ask(ledger, release("w", 8, 1))).isInstanceOf(Verdict.Waits.class);
    }

    @Test
    @DisplayName("R52: a reservation that was never used does not let a bigger removal go")
    void reservedForLess() {
        List<BrakeEntry> ledger = List.of(entry("w", 7, 5, 0, 5));

        assertThat(ask(ledger, release("w", 7, 29))).isInstanceOf(Verdict.Waits.class);
        assertThat(ask(ledger, new MachineRelease("w", 7, Instant.EPOCH, 5, 1)))
                .as("a cluster on a reservation of machines")
                .isEqualTo(new Verdict.Goes(List.of(new BrakeEntry("w", UUID, 5, 1, NOW, 7))));
    }

    @Test
    @DisplayName("R52: what was reserved under a wider brake goes only within the one of now")
    void reservedUnderAWiderBrake() {
        List<BrakeEntry> ledger = List.of(entry("w", 7, 12, 0, 5));

        assertThat(ask(ledger, release("w", 7, 12)))
                .isEqualTo(new Verdict.Waits(
                        "releasing 12 machines goes beyond releaseBrake of OmniConnection default: at most 10 machines and 3 clusters in 60 minutes, of which 0 machines and 0 clusters are used",
                        Optional.empty()));
        assertThat(new Brake(GivenConnection.usual(), ledger, NOW).ask(List.of(release("w", 7, 12)), UUID, true))
                .isEqualTo(new Verdict.Goes(List.of(renewed("w", 7, 12, 5))));
    }

    @Test
    @DisplayName("R52: a set made again under the same id in the same cluster, at the same version, is counted again")
    void reservedForAnEarlierLife() {
        List<BrakeEntry> ledger = List.of(entry("w", 7, 10, 0, 5));
        Instant since = NOW.minusSeconds(4 * 60);

        assertThat(ask(ledger, new MachineRelease("w", 7, since, 10, 0))).isInstanceOf(Verdict.Waits.class);
        assertThat(ask(ledger, new MachineRelease("w", 7, NOW.minusSeconds(6 * 60), 10, 0)))
                .isEqualTo(new Verdict.Goes(List.of(renewed("w", 7, 10, 5))));
    }

    @Test
    void theSameIdInAnotherIncarnationIsAnotherRemoval() {
        List<BrakeEntry> ledger = List.of(new BrakeEntry("w", "other", 10, 0, NOW.minusSeconds(5), 7));

        assertThat(ask(ledger, release("w", 7, 10))).isInstanceOf(Verdict.Waits.class);
    }

    @Test
    void whatGoesTogetherIsReservedTogetherOrNotAtAll() {
        assertThat(ask(List.of(), release("n1", 1, 1), release("n2", 3, 1)))
                .isEqualTo(new Verdict.Goes(
                        List.of(new BrakeEntry("n1", UUID, 1, 0, NOW, 1), new BrakeEntry("n2", UUID, 1, 0, NOW, 3))));
        assertThat(ask(List.of(entry("a", 1, 9, 0, 5)), release("n1", 1, 1), release("n2", 3, 1)))
                .isInstanceOf(Verdict.Waits.class);
    }

    @Test
    void ofAnInterruptedRemovalOnlyTheRestIsCountedAnew() {
        List<BrakeEntry> ledger = List.of(entry("n1", 1, 9, 0, 5));

        assertThat(ask(ledger, release("n1", 1, 9), release("n2", 3, 1)))
                .isEqualTo(new Verdict.Goes(List.of(renewed("n1", 1, 9, 5), new BrakeEntry("n2", UUID, 1, 0, NOW, 3))));
    }

    @Test
    void whatReleasesNothingIsNotCounted() {
        assertThat(ask(List.of(entry("a", 1, 10, 0, 5)), release("w", 1, 0))).isEqualTo(new Verdict.Goes(List.of()));
    }

    @Test
    void whatIsApprovedGoesAndIsCountedAllTheSame() {
        Brake brake = new Brake(GivenConnection.usual(), List.of(entry("a", 1, 10, 0, 5)), NOW);

        assertThat(brake.ask(List.of(release("w", 1, 27)), UUID, true))
                .isEqualTo(new Verdict.Goes(List.of(new BrakeEntry("w", UUID, 27, 0, NOW, 1))));
    }

    @Test
    void theLedgerNeverOutgrowsTheStatus() {
        List<BrakeEntry> almostFull = new ArrayList<>(
                IntStream.range(0, 99).mapToObj(i -> entry("e" + i, 1, 0, 0, 5)).toList());

        assertThat(ask(almostFull, release("n1", 1, 1), release("n2", 1, 1))).isInstanceOf(Verdict.Waits.class);
        Verdict merged = new Brake(GivenConnection.usual(), almostFull, NOW)
                .ask(List.of(release("n1", 1, 1), release("n2", 1, 1)), UUID, true);
        assertThat(merged).isEqualTo(new Verdict.Goes(List.of(new BrakeEntry("n1", UUID, 2, 0, NOW, 1))));

        almostFull.add(entry("last", 1, 0, 0, 5));
        assertThat(new Brake(GivenConnection.usual(), almostFull, NOW).ask(List.of(release("n1", 1, 1)), UUID, true))
                .isEqualTo(new Verdict.Goes(List.of()));
    }

    private static Verdict ask(List<BrakeEntry> ledger, MachineRelease... releases) {
        return new Brake(GivenConnection.usual(), ledger, NOW).ask(List.of(releases), UUID, false);
    }

    private static MachineRelease release(String id, long version, int machines) {
        return new MachineRelease(id, version, Instant.EPOCH, machines, 0);
    }

    private static BrakeEntry renewed(String id, long version, int machines, long minutesAgo) {
        return new BrakeEntry(id, UUID, machines, 0, NOW, version, Optional.of(NOW.minusSeconds(minutesAgo * 60)));
    }

    private static BrakeEntry entry(String id, long version, int machines, int clusters, long minutesAgo) {
        return new BrakeEntry(id, UUID, machines, clusters, NOW.minusSeconds(minutesAgo * 60), version);
    }
}
