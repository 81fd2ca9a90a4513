package dev.omnibridge.operator.leadership;

/** Nothing may be written here: another process may be at work by now. */
public final class NotLeadingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotLeadingException() {
        super("this process does not lead; the one that does goes on");
    }
}
