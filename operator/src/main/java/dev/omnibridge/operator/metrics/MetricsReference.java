package dev.omnibridge.operator.metrics;

/** The reference page of the metrics, written from {@link Metric}. */
final class MetricsReference {

    private MetricsReference() {}

    static String page() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                For those who watch OmniBridge with Prometheus. Written from the code; a test compares it.

                `/metrics` on the port of the health checks (`health-port`, 8081) answers in Prometheus' text format, without
                authentication. Labels are names of OmniConnections and fixed words; no name of a tenant, no secret.

                | metric | type | labels | counts | |
                |---|---|---|---|---|
                """);
        for (Metric metric : Metric.values()) {
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            metric.text(),
                            metric.type(),
                            metric.labels().isEmpty() ? "none" : "`" + String.join("`, `", metric.labels()) + "`",
                            metric.description(),
                            metric.remark()));
        }
        return page.append("""

                        What belongs to a connection leaves the page with it.
                        """).toString();
    }
}
