package dev.omnibridge.operator.given;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import dev.omnibridge.operator.plan.Lifecycle;
import java.time.Duration;
import java.util.Optional;

/** Facts of a connection named default: Retain, brake of 3 clusters and 10 machines or 10 percent an hour, budget of 5 clusters an hour, 20 machines allocated. */
public final class GivenConnection {

    private static final BrakeLimits BRAKE = new BrakeLimits(3, 10, 10, Duration.ofHours(1));
    private static final BudgetLimits BUDGET = new BudgetLimits(5, Duration.ofHours(1));

    private static final String SIGHT = "as it was";

    private GivenConnection() {}

    /** The usual ones, taken from this object. */
    public static ConnectionFacts takenFrom(OmniConnection connection) {
        return new ConnectionFacts(
                "default",
                Lifecycle.sight(connection),
                "account",
                "acme",
                false,
                Optional.empty(),
                false,
                BRAKE,
                BUDGET,
                20);
    }

    public static ConnectionFacts usual() {
        return new ConnectionFacts(
                "default", SIGHT, "account", "acme", false, Optional.empty(), false, BRAKE, BUDGET, 20);
    }

    public static ConnectionFacts paused() {
        return new ConnectionFacts(
                "default", SIGHT, "account", "acme", true, Optional.empty(), false, BRAKE, BUDGET, 20);
    }

    public static ConnectionFacts deletingByDefault() {
        return new ConnectionFacts(
                "default", SIGHT, "account", "acme", false, Optional.empty(), true, BRAKE, BUDGET, 20);
    }

    public static ConnectionFacts managing(ManagementPolicy policy) {
        return new ConnectionFacts(
                "default", SIGHT, "account", "acme", false, Optional.of(policy), false, BRAKE, BUDGET, 20);
    }

    public static ConnectionFacts allocating(int machines) {
        return new ConnectionFacts(
                "default", SIGHT, "account", "acme", false, Optional.empty(), false, BRAKE, BUDGET, machines);
    }

    public static ConnectionFacts changing(BudgetLimits budget) {
        return new ConnectionFacts(
                "default", SIGHT, "account", "acme", false, Optional.empty(), false, BRAKE, budget, 20);
    }
}
