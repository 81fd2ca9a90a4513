package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/** What can be done through a connection right now. */
public sealed interface ConnectionView {

    /** There is no OmniConnection of that name. */
    record Missing(String name) implements ConnectionView {}

    /**
     * It exists but was not checked yet, or a person must mend it; nothing of Omni has been read.
     *
     * @param finding as its objects tell it
     * @param cause the connection's own reason, where there is one
     */
    record NotReady(String name, Finding finding, Optional<Reason> cause) implements ConnectionView {

        /** Nothing of its own stands in the way: it is on its way. */
        public NotReady(String name, Finding finding) {
            this(name, finding, Optional.empty());
        }

        /** Whether another account answers: what is claimed in the right one must not be forgotten. */
        boolean isAnotherAccount() {
            return cause.filter(Reason.ACCOUNT_CHANGED::equals).isPresent();
        }
    }

    /**
     * Omni was read but can't be watched now: statuses become Unknown, counters keep their values, nothing is planned.
     *
     * @param since when the first watch broke
     */
    record Down(ConnectionFacts facts, OmniSnapshot snapshot, Instant since, Finding finding)
            implements ConnectionView {}

    /** All kinds are read and watched. */
    record Usable(ConnectionFacts facts, OmniSnapshot snapshot, OmniWriter writer) implements ConnectionView {}

    /**
     * The credentials are gone or broken in Kubernetes, but the last valid key is still in memory and works: what is being deleted goes
     * on, so that nothing hangs; for everything else the connection is not ready, as the finding says.
     */
    record ForDeletionsOnly(ConnectionFacts facts, OmniSnapshot snapshot, OmniWriter writer, Finding finding)
            implements ConnectionView {}
}
