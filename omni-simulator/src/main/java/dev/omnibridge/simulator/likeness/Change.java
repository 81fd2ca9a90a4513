package dev.omnibridge.simulator.likeness;

/**
 * One thing about a resource that a write changed.
 *
 * @param facet {@code phase}, {@code finalizer X}, {@code label X}, {@code annotation X} without the prefix of Omni's keys, or the path of a
 *     field of the spec
 * @param before value before, {@link #ABSENT} for a key or a part that was not there, empty for a field that was not set
 * @param after value after, likewise
 */
public record Change(String facet, String before, String after) {

    /** What a label, an annotation or a part of a message is while it is not there; an empty value is another thing. */
    public static final String ABSENT = "(none)";

    /** Stands for changes that a recording has cut off. */
    static final Change CUT = new Change("(cut off)", "", "");

    static final String PHASE = "phase of the resource";
    static final String FINALIZER = "finalizer ";
    static final String LABEL = "label ";
    static final String ANNOTATION = "annotation ";
    static final String PRESENT = "(held)";

    static Change finalizerAdded(String name) {
        return new Change(FINALIZER + name, ABSENT, PRESENT);
    }

    static Change finalizerRemoved(String name) {
        return new Change(FINALIZER + name, PRESENT, ABSENT);
    }

    static Change tearingDown() {
        return new Change(PHASE, "running", "tearingDown");
    }

    boolean isFinalizer() {
        return facet.startsWith(FINALIZER);
    }

    boolean isMetadata() {
        return isMetadata(facet);
    }

    /** Whether a facet is none of the spec. */
    static boolean isMetadata(String facet) {
        return facet.startsWith(FINALIZER)
                || facet.equals(PHASE)
                || facet.startsWith(LABEL)
                || facet.startsWith(ANNOTATION);
    }

    @Override
    public String toString() {
        if (isFinalizer()) {
            return (after.equals(ABSENT) ? "-" : "+") + facet;
        }
        return facet + ": " + shown(before) + " -> " + shown(after);
    }

    private static String shown(String value) {
        return value.equals(ABSENT) ? value : "\"" + value + "\"";
    }
}
