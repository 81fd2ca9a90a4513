package dev.omnibridge.omni.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedPayloadTest {

    static Stream<JsonNode> positive() {
        return Vectors.list("positive.json").stream();
    }

    @ParameterizedTest
    @MethodSource("positive")
    void aPayloadEqualsTheOneOfOmnisGoClientByteForByte(JsonNode vector) {
        Metadata headers = new Metadata();
        Vectors.headers(vector.get("application_metadata"))
                .forEach((name, values) -> values.forEach(value -> headers.put(SignedPayload.key(name), value)));
        headers.put(
                SignedPayload.key(SignedPayload.TIMESTAMP),
                vector.get("timestamp_unix").asText());

        SignedPayload payload = SignedPayload.of(vector.get("method").textValue(), headers);

        assertThat(payload.bytes()).isEqualTo(vector.get("payload").textValue().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fieldSelectorsAreNeverSignedBecauseOmniComparesThemInMixedCase() {
        Metadata headers = new Metadata();
        headers.put(SignedPayload.key("fieldSelectors"), "a=b");

        assertThat(SignedPayload.of("/x/Y", headers).text()).contains("\"fieldSelectors\":null");
    }

    @Test
    void whatJsonAndGoEscapeIsEscaped() {
        SignedPayload payload = SignedPayload.of("/x/Y", Map.of("uid", List.of("\"\\\b\f\n\r\t\u0001\u2028é")));

        assertThat(payload.text()).contains("\"uid\":[\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u2028é\"]");
    }
}
