package dev.omnibridge.operator.trace;

import dev.omnibridge.omni.transport.CallListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;

/**
 * Spans of the calls that a pass makes to Omni. Watches and checks of the account belong to no pass and have none. Nothing of a call's content is in them.
 */
record TracedCalls(Tracer tracer, CallListener others) implements CallListener {

    private static final String WATCH = "/Watch";
    private static final String OK = "OK";

    @Override
    public CallListener begun(String method) {
        CallListener told = others.begun(method);
        if (!Span.current().getSpanContext().isValid() || method.endsWith(WATCH)) {
            return told;
        }
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("rpc.system.name", "grpc")
                .setAttribute("rpc.method", method)
                .startSpan();
        return (same, code, took) -> {
            span.setAttribute("rpc.response.status_code", code);
            if (!code.equals(OK)) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
            told.ended(same, code, took);
        };
    }

    @Override
    public void ended(String method, String code, Duration took) {
        others.ended(method, code, took);
    }
}
