package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the account behind the endpoint is known to be the one that was checked. Every broken watch may mean another server, so it ends the
 * certainty until a check that began afterwards passes; meanwhile the last snapshot from the certain time is what is read, because the
 * mirror may fill with another account. Not thread-safe.
 */
final class Certainty {

    private long breaks;
    private long breaksAtLastPass = -1;
    private Optional<OmniSnapshot> kept = Optional.empty();
    private Optional<Instant> lostAt = Optional.empty();

    /** Marks the beginning of a check; handed to {@link #passed}. */
    long beginCheck() {
        return breaks;
    }

    /** A check that began at this mark passed. */
    void passed(long mark) {
        breaksAtLastPass = Math.max(breaksAtLastPass, mark);
        if (isCertain()) {
            kept = Optional.empty();
            lostAt = Optional.empty();
        }
    }

    /** Whether something happened since the check that began at this mark. */
    boolean isOutdated(long mark) {
        return mark != breaks;
    }

    /** Something happened after which another account may answer. */
    void doubt(Optional<OmniSnapshot> current, Instant now) {
        if (isCertain()) {
            kept = current;
            lostAt = Optional.of(now);
        }
        breaks++;
    }

    /** What was read is of another account, or of no use any more. */
    void forgetSnapshot() {
        kept = Optional.empty();
    }

    boolean isCertain() {
        return breaksAtLastPass == breaks;
    }

    /** The snapshot of the last certain moment, while there is doubt. */
    Optional<OmniSnapshot> kept() {
        return kept;
    }

    /** Since when there is doubt. */
    Optional<Instant> lostAt() {
        return lostAt;
    }
}
