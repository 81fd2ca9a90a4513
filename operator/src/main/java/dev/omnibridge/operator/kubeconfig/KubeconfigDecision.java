package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.operator.kubeconfig.KubeconfigSituation.SecretSight;
import dev.omnibridge.operator.kubeconfig.KubeconfigStep.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Decides about a cluster's kubeconfig: pure, and never because of a restart. */
public final class KubeconfigDecision {

    /** Least time between two tokens for one object; doubled with each attempt that led to nothing. */
    static final Duration LEAST_GAP = Duration.ofMinutes(10);

    /** Longest time between two attempts. */
    static final Duration LONGEST_GAP = Duration.ofHours(6);

    private KubeconfigDecision() {}

    /** What is to be done now. */
    public static KubeconfigStep decide(KubeconfigSituation situation) {
        if (situation.wish().isEmpty()) {
            return remove(situation.last());
        }
        if (situation.secret() == SecretSight.FOREIGN) {
            return new KubeconfigStep.Conflict();
        }
        Optional<Cause> cause = cause(situation, situation.wish().get());
        if (cause.isEmpty()) {
            return new KubeconfigStep.Keep(renewAt(situation));
        }
        if (!situation.apiIsUsable() || situation.clusterUuid().isEmpty()) {
            return new KubeconfigStep.AwaitApi();
        }
        Instant allowed = situation.holdsUnwritten()
                ? Instant.MIN
                : situation.last().map(KubeconfigDecision::nextAttemptAt).orElse(Instant.MIN);
        return situation.now().isBefore(allowed)
                ? new KubeconfigStep.Rest(cause.get(), allowed)
                : new KubeconfigStep.Issue(cause.get());
    }

    private static KubeconfigStep remove(Optional<KubeconfigStatus> last) {
        return last.filter(k -> k.secretName() != null && k.secretUid() != null)
                .<KubeconfigStep>map(k -> new KubeconfigStep.Remove(
                        Objects.requireNonNull(k.secretName()), Objects.requireNonNull(k.secretUid())))
                .orElseGet(KubeconfigStep.Nothing::new);
    }

    private static Optional<Cause> cause(KubeconfigSituation situation, KubeconfigWish wish) {
        KubeconfigStatus last = situation.last().orElse(null);
        if (last == null || last.issuedAt() == null || last.expiresAt() == null) {
            return Optional.of(Cause.FIRST);
        }
        if (situation
                .clusterUuid()
                .filter(uuid -> !uuid.equals(last.clusterUuid()))
                .isPresent()) {
            return Optional.of(Cause.CLUSTER_MADE_ANEW);
        }
        if (!wish.user().equals(last.user())
                || !wish.groups().equals(Objects.requireNonNullElse(last.groups(), List.of()))) {
            return Optional.of(Cause.USER_OR_GROUPS_CHANGED);
        }
        if (!wish.secretName().equals(last.secretName())) {
            return Optional.of(Cause.SECRET_RENAMED);
        }
        if (situation.secret() == SecretSight.ABSENT) {
            return Optional.of(Cause.SECRET_GONE);
        }
        Duration life = Duration.between(Instant.parse(last.issuedAt()), Instant.parse(last.expiresAt()));
        if (wish.ttl().compareTo(life) < 0) {
            return Optional.of(Cause.TTL_SHORTENED);
        }
        if (!situation.now().isBefore(renewAt(situation))) {
            return Optional.of(Cause.DUE);
        }
        return situation.wasRefused() ? Optional.of(Cause.REFUSED) : Optional.empty();
    }

    private static Instant renewAt(KubeconfigSituation situation) {
        return situation
                .last()
                .map(KubeconfigStatus::renewAt)
                .map(Instant::parse)
                .orElse(situation.now());
    }

    /** When the next token may be asked for. */
    static Instant nextAttemptAt(KubeconfigStatus last) {
        if (last.lastAttemptAt() == null) {
            return Instant.MIN;
        }
        int failures = Math.max(0, Objects.requireNonNullElse(last.failedAttempts(), 0));
        // 10 min x 2^failures, and never further than the cap: 2^6 x 10 min is beyond it
        Duration gap = LEAST_GAP.multipliedBy(1L << Math.min(failures, 6));
        return Instant.parse(last.lastAttemptAt()).plus(gap.compareTo(LONGEST_GAP) < 0 ? gap : LONGEST_GAP);
    }
}
