package dev.omnibridge.operator.status;

/**
 * Something worth an event, told once.
 *
 * @param isWarning whether a person should look at it
 * @param reason one word for programs
 * @param message in words, with the id in Omni; never a secret
 */
public record StatusEvent(boolean isWarning, String reason, String message) {

    public StatusEvent {
        message = Message.of(message);
    }

    static StatusEvent normal(String reason, String message) {
        return new StatusEvent(false, reason, message);
    }

    static StatusEvent warning(String reason, String message) {
        return new StatusEvent(true, reason, message);
    }
}
