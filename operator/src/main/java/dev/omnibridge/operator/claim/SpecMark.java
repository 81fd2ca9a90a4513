package dev.omnibridge.operator.claim;

/**
 * By what a spec is known again on what was made of it. An edit that reaches nothing in Omni, of a policy or a pause, is another generation
 * with the same inputs.
 *
 * @param generation 0 if it is not known
 * @param inputs a short hash of what the spec asks for in Omni; empty if it is not known
 * @param policies a short hash of what it lets be done there; empty if it is not known
 */
public record SpecMark(long generation, String inputs, String policies) {

    /** Known by its generation alone. */
    public static SpecMark of(long generation) {
        return new SpecMark(generation, "", "");
    }

    /** Whether both ask Omni for the same. */
    public boolean asksForTheSameAs(SpecMark other) {
        return generation == other.generation || (!inputs.isEmpty() && inputs.equals(other.inputs));
    }

    /** Whether both are known to let different things be done. */
    public boolean letsOthersThan(SpecMark other) {
        return !policies.isEmpty() && !other.policies.isEmpty() && !policies.equals(other.policies);
    }
}
