package dev.omnibridge.simulator.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was recorded on a running Omni happens in the simulator: the same transitions of the same resources, causes before effects. */
class RecordingsTest {

    @ParameterizedTest(name = "{0} happens as recorded")
    @ValueSource(
            strings = {
                "01-create",
                "02-scale-up",
                "03-scale-down",
                "05-lock-patch-unlock",
                "06-talos-upgrade",
                "07-k8s-upgrade",
                "09-class-4",
                "11-class-delete"
            })
    void happensAsRecorded(String name) {
        Comparison comparison = Comparison.of(
                Recordings.recorded(name),
                Recordings.simulated(name),
                Recordings.rehearsal().cast());

        assertThat(comparison.events()).isPositive();
        assertThat(comparison.differences()).as(comparison.words()).isEmpty();
    }

    @ParameterizedTest(name = "all recordings happen at a latency of {0} ms, with ids of seed {1}")
    @CsvSource({"5,1", "15,2", "25,3", "40,4", "50,5"})
    void happensAtAnyLatency(int latency, long seed) {
        var comparisons = new Rehearsal(Recordings.all(), Duration.ofMillis(latency), seed).compare();

        assertThat(comparisons)
                .hasSize(8)
                .allSatisfy(comparison -> assertThat(comparison.differences())
                        .as(comparison.words())
                        .isEmpty());
    }

    @Test
    @DisplayName("every rule of cause and effect was seen in a recording, and none breaks it")
    void recordingsKeepTheRules() {
        for (Causes.Rule rule : Causes.rules()) {
            assertThat(Recordings.all())
                    .as("a recording with %s", rule)
                    .anyMatch(recording -> Causes.concerns(rule, recording.events()));
        }
        assertThat(Recordings.all())
                .allSatisfy(recording ->
                        assertThat(Causes.violations(recording.events())).isEqualTo(List.of()));
    }
}
