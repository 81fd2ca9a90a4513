package dev.omnibridge.operator.given;

import dev.omnibridge.operator.kubeconfig.TokenNote;
import java.time.Instant;
import java.util.List;

/** The token of a kubeconfig as the annotations of its Secret tell of it. */
public final class GivenToken {

    public static final TokenNote NOTE = new TokenNote(
            "https://omni:8095",
            "uuid",
            "jo",
            List.of("view", "edit"),
            Instant.parse("2026-11-20T12:00:00Z"),
            Instant.parse("2026-11-27T12:00:00Z"),
            Instant.parse("2026-11-25T04:00:00Z"),
            "key");

    private GivenToken() {}
}
