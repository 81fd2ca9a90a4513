package dev.omnibridge.operator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is now. */
final class Gauges {

    /** Guarded by this. */
    private final Map<Metric, MultiGauge> gauges = new EnumMap<>(Metric.class);

    Gauges(MeterRegistry registry) {
        for (Metric metric : Metric.values()) {
            if (metric.type() == Metric.Type.GAUGE) {
                gauges.put(
                        metric,
                        MultiGauge.builder(metric.id())
                                .description(metric.description())
                                .register(registry));
            }
        }
    }

    /** Shows exactly these: a number that is not among them any more leaves the page. */
    synchronized void show(List<Sample> samples) {
        Map<Metric, List<Row<?>>> rows = new EnumMap<>(Metric.class);
        samples.forEach(sample -> rows.computeIfAbsent(sample.metric(), _ -> new ArrayList<>())
                .add(Row.of(Sample.tags(sample.metric(), sample.values()), sample.number())));
        gauges.forEach((metric, gauge) -> gauge.register(rows.getOrDefault(metric, List.of()), true));
    }
}
