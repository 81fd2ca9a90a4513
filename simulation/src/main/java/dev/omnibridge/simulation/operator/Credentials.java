package dev.omnibridge.simulation.operator;

import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.auth.ServiceAccounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One service-account key for all simulations: making one takes longer than a simulation. */
public final class Credentials {

    /** When all simulations begin. */
    public static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    private static final Duration LIFETIME = Duration.ofDays(365);

    private static final String KEY = new ServiceAccounts(InstantSource.fixed(BEGIN.minusSeconds(60)))
            .create("omnibridge", Role.OPERATOR, LIFETIME);

    private Credentials() {}

    /** Text of the key. */
    public static String keyText() {
        return KEY;
    }
}
