package dev.omnibridge.operator.trace;

import static java.util.stream.Collectors.joining;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when spans can't be delivered, and once when they can be again. */
final class ToldExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(ToldExporter.class);

    private final SpanExporter exporter;
    private final URI receiver;
    private final AtomicBoolean isAway = new AtomicBoolean();

    ToldExporter(SpanExporter exporter, URI receiver) {
        this.exporter = exporter;
        this.receiver = receiver;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> tell(result));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private void tell(CompletableResultCode result) {
        if (result.isSuccess()) {
            if (isAway.getAndSet(false)) {
                LOG.info("traces: {} takes spans again", receiver);
            }
        } else if (!isAway.getAndSet(true)) {
            LOG.warn(
                    "traces: {} does not take spans: {}. They are dropped until it does, and nothing else waits for it",
                    receiver,
                    Optional.ofNullable(result.getFailureThrowable())
                            .map(ToldExporter::words)
                            .orElse("no reason is known"));
        }
    }

    private static String words(Throwable failure) {
        if (failure instanceof HttpExportException refusal && refusal.getResponse() != null) {
            return "HTTP status " + refusal.getResponse().getStatusCode();
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Stream.of(cause.getClass().getSimpleName(), cause.getMessage())
                .filter(Objects::nonNull)
                .collect(joining(", "));
    }
}
