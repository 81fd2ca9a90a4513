package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenNoteTest {

    private static final TokenNote NOTE = new TokenNote(
            "https://omni:8095",
            "uuid",
            "jo",
            List.of("view", "edit"),
            Instant.parse("2026-11-20T12:00:00Z"),
            Instant.parse("2026-11-27T12:00:00Z"),
            Instant.parse("2026-11-25T04:00:00Z"),
            "key");

    @Test
    void whatIsWrittenIsRead() {
        assertThat(TokenNote.of(NOTE.annotations())).contains(NOTE);
    }

    @Test
    void annotationsThatSomebodyChangedTellNothing() {
        NOTE.annotations().keySet().forEach(key -> {
            Map<String, String> without = new HashMap<>(NOTE.annotations());
            without.remove(key);
            assertThat(TokenNote.of(without)).as(key).isEmpty();
        });
        Map<String, String> noTime = new HashMap<>(NOTE.annotations());
        noTime.put("omnibridge.dev/renew-at", "soon");
        assertThat(TokenNote.of(noTime)).isEmpty();
    }
}
