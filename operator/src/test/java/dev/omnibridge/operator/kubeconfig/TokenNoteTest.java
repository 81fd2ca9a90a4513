package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.given.GivenToken;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenNoteTest {

    private static final TokenNote NOTE = GivenToken.NOTE;

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
