package dev.omnibridge.operator.kubeconfig;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered between passes and may be lost with the process: a token that could not be written yet, and the one written last, to ask the
 * cluster about it again. A restart costs at most one token more.
 */
public final class KubeconfigMemory {

    /**
     * A minted kubeconfig.
     *
     * @param wish what it was minted for
     * @param clusterUuid the cluster it was minted for
     * @param at when the attempt began, as the status tells it
     */
    record Minted(Kubeconfig kubeconfig, KubeconfigWish wish, String clusterUuid, Instant at) {

        /** Times by our clock, the length of the life by Omni's: a skew between the two then changes nothing. */
        TokenNote note() {
            Duration life = kubeconfig.life();
            return new TokenNote(
                    kubeconfig.server(),
                    clusterUuid,
                    wish.user(),
                    wish.groups(),
                    at,
                    at.plus(life),
                    at.plus(life.multipliedBy(2).dividedBy(3)).truncatedTo(ChronoUnit.SECONDS),
                    kubeconfig.keyId());
        }
    }

    private record Written(Minted minted, boolean wasRefused, boolean isProbeDue, Instant notBefore) {}

    /** How often to look whether a Secret still stands: nobody tells, since Secrets are not watched. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    /** A probe costs a connection and can take seconds, and objects are passed over for many reasons. */
    private static final Duration BETWEEN_PROBES = Duration.ofMinutes(1);

    private final Map<String, Instant> nextLooks = new ConcurrentHashMap<>();

    private final Map<String, Minted> unwritten = new ConcurrentHashMap<>();
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    /** The token that was minted for just this and could not be written yet. */
    Optional<Minted> unwritten(String uid, KubeconfigWish wish, Optional<String> clusterUuid) {
        return Optional.ofNullable(unwritten.get(uid))
                .filter(minted -> minted.wish().equals(wish)
                        && clusterUuid.filter(minted.clusterUuid()::equals).isPresent());
    }

    void minted(String uid, Minted minted) {
        unwritten.put(uid, minted);
    }

    void wrote(String uid, Minted minted) {
        unwritten.remove(uid);
        written.put(uid, new Written(minted, false, true, Instant.MIN));
    }

    /** Notes the answer to a probe; a refusal is asked about again, an acceptance only after the API was away. */
    void probed(String uid, boolean wasRefused, Instant now) {
        written.computeIfPresent(
                uid, (key, w) -> new Written(w.minted, wasRefused, wasRefused, now.plus(BETWEEN_PROBES)));
    }

    /** The answer to the last probe. */
    boolean wasRefused(String uid) {
        return Optional.ofNullable(written.get(uid)).filter(Written::wasRefused).isPresent();
    }

    /** Whether the token written last is in memory, to ask the cluster about it. */
    boolean hasToken(String uid) {
        return written.containsKey(uid);
    }

    /** The token to ask about now; noting that the API is away makes the next time due. */
    Optional<Minted> dueForProbe(String uid, boolean apiIsUsable, Instant now) {
        Written known = written.get(uid);
        if (known == null) {
            return Optional.empty();
        }
        if (!apiIsUsable) {
            written.put(uid, new Written(known.minted, known.wasRefused, true, known.notBefore));
            return Optional.empty();
        }
        return known.isProbeDue && !now.isBefore(known.notBefore) ? Optional.of(known.minted) : Optional.empty();
    }

    /**
     * Whether to look now if the Secret still stands.
     *
     * @param firstIsDue whether the first look is due at once, and not one interval after the object was first seen
     */
    boolean isLookDue(String uid, boolean firstIsDue, Instant now) {
        return !now.isBefore(nextLooks.computeIfAbsent(uid, key -> firstIsDue ? now : now.plus(BETWEEN_LOOKS)));
    }

    /** Notes a look that told something; until then it stays due. */
    void looked(String uid, Instant now) {
        nextLooks.put(uid, now.plus(BETWEEN_LOOKS));
    }

    /** When the next look is due. */
    Optional<Instant> nextLook(String uid) {
        return Optional.ofNullable(nextLooks.get(uid));
    }

    /** Forgets an object that is gone. */
    void forget(String uid) {
        nextLooks.remove(uid);
        unwritten.remove(uid);
        written.remove(uid);
    }
}
