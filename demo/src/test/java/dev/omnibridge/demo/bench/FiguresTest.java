package dev.omnibridge.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
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
    }

    @Test
    void aFigureOfOneRunIsTheFigure() {
        var table = new Table();
        table.add("edit to write", milliseconds(20, 30), "< 50 ms");
        table.add("memory", 301.4, Unit.MEGABYTES);

        assertThat(table.toString().lines().skip(2))
                .containsExactly("| edit to write | 20 ms, p95 30 ms | < 50 ms |", "| memory | 301 MB |  |");
    }

    @Test
    void aFigureOfSeveralRunsIsTheirMedianWithTheExtremes() {
        var table = new Table();
        for (int median : List.of(23, 20, 21)) {
            table.add("edit to write", milliseconds(median, 30));
            table.add("calls at rest", 0, Unit.A_MINUTE, "0");
        }

        assertThat(table.toString().lines().skip(2))
                .containsExactly(
                        "| edit to write | 21 ms (20 ms to 23 ms), p95 30 ms |  |",
                        "| calls at rest | 0.0 a minute | 0 |");
    }

    private static Durations milliseconds(long median, long p95) {
        return new Durations(new long[] {median * 1_000_000, p95 * 1_000_000});
    }

    @Test
    void onlyWritesAreCountedAndLeasesAndDryRunsAreNot() {
        String metrics = """
                # TYPE apiserver_request_total counter
                apiserver_request_total{code="200",resource="omniclusters",subresource="status",verb="APPLY"} 3
                apiserver_request_total{code="201",dry_run="",resource="secrets",verb="POST"} 1
                apiserver_request_total{code="200",dry_run="All",resource="secrets",verb="PATCH"} 8
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
