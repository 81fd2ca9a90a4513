package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.Lifecycle;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who froze the writes of an object: itself, its cluster or its connection; the nearest is told.
 *
 * @param object what is paused, as people name it: {@code OmniCluster demo}
 * @param wayOut what ends it, as the end of "until …"
 */
public record Pause(By by, String object, String wayOut) {

    /** How near the pause is. */
    public enum By {
        /** The object itself. */
        OBJECT,
        /** The OmniCluster of a set. */
        CLUSTER,
        /** The OmniConnection. */
        CONNECTION
    }

    private static final String ANNOTATION_REMOVED =
            "its annotation " + OmniBridgeApi.PAUSED_ANNOTATION + " is removed";

    /**
     * Of a cluster.
     *
     * @param connection empty if the connection is not asked
     */
    public static Optional<Pause> of(OmniCluster object, Optional<ConnectionFacts> connection) {
        return own(object, object.getSpec().paused(), By.OBJECT).or(() -> connection.flatMap(Pause::ofConnection));
    }

    /**
     * Of a set.
     *
     * @param connection empty if the connection is not asked
     */
    public static Optional<Pause> of(
            OmniMachineSet object, Optional<OmniCluster> cluster, Optional<ConnectionFacts> connection) {
        return own(object, object.getSpec().paused(), By.OBJECT)
                .or(() -> cluster.flatMap(c -> own(c, c.getSpec().paused(), By.CLUSTER)))
                .or(() -> connection.flatMap(Pause::ofConnection));
    }

    /** Of whatever goes through a connection. */
    public static Optional<Pause> of(OmniConnection connection) {
        return own(connection, connection.getSpec().paused(), By.CONNECTION);
    }

    private static Optional<Pause> own(HasMetadata object, @Nullable Boolean paused, By by) {
        boolean isInSpec = Boolean.TRUE.equals(paused);
        if (!isInSpec && !Lifecycle.isPausedByAnnotation(object)) {
            return Optional.empty();
        }
        String name = object.getKind() + " " + object.getMetadata().getName();
        return Optional.of(new Pause(by, name, isInSpec ? "its spec.paused is false" : ANNOTATION_REMOVED));
    }

    private static Optional<Pause> ofConnection(ConnectionFacts connection) {
        return connection.isPaused()
                ? Optional.of(new Pause(
                        By.CONNECTION,
                        "OmniConnection " + connection.name(),
                        "its spec.paused is false and " + ANNOTATION_REMOVED))
                : Optional.empty();
    }
}
