package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in the status of an OmniConnection what a check of the account came to. */
public final class ConnectionStatusReporter {

    private static final OmniConnectionStatus EMPTY =
            OmniConnectionStatusBuilder.builder().build();

    private ConnectionStatusReporter() {}

    /**
     * The status after a check.
     *
     * @param connection the object with its last status
     * @param seen what the last report remembered
     */
    public static Report<OmniConnectionStatus> report(
            OmniConnection connection, ConnectionCheck check, FirstSeen seen, Instant now) {
        OmniConnectionStatus before =
                Optional.ofNullable(connection.getStatus()).orElse(EMPTY);
        Conditions conditions = Conditions.of(before.conditions());
        Patience patience = new Patience(seen, now);
        boolean answeredOnce = before.omni() != null || check.server().isPresent();
        List<ConditionState> states = new ConnectionConditions(check, conditions, answeredOnce, patience)
                .states(connection.getMetadata().getDeletionTimestamp() != null, readyMessage(check));
        long generation = Lifecycle.generation(connection);
        OmniConnectionStatus status = OmniConnectionStatusBuilder.builder(before)
                .observedGeneration(generation)
                .omni(server(check, before))
                .identity(check.identity().orElse(before.identity()))
                .clusters(check.clusters().orElse(before.clusters()))
                .machines(check.machines().orElse(before.machines()))
                .orphans(check.orphans().orElse(before.orphans()))
                .conditions(conditions.replacedBy(states, generation, now).list())
                .build();
        return new Report<>(status, patience.remembered(), patience.next());
    }

    /** The status pins the account: what another account behind the same endpoint says of itself is not taken over. */
    private static @Nullable OmniServer server(ConnectionCheck check, OmniConnectionStatus before) {
        boolean changed = check.account()
                .map(Finding::reason)
                .filter(Reason.ACCOUNT_CHANGED::equals)
                .isPresent();
        return changed ? before.omni() : check.server().orElse(before.omni());
    }

    private static String readyMessage(ConnectionCheck check) {
        String server = check.server().map(omni -> "Omni " + omni.version()).orElse("Omni");
        return server
                + check.identity()
                        .map(identity -> ", as " + identity.name() + " with the role " + identity.role())
                        .orElse("");
    }
}
