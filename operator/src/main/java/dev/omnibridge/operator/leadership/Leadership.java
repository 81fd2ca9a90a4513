package dev.omnibridge.operator.leadership;

/** Whether this process is the one that works. Asked right before anything is written, be it to Omni or to the management cluster. */
@FunctionalInterface
public interface Leadership {

    /** Of a process that is alone: a single errand, or an operator that was told so. */
    Leadership ALONE = () -> true;

    /** Whether nobody else can be leading now, by this process's own clock. */
    boolean isHeld();

    /** @throws NotLeadingException if {@link #isHeld} is false */
    default void require() {
        if (!isHeld()) {
            throw new NotLeadingException();
        }
    }
}
