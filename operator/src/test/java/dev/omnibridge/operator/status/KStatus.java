package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Flux and other users of kstatus conclude from an object, done again after its published rules. */
enum KStatus {
    IN_PROGRESS,
    FAILED,
    CURRENT,
    TERMINATING;

    static KStatus of(
            boolean beingDeleted,
            long generation,
            @Nullable Long observedGeneration,
            @Nullable List<Condition> conditions) {
        if (beingDeleted) {
            return TERMINATING;
        }
        if (observedGeneration != null && observedGeneration != generation) {
            return IN_PROGRESS;
        }
        if (is(conditions, "Reconciling", ConditionStatus.TRUE)) {
            return IN_PROGRESS;
        }
        if (is(conditions, "Stalled", ConditionStatus.TRUE)) {
            return FAILED;
        }
        boolean notReady =
                is(conditions, "Ready", ConditionStatus.FALSE) || is(conditions, "Ready", ConditionStatus.UNKNOWN);
        return notReady ? IN_PROGRESS : CURRENT;
    }

    private static boolean is(@Nullable List<Condition> conditions, String type, ConditionStatus status) {
        return Optional.ofNullable(conditions).orElse(List.of()).stream()
                .anyMatch(c -> c.type().equals(type) && c.status() == status);
    }
}
