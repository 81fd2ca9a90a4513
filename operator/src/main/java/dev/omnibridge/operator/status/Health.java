package dev.omnibridge.operator.status;

import java.util.List;

/** Whether what an object has in Omni works. */
sealed interface Health {

    /** There is nothing in Omni that this object may show. */
    record Hidden() implements Health {}

    /** Omni has not made the status it is read from yet. */
    record NotYetReported() implements Health {}

    /**
     * It was read.
     *
     * @param concerns what does not work; empty if all does
     * @param message of Ready, if nothing stands in the way
     */
    record Known(List<Concern> concerns, String message) implements Health {
        public Known {
            concerns = List.copyOf(concerns);
        }
    }
}
