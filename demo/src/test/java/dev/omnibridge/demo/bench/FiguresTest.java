package dev.omnibridge.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void medianAndP95AreValuesThatWereMeasured() {
        long[] descending =
                LongStream.rangeClosed(1, 100).map(n -> (101 - n) * 1_000_000).toArray();
        var durations = new Durations(descending);

        assertThat(durations.median()).isEqualTo(50.0);
        assertThat(durations.p95()).isEqualTo(95.0);
        assertThat(durations).hasToString("50 ms, p95 95 ms");
    }

    @Test
    void onlyWritesAreCountedAndLeasesAreNot() {
        String metrics = """
                # TYPE apiserver_request_total counter
                apiserver_request_total{code="200",resource="omniclusters",subresource="status",verb="APPLY"} 3
                apiserver_request_total{code="201",resource="secrets",verb="POST"} 1
                apiserver_request_total{code="200",resource="omniclusters",verb="LIST"} 5
                apiserver_request_total{code="200",resource="leases",verb="PUT"} 70
                apiserver_request_duration_seconds_count{resource="secrets",verb="POST"} 9
                """;

        assertThat(ApiWrites.in(metrics)).isEqualTo(4);
    }

    @Test
    void aWaitThatDoesNotEndSaysForWhatItWas() {
        var patience = new Patience(Duration.ofMillis(20));

        assertThatThrownBy(() -> patience.until("the moon", () -> false)).hasMessageContaining("the moon");
    }
}
