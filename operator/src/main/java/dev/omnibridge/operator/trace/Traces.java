package dev.omnibridge.operator.trace;

import dev.omnibridge.omni.transport.CallListener;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where spans go. They are sent in batches beside the work; what a receiver does not take is dropped, and no pass waits for it.
 */
public final class Traces implements AutoCloseable {

    /** Tells of each batch that fails; {@link ToldExporter} tells once. Held, because loggers are collected. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private static final String SCOPE = "dev.omnibridge.operator";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For the last batch, while the process ends. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private final Optional<SdkTracerProvider> provider;

    private Traces(Optional<SdkTracerProvider> provider) {
        this.provider = provider;
    }

    /** Nobody wants any. */
    public static Traces none() {
        return new Traces(Optional.empty());
    }

    /**
     * Sends them by OTLP over HTTP.
     *
     * @param receiver URL, with its path
     * @param process who sends them
     */
    public static Traces to(URI receiver, Process process) {
        LIBRARY.setLevel(Level.OFF);
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(receiver.toString())
                .setConnectTimeout(PATIENCE)
                .setTimeout(PATIENCE)
                .setRetryPolicy(null)
                .build();
        return new Traces(Optional.of(SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(process.resource()))
                .addSpanProcessor(BatchSpanProcessor.builder(new ToldExporter(exporter, receiver))
                        .build())
                .build()));
    }

    /**
     * Who sends spans.
     *
     * @param instance name of the operator
     * @param identity of this process among its replicas
     * @param version of the program
     */
    public record Process(String instance, String identity, String version) {

        private Resource resource() {
            return Resource.create(Attributes.builder()
                    .put("service.name", "omnibridge")
                    .put("service.instance.id", identity)
                    .put("service.version", version)
                    .put("omnibridge.instance", instance)
                    .build());
        }
    }

    /** Makes spans; where nobody wants any, such that cost nothing and have no valid context. */
    public Tracer tracer() {
        return provider.<TracerProvider>map(p -> p)
                .orElseGet(TracerProvider::noop)
                .get(SCOPE);
    }

    /** Makes spans of calls to Omni, and tells others of the calls as well. */
    public CallListener calls(CallListener others) {
        return provider.isPresent() ? new TracedCalls(tracer(), others) : others;
    }

    /** Makes spans of requests to the management cluster; empty where nobody wants any. */
    public Optional<Interceptor> requests() {
        return provider.map(_ -> new TracedRequests(tracer()));
    }

    /** Sends what is left, for two seconds at most. */
    @Override
    public void close() {
        provider.ifPresent(p -> p.shutdown().join(LAST.toMillis(), TimeUnit.MILLISECONDS));
    }
}
