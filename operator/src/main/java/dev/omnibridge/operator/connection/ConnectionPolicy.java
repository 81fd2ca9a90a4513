package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.ConnectionDefaults;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.DisruptionBudget;
import dev.omnibridge.api.v1alpha1.GoDuration;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpec;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.api.v1alpha1.ReleaseBrake;
import dev.omnibridge.operator.omni.ConnectionSettings;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import dev.omnibridge.operator.plan.Lifecycle;
import java.time.Duration;
import java.util.Optional;

/** What an OmniConnection sets for all that goes through it, with the defaults of api.md 5. */
final class ConnectionPolicy {

    private static final int CLUSTERS = 3;
    private static final int MACHINES = 10;
    private static final int PERCENT = 10;
    private static final int CHANGED_CLUSTERS = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private ConnectionPolicy() {}

    static ConnectionSettings settings(OmniConnection connection, Access access) {
        OmniConnectionSpec spec = connection.getSpec();
        return new ConnectionSettings(
                connection.getMetadata().getName(),
                Lifecycle.sight(connection),
                access,
                pinnedAccount(connection),
                Boolean.TRUE.equals(spec.paused()) || Lifecycle.isPausedByAnnotation(connection),
                Optional.ofNullable(spec.defaults()).map(ConnectionDefaults::managementPolicy),
                Optional.ofNullable(spec.defaults())
                        .map(ConnectionDefaults::deletionPolicy)
                        .filter(DeletionPolicy.DELETE::equals)
                        .isPresent(),
                brake(connection),
                budget(connection),
                Lifecycle.approvals(connection));
    }

    /** The account that the status pins; another one behind the endpoint stops everything. */
    static Optional<String> pinnedAccount(OmniConnection connection) {
        return Optional.ofNullable(connection.getStatus())
                .map(OmniConnectionStatus::omni)
                .map(OmniServer::accountId)
                .filter(id -> !id.isEmpty());
    }

    static BrakeLimits brake(OmniConnection connection) {
        Optional<ReleaseBrake> brake = Optional.ofNullable(connection.getSpec().releaseBrake());
        return new BrakeLimits(
                brake.map(ReleaseBrake::clusters).orElse(CLUSTERS),
                brake.map(ReleaseBrake::machines).orElse(MACHINES),
                brake.map(ReleaseBrake::machinesPercent).orElse(PERCENT),
                brake.map(ReleaseBrake::window).map(GoDuration::parse).orElse(WINDOW));
    }

    static BudgetLimits budget(OmniConnection connection) {
        Optional<DisruptionBudget> budget =
                Optional.ofNullable(connection.getSpec().disruptionBudget());
        return new BudgetLimits(
                budget.map(DisruptionBudget::clusters).orElse(CHANGED_CLUSTERS),
                budget.map(DisruptionBudget::window).map(GoDuration::parse).orElse(WINDOW));
    }
}
