package dev.omnibridge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;

/** The conditions of one look, asserted step by step. */
final class Expectation {

    private final Looks looks;
    private final OmniClusterStatus status;

    private Expectation(Looks looks) {
        this.looks = looks;
        this.status = looks.clusterStatus();
    }

    static Expectation expect(Looks looks) {
        return new Expectation(looks);
    }

    /** What was looked at. */
    OmniClusterStatus status() {
        return status;
    }

    Expectation ready(String value, String reason) {
        return condition("Ready", value, reason);
    }

    Expectation synced(String value, String reason) {
        return condition("Synced", value, reason);
    }

    Expectation reconciling(String reason) {
        return condition("Reconciling", "True", reason).condition("Stalled", "False", "NotStalled");
    }

    Expectation stalled(String reason) {
        return condition("Reconciling", "False", "NotReconciling").condition("Stalled", "True", reason);
    }

    Expectation neither() {
        return condition("Reconciling", "False", "NotReconciling").condition("Stalled", "False", "NotStalled");
    }

    Expectation condition(String type, String value, String reason) {
        Condition condition = condition(status, type);
        assertThat(condition.status().name() + " " + condition.reason())
                .as("%s: %s", type, condition.message())
                .isEqualToIgnoringCase(value + " " + reason);
        return this;
    }

    /** What the status says of a condition. */
    static String message(OmniClusterStatus status, String type) {
        return condition(status, type).message();
    }

    private static Condition condition(OmniClusterStatus status, String type) {
        return Conditions.of(status.conditions()).list().stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    Expectation kstatus(KStatus expected) {
        boolean beingDeleted = looks.cluster().getMetadata().getDeletionTimestamp() != null;
        assertThat(KStatus.of(beingDeleted, 1, status.observedGeneration(), status.conditions()))
                .isEqualTo(expected);
        return this;
    }
}
