package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import java.time.Duration;
import java.util.Optional;

/** How long a removal counts. */
public final class BrakeWindow {

    private BrakeWindow() {}

    /** The window of a connection, by its spec or the default. */
    public static Duration of(OmniConnection connection) {
        return ConnectionPolicy.limits(Optional.ofNullable(connection.getSpec().releaseBrake()))
                .window();
    }
}
