package dev.omnibridge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An informer that does not show our own last write yet is waited for, but not for ever. */
class OwnWritesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final OwnWrites writes = new OwnWrites();

    @Test
    void anObjectIsBehindUntilTheInformerShowsWhatWasWritten() {
        writes.wrote("uid", "101", NOW);

        assertThat(writes.isBehind(at("100"), NOW.plusSeconds(1))).isTrue();
        assertThat(writes.isBehind(at("101"), NOW.plusSeconds(2))).isFalse();
    }

    @Test
    void aWriteOfSomebodyElseThatCameLaterIsNewEnough() {
        writes.wrote("uid", "101", NOW);

        assertThat(writes.isBehind(at("102"), NOW)).isFalse();
    }

    @Test
    void versionsAreComparedAsNumbers() {
        writes.wrote("uid", "100", NOW);

        assertThat(writes.isBehind(at("99"), NOW)).isTrue();
    }

    @Test
    void anApiServerThatCountsAnewIsBelievedAfterAWhileAndManyLooks() {
        writes.wrote("uid", "5000", NOW);

        for (int look = 0; look < 600; look++) {
            assertThat(writes.isBehind(at("7"), NOW.plusSeconds(look))).isTrue();
        }
        assertThat(writes.isBehind(at("7"), NOW.plusSeconds(600))).isFalse();
    }

    @Test
    void aProcessThatWasSuspendedStillWaitsForTheInformer() {
        writes.wrote("uid", "101", NOW);

        assertThat(writes.isBehind(at("100"), NOW.plusSeconds(3_600))).isTrue();
    }

    @Test
    void whatWasNeverWrittenOrIsForgottenIsNotBehind() {
        writes.wrote("uid", "101", NOW);
        writes.forget("uid");

        assertThat(writes.isBehind(at("1"), NOW)).isFalse();
    }

    private static OmniCluster at(String resourceVersion) {
        OmniCluster cluster = new OmniCluster();
        cluster.getMetadata().setUid("uid");
        cluster.getMetadata().setResourceVersion(resourceVersion);
        return cluster;
    }
}
