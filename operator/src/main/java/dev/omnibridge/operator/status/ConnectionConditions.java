package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of an OmniConnection. Ready is False for the first reason along the way: reach, credentials, account. */
final class ConnectionConditions {

    /** How long an endpoint that never answered may be on its way, while DNS and load balancers are set up. */
    static final Duration FIRST_ANSWER = Duration.ofMinutes(10);

    private final ConnectionCheck check;
    private final Conditions before;
    private final boolean answeredOnce;
    private final Patience patience;

    ConnectionConditions(ConnectionCheck check, Conditions before, boolean answeredOnce, Patience patience) {
        this.check = check;
        this.before = before;
        this.answeredOnce = answeredOnce;
        this.patience = patience;
    }

    List<ConditionState> states(boolean beingDeleted, String readyMessage) {
        List<ConditionState> states = new ArrayList<>(summary(beingDeleted, readyMessage));
        states.add(reachable());
        states.add(credentialsValid());
        states.add(check.brake()
                .map(held -> ConditionState.holds(ConditionType.RELEASE_HELD, StateReason.BRAKE_TRIPPED, held))
                .orElseGet(() -> ConditionState.fails(ConditionType.RELEASE_HELD, StateReason.NOT_HELD, "")));
        states.add(deleting()
                .filter(concern -> beingDeleted)
                .map(concern -> ConditionState.holds(ConditionType.DELETING, concern.reason(), concern.message()))
                .orElseGet(() -> ConditionState.fails(ConditionType.DELETING, StateReason.NOT_DELETING, "")));
        return states;
    }

    private List<ConditionState> summary(boolean beingDeleted, String readyMessage) {
        Optional<Concern> leaving = deleting().filter(concern -> beingDeleted);
        if (leaving.isPresent()) {
            return Summary.deleting(leaving.get());
        }
        Optional<Concern> first = trouble();
        if (first.isEmpty() && !isChecked()) {
            return Summary.unknown(Concern.of(Reason.CONNECTION_PENDING, "the connection has not been checked yet"));
        }
        return Summary.of(first.stream().toList(), readyMessage);
    }

    private Optional<Concern> trouble() {
        return unreachable().or(this::refused).or(() -> check.account().map(Concern::of));
    }

    /** A connection leaves only once nothing holds claims through it. */
    private Optional<Concern> deleting() {
        String message = check.users() == 1
                ? "1 object still uses this connection: delete or release it first"
                : check.users() + " objects still use this connection: delete or release them first";
        // objects leave only through a connection that works
        String hindrance = trouble()
                .map(concern -> "; " + concern.reason().text() + ": " + concern.message())
                .orElse("");
        return check.users() > 0
                ? Optional.of(Concern.of(Reason.IN_USE, message + hindrance))
                : Optional.of(Concern.of(Reason.RELEASING, "nothing uses this connection any more"));
    }

    private ConditionState reachable() {
        return switch (check.reach()) {
            case ConnectionCheck.Reach.NotTried() -> notChecked(ConditionType.REACHABLE);
            case ConnectionCheck.Reach.Connected() ->
                ConditionState.holds(ConditionType.REACHABLE, StateReason.CONNECTED, "");
            case ConnectionCheck.Reach.Failed(Finding finding) ->
                ConditionState.fails(ConditionType.REACHABLE, finding.reason(), finding.message());
        };
    }

    private ConditionState credentialsValid() {
        return switch (check.credentials()) {
            case ConnectionCheck.Credentials.NotChecked() -> notChecked(ConditionType.CREDENTIALS_VALID);
            case ConnectionCheck.Credentials.Valid() ->
                ConditionState.holds(ConditionType.CREDENTIALS_VALID, StateReason.VALID, "");
            case ConnectionCheck.Credentials.Refused(Finding finding) ->
                ConditionState.fails(ConditionType.CREDENTIALS_VALID, finding.reason(), finding.message());
        };
    }

    private Optional<Concern> unreachable() {
        if (!(check.reach() instanceof ConnectionCheck.Reach.Failed(Finding finding))) {
            return Optional.empty();
        }
        Concern concern = Concern.of(finding);
        boolean tooLong = !answeredOnce && patience.lasted("no answer", FIRST_ANSWER, wasStuckAt(finding));
        return Optional.of(tooLong ? concern.stuck() : concern);
    }

    private Optional<Concern> refused() {
        if (!(check.credentials() instanceof ConnectionCheck.Credentials.Refused(Finding finding))) {
            return Optional.empty();
        }
        Concern concern = Concern.of(finding);
        boolean tooLong = finding.reason() == Reason.SECRET_NOT_FOUND
                && patience.lasted("no Secret", Thresholds.MISSING_REFERENCE, wasStuckAt(finding));
        return Optional.of(tooLong ? concern.stuck() : concern);
    }

    private boolean wasStuckAt(Finding finding) {
        return before.isTrue(ConditionType.STALLED)
                && before.reason(ConditionType.STALLED).equals(finding.reason().text());
    }

    private boolean isChecked() {
        return check.reach() instanceof ConnectionCheck.Reach.Connected
                && check.credentials() instanceof ConnectionCheck.Credentials.Valid;
    }

    private static ConditionState notChecked(ConditionType type) {
        return ConditionState.unknown(type, StateReason.NOT_CHECKED, "");
    }
}
