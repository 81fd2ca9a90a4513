package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/** What all that is logged during a pass carries: the object, its id in Omni, and an id of the pass. */
final class PassTrace implements AutoCloseable {

    private static final int ENOUGH = 8;

    private final List<MDC.MDCCloseable> fields = new ArrayList<>();

    private PassTrace() {}

    /** Begins on this thread, until it is closed. */
    static PassTrace of(HasMetadata object) {
        PassTrace trace = new PassTrace();
        trace.field("object", nameOf(object));
        trace.field("pass", UUID.randomUUID().toString().substring(0, ENOUGH));
        omniId(object).ifPresent(id -> trace.field("omni", id));
        return trace;
    }

    @Override
    public void close() {
        fields.forEach(MDC.MDCCloseable::close);
    }

    private void field(String name, String value) {
        fields.add(MDC.putCloseable(name, value));
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
