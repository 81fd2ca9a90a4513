package dev.omnibridge.simulation.planted;

import dev.omnibridge.operator.reconcile.StatusWriter;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/** Writes the first status of an object, and pretends to write the others. */
record OnlyFirst(StatusWriter real) implements StatusWriter {

    @Override
    public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
        return object.getStatus() == null
                ? real.write(object, status)
                : Optional.of(object.getMetadata().getResourceVersion());
    }
}
