package dev.omnibridge.operator.status;

import dev.omnibridge.operator.policy.Decision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that would let go on what waits, as many as the field holds: a token that was cut would approve nothing. */
final class Approval {

    private static final int LIMIT = 512;

    private Approval() {}

    static @Nullable String of(Optional<Decision> decision) {
        StringBuilder text = new StringBuilder();
        for (String token : decision.map(Decision::awaitingApproval).orElse(List.of())) {
            int separator = text.isEmpty() ? 0 : 1;
            if (text.length() + separator + token.length() <= LIMIT) {
                text.append(separator == 0 ? "" : ",").append(token);
            }
        }
        return text.isEmpty() ? null : text.toString();
    }
}
