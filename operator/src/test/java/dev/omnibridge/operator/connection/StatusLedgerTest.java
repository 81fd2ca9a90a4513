package dev.omnibridge.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.api.v1alpha1.Rollout;
import dev.omnibridge.operator.policy.BrakeEntry;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.policy.RolloutEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusLedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String CONNECTION = "default";

    private final StoredRecords records = new StoredRecords();
    private final StatusLedger ledger = new StatusLedger(records, Clock.fixed(NOW, ZoneOffset.UTC));

    /** One connection's records with versions; the informer shows them as late as the test wants. */
    private static final class StoredRecords implements LedgerRecords {

        private long version = 1;
        private Records live = new Records(List.of(), List.of());
        private Recorded shown = recorded();
        private int otherWritesToCome;

        private Recorded recorded() {
            return new Recorded("uid", Long.toString(version), live, Duration.ofHours(1), Duration.ofMinutes(30));
        }

        void informerCatchesUp() {
            shown = recorded();
        }

        @Override
        public Optional<Recorded> shown(String connectionName) {
            return Optional.of(shown);
        }

        @Override
        public Optional<Recorded> live(String connectionName) {
            return Optional.of(recorded());
        }

        @Override
        public Optional<Recorded> replace(String connectionName, Recorded at, Records next) {
            if (otherWritesToCome > 0) {
                otherWritesToCome--;
                version++;
            }
            if (!at.resourceVersion().equals(Long.toString(version))) {
                return Optional.empty();
            }
            version++;
            live = next;
            return Optional.of(recorded());
        }
    }

    @Test
    void aReservationIsRememberedBeforeTheInformerShowsIt() {
        assertThat(ledger.reserve(CONNECTION, ledger.entries(CONNECTION), released(entry("a", 5, NOW))))
                .isTrue();

        assertThat(ledger.entries(CONNECTION).releases()).containsExactly(entry("a", 5, NOW));
    }

    @Test
    @DisplayName("R52: a decision that did not count somebody else's removal is made again")
    void aDecisionOnOldEntriesIsRefused() {
        Ledger basis = ledger.entries(CONNECTION);
        ledger.reserve(CONNECTION, basis, released(entry("a", 5, NOW)));

        assertThat(ledger.reserve(CONNECTION, basis, released(entry("b", 5, NOW))))
                .isFalse();

        assertThat(ledger.entries(CONNECTION).releases())
                .extracting(BrakeEntry::id)
                .containsExactly("a");
        assertThat(ledger.reserve(CONNECTION, ledger.entries(CONNECTION), released(entry("b", 5, NOW))))
                .isTrue();
    }

    @Test
    void anotherWriteToTheStatusDoesNotRefuseARemoval() {
        records.otherWritesToCome = 2;

        assertThat(ledger.reserve(CONNECTION, Ledger.NOTHING, released(entry("a", 5, NOW))))
                .isTrue();
    }

    @Test
    void aStatusThatNeverStandsStillRefusesInsteadOfLooping() {
        records.otherWritesToCome = 100;

        assertThat(ledger.reserve(CONNECTION, Ledger.NOTHING, released(entry("a", 5, NOW))))
                .isFalse();
        assertThat(records.live.releases()).isEmpty();
    }

    @Test
    @DisplayName("R52: a ledger that starts anew counts what the one before recorded")
    void aRestartForgetsNothing() {
        BrakeEntry cluster = new BrakeEntry("demo", "uuid-1", 5, 1, NOW.minusSeconds(60), 7);
        ledger.reserve(CONNECTION, Ledger.NOTHING, released(cluster));
        records.informerCatchesUp();

        assertThat(new StatusLedger(records, Clock.fixed(NOW, ZoneOffset.UTC))
                        .entries(CONNECTION)
                        .releases())
                .containsExactly(cluster);
    }

    @Test
    @DisplayName("R52: a removal carried out long after it was reserved counts once, from then on")
    void aReservationIsRenewed() {
        Instant before = NOW.minusSeconds(50 * 60);
        BrakeEntry earlierLife = entry("a", 5, before.minusSeconds(60));
        ledger.reserve(CONNECTION, Ledger.NOTHING, Ledger.ofReleases(List.of(earlierLife, entry("a", 5, before))));

        boolean isReserved = ledger.reserve(
                CONNECTION,
                ledger.entries(CONNECTION),
                released(new BrakeEntry("a", "", 5, 0, NOW, 4, Optional.of(before))));

        assertThat(isReserved).isTrue();
        assertThat(ledger.entries(CONNECTION).releases()).containsExactly(earlierLife, entry("a", 5, NOW));
    }

    @Test
    void whatIsOlderThanTheWindowCountsNoMoreAndLeaves() {
        ledger.reserve(CONNECTION, Ledger.NOTHING, released(entry("old", 5, NOW.minus(Duration.ofMinutes(61)))));

        assertThat(ledger.entries(CONNECTION).releases()).isEmpty();
        ledger.reserve(CONNECTION, Ledger.NOTHING, released(entry("new", 1, NOW)));
        assertThat(records.live.releases()).extracting(Release::id).containsExactly("new");
    }

    @Test
    void moreThanAHundredEntriesAreAddedUpAndNoMachineIsForgotten() {
        List<BrakeEntry> many = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            many.add(entry("set-" + i, 2, NOW.minusSeconds(i)));
        }

        ledger.reserve(CONNECTION, Ledger.NOTHING, Ledger.ofReleases(many));

        assertThat(records.live.releases()).hasSize(LedgerEntries.MOST);
        assertThat(ledger.entries(CONNECTION).releases().stream()
                        .mapToInt(BrakeEntry::machines)
                        .sum())
                .isEqualTo(260);
    }

    @Test
    @DisplayName("R57: a cluster is recorded once, from its last change, and beside the removals")
    void aClusterIsRecordedOnce() {
        ledger.reserve(CONNECTION, Ledger.NOTHING, released(entry("a", 5, NOW)));
        ledger.reserve(CONNECTION, ledger.entries(CONNECTION), changed("demo", NOW.minusSeconds(60)));
        ledger.reserve(CONNECTION, ledger.entries(CONNECTION), changed("demo", NOW));

        assertThat(records.live.rollouts()).containsExactly(new Rollout("demo", NOW.toString()));
        assertThat(records.live.releases()).hasSize(1);
    }

    @Test
    @DisplayName(
            "R57: a decision that did not count another cluster is made again, one that did not know of its last change is not")
    void aDecisionOnOtherClustersIsRefused() {
        ledger.reserve(CONNECTION, Ledger.NOTHING, changed("one", NOW.minusSeconds(60)));
        Ledger basis = ledger.entries(CONNECTION);
        ledger.reserve(CONNECTION, basis, changed("one", NOW));

        assertThat(ledger.reserve(CONNECTION, Ledger.NOTHING, changed("two", NOW)))
                .isFalse();
        assertThat(ledger.reserve(CONNECTION, basis, changed("two", NOW))).isTrue();
        assertThat(records.live.rollouts()).extracting(Rollout::cluster).containsExactly("one", "two");
    }

    @Test
    @DisplayName("R57: clusters count for a window of their own, over a restart too, and leave after it")
    void clustersCountForTheirWindow() {
        ledger.reserve(CONNECTION, Ledger.NOTHING, changed("old", NOW.minus(Duration.ofMinutes(30))));
        ledger.reserve(CONNECTION, ledger.entries(CONNECTION), changed("young", NOW.minus(Duration.ofMinutes(29))));
        records.informerCatchesUp();

        Ledger next = new StatusLedger(records, Clock.fixed(NOW, ZoneOffset.UTC)).entries(CONNECTION);

        assertThat(next.rollouts()).extracting(RolloutEntry::cluster).containsExactly("young");
    }

    @Test
    @DisplayName("R57: of more clusters than the status holds the latest stay, which are as many as any budget")
    void theLatestClustersStay() {
        List<RolloutEntry> many = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            many.add(new RolloutEntry("c" + i, NOW.minusSeconds(i)));
        }

        ledger.reserve(CONNECTION, Ledger.NOTHING, new Ledger(List.of(), many));

        assertThat(records.live.rollouts()).hasSize(LedgerEntries.MOST);
        assertThat(records.live.rollouts().getLast()).isEqualTo(new Rollout("c0", NOW.toString()));
    }

    private static Ledger released(BrakeEntry entry) {
        return Ledger.ofReleases(List.of(entry));
    }

    private static Ledger changed(String cluster, Instant at) {
        return new Ledger(List.of(), List.of(new RolloutEntry(cluster, at)));
    }

    private static BrakeEntry entry(String id, int machines, Instant at) {
        return new BrakeEntry(id, "", machines, 0, at, 4);
    }
}
