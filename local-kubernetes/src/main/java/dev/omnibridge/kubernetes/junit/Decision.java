package dev.omnibridge.kubernetes.junit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * Run, skip or fail.
 *
 * @param required whether a class may not be skipped
 * @param skipped where skipped classes are counted
 */
record Decision(boolean required, SkippedTests skipped) {

    /**
     * What becomes of a test class.
     *
     * @throws IllegalStateException if there is no server and it is required
     */
    ConditionEvaluationResult onClass(Class<?> testClass, SharedKubernetes.Answer answer) {
        return switch (answer) {
            case SharedKubernetes.Answer.Running(var kubernetes) ->
                ConditionEvaluationResult.enabled("runs at " + kubernetes.address());
            case SharedKubernetes.Answer.Missing(var reason)
            when required ->
                throw new IllegalStateException(
                        "OMNIBRIDGE_REQUIRE_KUBERNETES forbids to skip this class, but: " + reason);
            case SharedKubernetes.Answer.Missing(var reason) -> {
                skipped.add(testClass, reason);
                yield ConditionEvaluationResult.disabled(reason);
            }
        };
    }
}
