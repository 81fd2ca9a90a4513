package dev.omnibridge.operator.reconcile;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/** Port to the status of custom resources. */
public interface StatusWriter {

    /**
     * Writes the status for exactly the state of the object that was read.
     *
     * @return the object's new resourceVersion; empty if it changed or went meanwhile, so that its own event brings the next pass
     */
    <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status);
}
