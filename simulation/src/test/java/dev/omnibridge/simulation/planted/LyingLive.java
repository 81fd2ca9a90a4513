package dev.omnibridge.simulation.planted;

import dev.omnibridge.operator.reconcile.LiveObjects;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/**
 * An API server that is not really asked.
 *
 * @param showsNothingNew whether an object is always as the informer showed it
 * @param keepsDefinitions whether no definition is ever being deleted
 */
record LyingLive(LiveObjects real, boolean showsNothingNew, boolean keepsDefinitions) implements LiveObjects {

    @Override
    public <T extends CustomResource<?, ?>> Optional<T> reread(T object) {
        return showsNothingNew ? Optional.of(object) : real.reread(object);
    }

    @Override
    public boolean isAbsent(CustomResource<?, ?> named) {
        return showsNothingNew || real.isAbsent(named);
    }

    @Override
    public boolean isCrdTerminating(Class<? extends CustomResource<?, ?>> kind) {
        return !keepsDefinitions && real.isCrdTerminating(kind);
    }
}
