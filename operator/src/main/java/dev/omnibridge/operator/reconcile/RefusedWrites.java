package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.plan.Operation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Writes that Omni refused, by object. While machines install, a cluster has several events a second, and each brings a pass that plans the same
 * write again. It is sent again at once if the spec, the object in Omni or its content changed, or a person asks; else when something happened since, and
 * ever more rarely: what it was refused for may have been about another resource. Meanwhile what Omni said stays true.
 */
final class RefusedWrites {

    /**
     * A write that rests.
     *
     * @param failure what Omni said
     * @param left how long it rests
     */
    record Resting(WriteFailure failure, Duration left) {}

    private final BackOff backOff;
    private final Map<String, Map<String, WriteFailure>> byUid = new ConcurrentHashMap<>();

    RefusedWrites(InstantSource clock) {
        // objects that were refused together may come back together: each is one call
        this.backOff = new BackOff(clock, () -> 1.0, Duration.ofSeconds(1));
    }

    /** Whether exactly this write was refused a moment ago. */
    Optional<Resting> resting(String uid, String wish, Operation operation) {
        WriteFailure said = byUid.getOrDefault(uid, Map.of()).get(operation.summary());
        return said == null
                ? Optional.empty()
                : backOff.rest(key(uid, operation.summary()), state(wish, operation))
                        .map(left -> new Resting(said, left));
    }

    void refused(String uid, String wish, Operation operation, WriteFailure failure) {
        byUid.computeIfAbsent(uid, key -> new ConcurrentHashMap<>()).put(operation.summary(), failure);
        backOff.failed(key(uid, operation.summary()), state(wish, operation));
    }

    /** What is not planned any more, or went through, is remembered no longer. */
    void keepOnly(String uid, Collection<Operation> operations) {
        Map<String, WriteFailure> known = byUid.get(uid);
        if (known == null) {
            return;
        }
        Set<String> planned = operations.stream().map(Operation::summary).collect(Collectors.toSet());
        Set<String> over = new HashSet<>(known.keySet());
        over.removeAll(planned);
        over.forEach(summary -> {
            known.remove(summary);
            backOff.forget(key(uid, summary));
        });
        if (known.isEmpty()) {
            byUid.remove(uid);
        }
    }

    private static String key(String uid, String summary) {
        return uid + " " + summary;
    }

    /** The operation has the version and the content in it. */
    private static String state(String wish, Operation operation) {
        return wish + " " + operation.hashCode();
    }
}
