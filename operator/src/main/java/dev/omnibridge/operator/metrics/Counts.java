package dev.omnibridge.operator.metrics;

import dev.omnibridge.omni.transport.CallListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has happened. What comes late of a connection that is gone is not counted: it would stay on the page for good. */
final class Counts {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10)
    };
    private static final String WATCH = "/Watch";

    private final MeterRegistry registry;

    /** By connection, the life of it that is counted; guarded by this. */
    private final Map<String, Object> lives = new HashMap<>();

    Counts(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Who is told of a connection's calls, until it is gone. */
    synchronized CallListener calls(String connection) {
        Object life = lives.computeIfAbsent(connection, _ -> new Object());
        return (method, code, took) -> {
            synchronized (this) {
                if (!life.equals(lives.get(connection))) {
                    return;
                }
                if (method.endsWith(WATCH)) {
                    increment(Metric.WATCHES, connection, code);
                } else {
                    timed(Metric.CALLS, took, connection, method, code);
                }
            }
        };
    }

    /** Something happened through a connection. */
    synchronized void counted(String connection, Metric metric, String... values) {
        if (lives.containsKey(connection)) {
            increment(metric, values);
        }
    }

    synchronized void timed(Metric metric, Duration took, String... values) {
        Timer.builder(metric.id())
                .description(metric.description())
                .tags(Sample.tags(metric, List.of(values)))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
    }

    /** Nothing is left on the page of what was counted through it. */
    synchronized void gone(String connection) {
        lives.remove(connection);
        List<Meter> counted = registry.getMeters().stream()
                .filter(meter -> connection.equals(meter.getId().getTag("connection")))
                .toList();
        counted.forEach(registry::remove);
    }

    private void increment(Metric metric, String... values) {
        Counter.builder(metric.id())
                .description(metric.description())
                .tags(Sample.tags(metric, List.of(values)))
                .register(registry)
                .increment();
    }
}
