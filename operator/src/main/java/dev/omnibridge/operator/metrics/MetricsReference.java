package dev.omnibridge.operator.metrics;

/** The reference page of the metrics, written from {@link Metric}. */
final class MetricsReference {

    private MetricsReference() {}

    static String page() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                For those who watch OmniBridge with Prometheus. Written from the code; a test compares it.

                `/metrics` on the port of the health checks (`health-port`, 8081) answers in Prometheus' text format, without
                authentication. Labels are names of OmniConnections and of machine classes in Omni, and words of closed lists:
                no secret, and no name of an object that a tenant made. So how many series there are does not depend on how many
                clusters there are.

                | metric | type | labels | counts | |
                |---|---|---|---|---|
                """);
        for (Metric metric : Metric.values()) {
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            metric.text(),
                            metric.type().text(),
                            metric.labels().isEmpty() ? "none" : "`" + String.join("`, `", metric.labels()) + "`",
                            metric.description(),
                            metric.remark()));
        }
        return page.append("""

                        - Gauges are worked out when the page is read. What the objects say is on the page of the one pod that leads; a pod
                          in standby tells `omnibridge_leader`, the mirrors, its calls, and its process.
                        - A histogram `x` has the series `x_bucket` (up to 0.01, 0.1, 1 and 10 s), `x_sum` and `x_count`, and a gauge `x_max` beside
                          it: the longest of the last minutes.
                        - What belongs to a connection leaves the page with it.
                        - Beside these there are Micrometer's of the JVM and the process: `jvm_*`, `process_*`, `system_*`.
                        - Dashboard and alerts are values of [the chart](../../helm/omnibridge/README.md), and what to do for each alert
                          is in [Act on alerts](../how-to/act-on-alerts.md).
                        """).toString();
    }
}
