package dev.omnibridge.operator.metrics;

import dev.omnibridge.omni.transport.CallListener;
import dev.omnibridge.operator.omni.ConnectionHealth;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.Meters;
import dev.omnibridge.operator.reconcile.Pass;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All metrics of one operator, and the page that Prometheus reads. What has happened is counted when it happens; what is now is worked out when the
 * page is read, so that at rest nothing runs.
 */
public final class OperatorMetrics implements Meters {

    /** Format of {@link #page}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counts counts = new Counts(registry);
    private final Gauges gauges = new Gauges(registry);

    private volatile Supplier<Optional<Reading>> reading = Optional::empty;

    /** Guarded by this. */
    private final Map<String, Map<String, Integer>> orphansByConnection = new TreeMap<>();

    /** Says whom to ask for what is now. */
    public void reads(Supplier<Reading> source) {
        reading = () -> Optional.of(source.get());
    }

    /** Tells of the JVM and its process, too; once in a process. */
    @SuppressWarnings("resource") // it ends with the process
    public void tellOfTheProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Who is told of a connection's calls. */
    public CallListener calls(String connection) {
        return counts.calls(connection);
    }

    @Override
    public void passed(String kind, Pass.Verdict verdict, Duration took) {
        counts.timed(Metric.PASSES, took, kind, verdict.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void wrote(String connection, Operation operation, boolean isDone) {
        counts.counted(
                connection,
                Metric.OPERATIONS,
                connection,
                operation.resource().type().shortName(),
                operation.verb(),
                isDone ? "done" : "failed");
    }

    @Override
    public synchronized void counted(String connection, Map<String, Integer> orphansByKind) {
        orphansByConnection.put(connection, Map.copyOf(orphansByKind));
    }

    @Override
    public void gone(String connection) {
        synchronized (this) {
            orphansByConnection.remove(connection);
        }
        counts.gone(connection);
    }

    /** What Prometheus reads. */
    public String page() {
        gauges.show(Stream.concat(reading.get().stream().flatMap(OperatorMetrics::samples), orphans().stream())
                .toList());
        return registry.scrape();
    }

    /** Of a process in standby only what is its own: what the objects say is told by the one that works, or it would be told twice. */
    static Stream<Sample> samples(Reading now) {
        Stream<Sample> own = Stream.concat(
                Stream.of(Sample.of(Metric.LEADER, now.leads() ? 1 : 0)),
                now.connections().stream()
                        .flatMap(connection -> ConnectionSamples.mirror(
                                connection,
                                now.health().apply(connection.getMetadata().getName()),
                                now.now())));
        return now.leads()
                ? Stream.of(own, ObjectSamples.of(now), ofConnections(now)).flatMap(samples -> samples)
                : own;
    }

    private static Stream<Sample> ofConnections(Reading now) {
        return now.connections().stream().flatMap(connection -> {
            String name = connection.getMetadata().getName();
            ConnectionHealth health = now.health().apply(name);
            return Stream.concat(
                    ConnectionSamples.status(connection, now),
                    health.snapshot().stream().flatMap(omni -> MachineSamples.of(name, omni, now.machineSets())));
        });
    }

    private synchronized List<Sample> orphans() {
        return orphansByConnection.entrySet().stream()
                .flatMap(ofConnection -> ofConnection.getValue().entrySet().stream()
                        .map(byKind ->
                                Sample.of(Metric.ORPHANS, byKind.getValue(), ofConnection.getKey(), byKind.getKey())))
                .toList();
    }
}
