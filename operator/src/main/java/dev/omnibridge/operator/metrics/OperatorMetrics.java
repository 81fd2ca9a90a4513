package dev.omnibridge.operator.metrics;

import dev.omnibridge.operator.connection.ConnectionMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** All metrics of one operator, and the page that Prometheus reads. */
public final class OperatorMetrics implements ConnectionMeters {

    /** Format of {@link #page}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge orphans = MultiGauge.builder(Metric.ORPHANS.id())
            .description(Metric.ORPHANS.description())
            .register(registry);

    private volatile BooleanSupplier leads = () -> false;

    /** Guarded by this. */
    private final Map<String, Map<String, Integer>> orphansByConnection = new TreeMap<>();

    /** Metrics of which nothing is counted yet. */
    public OperatorMetrics() {
        Gauge.builder(Metric.LEADER.id(), () -> leads.getAsBoolean() ? 1 : 0)
                .description(Metric.LEADER.description())
                .register(registry);
    }

    /** Says whom to ask whether this process works. */
    public void leading(BooleanSupplier isLeading) {
        leads = isLeading;
    }

    @Override
    public synchronized void counted(String connection, Map<String, Integer> orphansByKind) {
        orphansByConnection.put(connection, Map.copyOf(orphansByKind));
        show();
    }

    @Override
    public synchronized void gone(String connection) {
        orphansByConnection.remove(connection);
        show();
    }

    /** What Prometheus reads. */
    public String page() {
        return registry.scrape();
    }

    MeterRegistry registry() {
        return registry;
    }

    /** A row that is not among these any more leaves the page. */
    private void show() {
        List<Row<?>> rows = new ArrayList<>();
        orphansByConnection.forEach((connection, byKind) -> byKind.forEach(
                (kind, count) -> rows.add(Row.of(Tags.of("connection", connection, "kind", kind), count))));
        orphans.register(rows, true);
    }
}
