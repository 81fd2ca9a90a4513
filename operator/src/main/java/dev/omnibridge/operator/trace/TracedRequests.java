package dev.omnibridge.operator.trace;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Spans of the requests that a pass makes to the management cluster, by method and path: neither query nor body is in them. The API server is told of the
 * trace, so that one which traces itself goes on with it; by that header an answer is known for a request's, too.
 */
final class TracedRequests implements Interceptor {

    private static final int FIRST_ERROR = 400;
    private static final String TRACE = "traceparent";

    private final Tracer tracer;

    /** By the header's text, which lives as long as the request: one that is given up has neither answer nor failure. */
    private final Map<String, Span> open = Collections.synchronizedMap(new WeakHashMap<>());

    TracedRequests(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (Span.current().getSpanContext().isValid() && !isWatch(request)) {
            String method = Optional.ofNullable(request.method()).orElse("GET");
            Span span = tracer.spanBuilder(method)
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute("http.request.method", method)
                    .setAttribute("url.path", request.uri().getPath())
                    .startSpan();
            W3CTraceContextPropagator.getInstance()
                    .inject(Context.current().with(span), builder, (headers, name, value) -> {
                        if (headers != null && name.equals(TRACE)) {
                            headers.setHeader(name, value);
                            open.put(value, span);
                        }
                    });
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        of(request).ifPresent(span -> {
            span.setAttribute("http.response.status_code", response.code());
            if (response.code() >= FIRST_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        of(request).ifPresent(span -> span.setStatus(StatusCode.ERROR).end());
    }

    /** It outlives the pass that begins it. */
    private static boolean isWatch(HttpRequest request) {
        return request.uri().getRawQuery() != null
                && request.uri().getRawQuery().contains("watch=true");
    }

    private Optional<Span> of(HttpRequest request) {
        return Optional.ofNullable(request.header(TRACE)).map(open::remove);
    }
}
