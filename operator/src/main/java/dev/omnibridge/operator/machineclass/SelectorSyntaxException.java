package dev.omnibridge.operator.machineclass;

/** A selector that Omni would refuse; the message names the term and what is allowed. */
public final class SelectorSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String explanation;

    SelectorSyntaxException(String term) {
        this(
                "'" + term + "' is not a term of a machine class selector",
                "key, !key, key = v, key != v, key in (a, b),"
                        + " key notin (a, b) and key < n, <=, >, >= with numbers like 16GiB");
    }

    private SelectorSyntaxException(String fact, String allowed) {
        super(fact + ": allowed are " + allowed);
        this.explanation = fact + ": allowed are " + allowed;
    }

    /** The message, which is never null here. */
    public String explanation() {
        return explanation;
    }
}
