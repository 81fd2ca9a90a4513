package dev.omnibridge.operator.reason;

/**
 * One thing that stands between an object and its goal. Neither text ever holds a secret.
 *
 * @param fact what is the case; names field, value found and values allowed
 * @param nextStep what to do about it; empty where the fact says it already or nothing needs to be done
 */
public record Finding(Reason reason, String fact, String nextStep) {

    /** A finding in one text. */
    public Finding(Reason reason, String message) {
        this(reason, message, "");
    }

    /** The fact, then the next step. */
    public String message() {
        return nextStep.isEmpty() ? fact : fact + ": " + nextStep;
    }
}
