package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;

/**
 * A finding and who has to move because of it now; that may change with time, as when what should heal by itself did not.
 *
 * @param headline the fact alone, for conditions that repeat it; the finding's message says more
 */
public record Concern(Finding finding, Standing standing, String headline) {

    /** A finding as its reason stands. */
    public static Concern of(Finding finding) {
        return new Concern(finding, finding.reason().standing(), finding.fact());
    }

    /** A finding as its reason stands. */
    static Concern of(Reason reason, String message) {
        return of(new Finding(reason, message));
    }

    /** A finding whose fact can be said shorter than its message does. */
    static Concern of(Reason reason, String headline, String message) {
        return new Concern(new Finding(reason, message), reason.standing(), headline);
    }

    /** The same, but a person has to move. */
    Concern stuck() {
        return new Concern(finding, Standing.STUCK, headline);
    }

    Reason reason() {
        return finding.reason();
    }

    String message() {
        return finding.message();
    }
}
