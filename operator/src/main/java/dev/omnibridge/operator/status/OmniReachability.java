package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the state of its connection means for an object: the condition OmniReachable, and what becomes Unknown. */
final class OmniReachability {

    private OmniReachability() {}

    static ConditionState condition(Reachability reachability) {
        return switch (reachability) {
            case Reachability.Usable _ -> ConditionState.holds(ConditionType.OMNI_REACHABLE, StateReason.CONNECTED, "");
            case Reachability.Down down ->
                ConditionState.fails(
                        ConditionType.OMNI_REACHABLE,
                        Reason.CONNECTION_DOWN,
                        down(down).message());
            case Reachability.Missing missing -> ConditionState.unknown(ConditionType.OMNI_REACHABLE, absent(missing));
            case Reachability.NotReady notReady ->
                ConditionState.unknown(ConditionType.OMNI_REACHABLE, notReady.finding());
        };
    }

    /** What the connection itself stands in the way with; an outage does not, it makes things unknown. */
    static Optional<Finding> finding(Reachability reachability) {
        return switch (reachability) {
            case Reachability.Missing missing -> Optional.of(absent(missing));
            case Reachability.NotReady notReady
            when notReady.finding().reason() == Reason.CONNECTION_PENDING -> Optional.of(notReady.finding());
            case Reachability.NotReady _, Reachability.Down _, Reachability.Usable _ -> Optional.empty();
        };
    }

    /** Why Ready and Synced can't be told. */
    static Optional<Finding> unknown(Reachability reachability) {
        return switch (reachability) {
            case Reachability.Down down -> Optional.of(down(down));
            case Reachability.NotReady notReady
            when notReady.finding().reason() != Reason.CONNECTION_PENDING -> Optional.of(notReady.finding());
            case Reachability.NotReady _, Reachability.Missing _, Reachability.Usable _ -> Optional.empty();
        };
    }

    /** Why the health of what is in Omni can't be told. */
    static Optional<Finding> healthUnknown(Reachability reachability) {
        return switch (reachability) {
            case Reachability.Usable _ -> Optional.empty();
            case Reachability.Down down -> Optional.of(down(down));
            case Reachability.NotReady notReady -> Optional.of(notReady.finding());
            case Reachability.Missing missing ->
                Optional.of(
                        new Finding(Reason.CONNECTION_NOT_READY, absent(missing).fact()));
        };
    }

    private static Finding absent(Reachability.Missing missing) {
        return new Finding(
                Reason.WAITING_FOR_REFERENCE,
                "there is no OmniConnection " + missing.connection(),
                "create it, or name another in spec.connectionRef.name of a new object");
    }

    private static Finding down(Reachability.Down down) {
        Instant since = down.since().truncatedTo(ChronoUnit.SECONDS);
        return new Finding(
                Reason.CONNECTION_DOWN,
                "Omni can't be watched since %s: %s"
                        .formatted(since, down.finding().fact()),
                "numbers and lists are those of before; see OmniConnection " + down.connection());
    }
}
