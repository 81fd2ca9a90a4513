package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Difference;
import java.util.Optional;

/** A difference between the spec and Omni as a status may carry it: cut to its bounds, without anything that looks like a secret. */
final class DifferenceText {

    private static final int RESOURCE = 320;
    private static final int TEXT = 256;

    private DifferenceText() {}

    static Difference of(String resource, Optional<String> path, Optional<String> wanted, Optional<String> found) {
        return new Difference(
                Message.limited(resource, RESOURCE),
                path.map(DifferenceText::limited).orElse(null),
                wanted.map(DifferenceText::limited).orElse(null),
                found.map(DifferenceText::limited).orElse(null));
    }

    private static String limited(String text) {
        return Message.limited(text, TEXT);
    }
}
