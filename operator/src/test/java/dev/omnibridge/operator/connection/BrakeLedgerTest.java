package dev.omnibridge.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.operator.policy.BrakeEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrakeLedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String CONNECTION = "default";

    private final StoredRecords records = new StoredRecords();
    private final BrakeLedger ledger = new BrakeLedger(records, Clock.fixed(NOW, ZoneOffset.UTC));

    /** One connection's records with versions; the informer shows them as late as the test wants. */
    private static final class StoredRecords implements ReleaseRecords {

        private long version = 1;
        private List<Release> live = List.of();
        private Recorded shown = recorded();
        private int otherWritesToCome;

        private Recorded recorded() {
            return new Recorded("uid", Long.toString(version), live, Duration.ofHours(1));
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
        public Optional<Recorded> replace(String connectionName, Recorded at, List<Release> releases) {
            if (otherWritesToCome > 0) {
                otherWritesToCome--;
                version++;
            }
            if (!at.resourceVersion().equals(Long.toString(version))) {
                return Optional.empty();
            }
            version++;
            live = releases;
            return Optional.of(recorded());
        }
    }

    @Test
    void aReservationIsRememberedBeforeTheInformerShowsIt() {
        assertThat(ledger.reserve(CONNECTION, ledger.entries(CONNECTION), List.of(entry("a", 5, NOW))))
                .isTrue();

        assertThat(ledger.entries(CONNECTION)).containsExactly(entry("a", 5, NOW));
    }

    @Test
    @DisplayName("R52: a decision that did not count somebody else's removal is made again")
    void aDecisionOnOldEntriesIsRefused() {
        List<BrakeEntry> basis = ledger.entries(CONNECTION);
        ledger.reserve(CONNECTION, basis, List.of(entry("a", 5, NOW)));

        assertThat(ledger.reserve(CONNECTION, basis, List.of(entry("b", 5, NOW))))
                .isFalse();

        assertThat(ledger.entries(CONNECTION)).extracting(BrakeEntry::id).containsExactly("a");
        assertThat(ledger.reserve(CONNECTION, ledger.entries(CONNECTION), List.of(entry("b", 5, NOW))))
                .isTrue();
    }

    @Test
    void anotherWriteToTheStatusDoesNotRefuseARemoval() {
        records.otherWritesToCome = 2;

        assertThat(ledger.reserve(CONNECTION, List.of(), List.of(entry("a", 5, NOW))))
                .isTrue();
    }

    @Test
    void aStatusThatNeverStandsStillRefusesInsteadOfLooping() {
        records.otherWritesToCome = 100;

        assertThat(ledger.reserve(CONNECTION, List.of(), List.of(entry("a", 5, NOW))))
                .isFalse();
        assertThat(records.live).isEmpty();
    }

    @Test
    @DisplayName("R52: a ledger that starts anew counts what the one before recorded")
    void aRestartForgetsNothing() {
        BrakeEntry cluster = new BrakeEntry("demo", "uuid-1", 5, 1, NOW.minusSeconds(60), 7);
        ledger.reserve(CONNECTION, List.of(), List.of(cluster));
        records.informerCatchesUp();

        assertThat(new BrakeLedger(records, Clock.fixed(NOW, ZoneOffset.UTC)).entries(CONNECTION))
                .containsExactly(cluster);
    }

    @Test
    void whatIsOlderThanTheWindowCountsNoMoreAndLeaves() {
        ledger.reserve(CONNECTION, List.of(), List.of(entry("old", 5, NOW.minus(Duration.ofMinutes(61)))));

        assertThat(ledger.entries(CONNECTION)).isEmpty();
        ledger.reserve(CONNECTION, List.of(), List.of(entry("new", 1, NOW)));
        assertThat(records.live).extracting(Release::id).containsExactly("new");
    }

    @Test
    void moreThanAHundredEntriesAreAddedUpAndNoMachineIsForgotten() {
        List<BrakeEntry> many = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            many.add(entry("set-" + i, 2, NOW.minusSeconds(i)));
        }

        ledger.reserve(CONNECTION, List.of(), many);

        assertThat(records.live).hasSize(ReleaseEntries.MOST);
        assertThat(ledger.entries(CONNECTION).stream()
                        .mapToInt(BrakeEntry::machines)
                        .sum())
                .isEqualTo(260);
    }

    private static BrakeEntry entry(String id, int machines, Instant at) {
        return new BrakeEntry(id, "", machines, 0, at, 4);
    }
}
