package dev.omnibridge.omni.resource;

import java.util.List;

/** A query on labels: all its terms must hold. A list or watch takes several queries, one of which must hold. */
public record LabelQuery(List<Term> terms) {

    /** One condition on one label. */
    public sealed interface Term {
        String key();

        /** The label is there (or, inverted, is not). */
        record Exists(String key, boolean inverted) implements Term {}

        /** The label is there and has exactly this value (or, inverted, another one). */
        record Equal(String key, String value, boolean inverted) implements Term {}

        /** The label is there and has one of these values. */
        record In(String key, List<String> values, boolean inverted) implements Term {}

        /** The label is a number, with an optional unit such as GiB, below the bound (or at it, if so said). */
        record LessThan(String key, String bound, boolean orEqual, boolean inverted) implements Term {}
    }

    public LabelQuery {
        terms = List.copyOf(terms);
    }

    /** A query with one term: the label has this value. */
    public static LabelQuery equal(String key, String value) {
        return new LabelQuery(List.of(new Term.Equal(key, value, false)));
    }

    /** A query with one term: the label is there. */
    public static LabelQuery exists(String key) {
        return new LabelQuery(List.of(new Term.Exists(key, false)));
    }
}
