package dev.omnibridge.operator.machineclass;

/** A selector that Omni would refuse; the message names the term and what is allowed. */
public final class SelectorSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SelectorSyntaxException(String term) {
        super("'" + term + "' is not a term of a machine class selector: allowed are key, !key, key = v, key != v,"
                + " key in (a, b), key notin (a, b) and key < n, <=, >, >= with numbers like 16GiB");
    }
}
