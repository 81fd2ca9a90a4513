package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.HeldChange;
import dev.omnibridge.api.v1alpha1.HeldChangeBuilder;
import dev.omnibridge.operator.policy.Held;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that wait, as the status shows them: the first ten. */
final class HeldBlock {

    private static final int SHOWN = 10;
    private static final int TEXT = 256;

    private HeldBlock() {}

    static @Nullable List<HeldChange> of(List<Held> held) {
        return held.isEmpty()
                ? null
                : held.stream().limit(SHOWN).map(HeldBlock::change).toList();
    }

    static @Nullable Integer count(List<Held> held) {
        return held.isEmpty() ? null : held.size();
    }

    private static HeldChange change(Held held) {
        return HeldChangeBuilder.builder()
                .resource(Message.limited(held.resource(), 320))
                .path(Message.limited(held.path(), TEXT))
                .from(held.from().map(value -> Message.limited(value, TEXT)).orElse(null))
                .to(held.to().map(value -> Message.limited(value, TEXT)).orElse(null))
                .gate(held.gate())
                .until(held.until()
                        .map(until -> until.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(null))
                .build();
    }
}
