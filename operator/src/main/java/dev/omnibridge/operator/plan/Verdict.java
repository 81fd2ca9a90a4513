package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Remembered;
import java.util.Optional;

/**
 * What the three-way comparison says of one field.
 *
 * @param found value in Omni
 * @param remembered what we last set, if we remember that we did
 */
record Verdict<S extends Message>(
        Field<S> field, Case outcome, Optional<String> found, Optional<Remembered> remembered) {

    /** The cases, by desired (spec), last applied and observed (Omni). */
    enum Case {
        /** Desired and observed are equal. */
        SAME,
        /** Not in the spec and never set by us: not managed. */
        NOT_OURS,
        /** The spec says something new; written, whatever Omni has. */
        SPEC_CHANGED,
        /** The spec says what we last set, Omni says something else. */
        DRIFT,
        /** Drift that was put right again and again, and is left alone now. */
        CONTESTED,
        /** The spec asks to leave it alone. */
        IGNORED,
        /** We set it, the spec dropped it, Omni still has our value: reset. */
        DROPPED,
        /** We set it, the spec dropped it, Omni has another value or had one since: left to whoever set that. */
        TAKEN_OVER,
        /** Differs, and the management policy leaves it as it is in Omni. */
        LEFT,
        /** Omni does not let it change after the creation. */
        IMMUTABLE,
        /** A rule of Omni's or ours does not let it be written now. */
        REFUSED
    }

    static <S extends Message> Verdict<S> of(
            Field<S> field, Resource<S> resource, Optional<Applied> memory, FieldHash hash, FieldRules rules) {
        Optional<String> found = field.inOmni().apply(resource);
        Optional<Remembered> remembered =
                memory.flatMap(applied -> Optional.ofNullable(applied.fields().get(field.path())));
        Verdict<S> verdict = new Verdict<>(field, outcome(field, found, remembered, hash, rules), found, remembered);
        return verdict.isLeft(rules.policy(), resource) ? new Verdict<>(field, Case.LEFT, found, remembered) : verdict;
    }

    private static Case outcome(
            Field<?> field, Optional<String> found, Optional<Remembered> remembered, FieldHash hash, FieldRules rules) {
        if (rules.ignored().covers(field.path())) {
            return Case.IGNORED;
        }
        if (field.declared().isEmpty()) {
            if (remembered.isEmpty() || field.kind() == Field.Kind.CREATION) {
                return Case.NOT_OURS;
            }
            // once the generation was in Omni, our value was off it: who sets it again sets their own
            boolean isStillOurs =
                    isSame(remembered, found, hash) && !rules.reached().everything();
            if (!isStillOurs) {
                return Case.TAKEN_OVER;
            }
            return rules.refused().contains(field.path()) ? Case.REFUSED : Case.DROPPED;
        }
        if (field.declared().equals(found)) {
            return Case.SAME;
        }
        if (field.kind() == Field.Kind.CREATION) {
            return Case.IMMUTABLE;
        }
        if (rules.refused().contains(field.path())) {
            return Case.REFUSED;
        }
        if (!rules.reached().covers(field.path()) && !isSame(remembered, field.declared(), hash)) {
            return Case.SPEC_CHANGED;
        }
        return rules.contests().covers(field.path()) ? Case.CONTESTED : Case.DRIFT;
    }

    /** Whether the management policy allows no write of it. What goes unwritten is told, and remembered as it was. */
    private boolean isLeft(ManagementPolicy policy, Resource<S> resource) {
        return switch (policy) {
            case ENFORCE -> false;
            case APPLY_ONLY -> outcome == Case.DRIFT || outcome == Case.CONTESTED || resets(resource);
            case OBSERVE ->
                switch (outcome) {
                    case DRIFT, CONTESTED, SPEC_CHANGED, IMMUTABLE, REFUSED -> true;
                    case DROPPED -> resets(resource);
                    case SAME, NOT_OURS, IGNORED, TAKEN_OVER, LEFT -> false;
                };
        };
    }

    private boolean resets(Resource<S> resource) {
        return outcome == Case.DROPPED && !wanted(resource).equals(found);
    }

    /** What the spec asks for; a field that it dropped is to be as a creation without it would have made it. */
    Optional<String> wanted(Resource<S> resource) {
        return field.declared().or(() -> field.inOmni().apply(field.reset().apply(resource)));
    }

    /** Whether the spec says what we last set. */
    boolean isAsApplied(FieldHash hash) {
        return isSame(remembered, field.declared(), hash);
    }

    /** Whether the spec and somebody in Omni changed it both. */
    boolean overwritesOthers(FieldHash hash) {
        return outcome == Case.SPEC_CHANGED && remembered.isPresent() && !isSame(remembered, found, hash);
    }

    private static boolean isSame(Optional<Remembered> remembered, Optional<String> value, FieldHash hash) {
        return remembered.isPresent() && remembered.equals(value.map(text -> Remembered.of(text, hash)));
    }
}
