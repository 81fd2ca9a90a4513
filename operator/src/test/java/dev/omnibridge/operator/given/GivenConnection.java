package dev.omnibridge.operator.given;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import java.time.Duration;
import java.util.Optional;

/** Facts of a connection named default: Retain, brake of 3 clusters and 10 machines or 10 percent an hour, 20 machines allocated. */
public final class GivenConnection {

    private static final BrakeLimits BRAKE = new BrakeLimits(3, 10, 10, Duration.ofHours(1));

    private GivenConnection() {}

    public static ConnectionFacts usual() {
        return new ConnectionFacts("default", "account", "acme", false, Optional.empty(), false, BRAKE, 20);
    }

    public static ConnectionFacts paused() {
        return new ConnectionFacts("default", "account", "acme", true, Optional.empty(), false, BRAKE, 20);
    }

    public static ConnectionFacts deletingByDefault() {
        return new ConnectionFacts("default", "account", "acme", false, Optional.empty(), true, BRAKE, 20);
    }

    public static ConnectionFacts managing(ManagementPolicy policy) {
        return new ConnectionFacts("default", "account", "acme", false, Optional.of(policy), false, BRAKE, 20);
    }

    public static ConnectionFacts allocating(int machines) {
        return new ConnectionFacts("default", "account", "acme", false, Optional.empty(), false, BRAKE, machines);
    }
}
