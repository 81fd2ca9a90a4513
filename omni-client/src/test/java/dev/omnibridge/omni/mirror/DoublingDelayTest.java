package dev.omnibridge.omni.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoublingDelayTest {

    private final DoublingDelay delay = new DoublingDelay(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({
        "0, 0, PT0.5S",
        "0, 1, PT1S",
        "3, 1, PT8S",
        "8, 1, PT4M16S",
        "9, 1, PT5M",
        "1000, 0, PT2M30S",
        "1000, 1, PT5M"
    })
    void itGrowsFromTheShortestToTheLongestAndLeavesHalfOfItToChance(int failures, double random, Duration expected) {
        assertThat(delay.delay(failures, random)).isEqualTo(expected);
    }
}
