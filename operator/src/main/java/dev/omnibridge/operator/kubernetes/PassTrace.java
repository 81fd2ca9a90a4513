package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.reconcile.Pass;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/**
 * The span of a pass, and what all that is logged during it carries: the object, its id in Omni, and an id of the pass. That is the id of the trace where
 * there is one.
 */
final class PassTrace implements AutoCloseable {

    private static final int ENOUGH = 8;

    private final List<MDC.MDCCloseable> fields = new ArrayList<>();

    private final Span span;
    private final Scope scope;

    @SuppressWarnings("MustBeClosedChecker") // closed with this
    private PassTrace(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
    }

    /** Begins on this thread, until it is closed. */
    static PassTrace of(HasMetadata object, Tracer tracer) {
        PassTrace trace = new PassTrace(tracer.spanBuilder("pass " + object.getKind())
                .setNoParent()
                .setAttribute("omnibridge.kind", object.getKind())
                .startSpan());
        trace.field("object", nameOf(object));
        omniId(object).ifPresent(id -> trace.field("omni", id));
        SpanContext context = trace.span.getSpanContext();
        trace.fields.add(MDC.putCloseable(
                "pass",
                context.isValid()
                        ? context.getTraceId()
                        : UUID.randomUUID().toString().substring(0, ENOUGH)));
        return trace;
    }

    /** The pass has ended like that. */
    Pass ended(Pass pass) {
        span.setAttribute("omnibridge.verdict", pass.verdict().name().toLowerCase(Locale.ROOT));
        if (pass.verdict() == Pass.Verdict.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
        return pass;
    }

    @Override
    public void close() {
        fields.forEach(MDC.MDCCloseable::close);
        scope.close();
        span.end();
    }

    private void field(String name, String value) {
        fields.add(MDC.putCloseable(name, value));
        span.setAttribute("omnibridge." + name, value);
    }

    /** As the journal and claims write it. */
    private static String nameOf(HasMetadata object) {
        String namespace = Optional.ofNullable(object.getMetadata().getNamespace())
                .map(n -> n + "/")
                .orElse("");
        return object.getKind() + "/" + namespace + object.getMetadata().getName();
    }

    private static Optional<String> omniId(HasMetadata object) {
        return switch (object) {
            case OmniCluster cluster -> Optional.of("Clusters/" + CachedObjects.omniName(cluster));
            case OmniMachineSet set ->
                Optional.ofNullable(set.getStatus())
                        .flatMap(status -> Optional.ofNullable(status.machineSetId()))
                        .map(id -> "MachineSets/" + id);
            default -> Optional.empty();
        };
    }
}
