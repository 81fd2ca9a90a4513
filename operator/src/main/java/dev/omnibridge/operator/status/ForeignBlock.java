package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.ObjectCount;
import dev.omnibridge.operator.plan.ForeignPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is inside and not ours, as the status shows it: how much, and the first ten by name. */
final class ForeignBlock {

    private static final int SHOWN = 10;

    private ForeignBlock() {}

    static @Nullable ObjectCount of(List<ForeignPart> parts) {
        return parts.isEmpty()
                ? null
                : new ObjectCount(
                        parts.size(),
                        parts.stream()
                                .map(ForeignPart::reference)
                                .sorted()
                                .limit(SHOWN)
                                .toList());
    }
}
