package dev.omnibridge.simulator.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON text a client signs, compared with the call it came with (wire-protocol.md 3.2). */
final class SignedPayload {

    /** Headers that the signature covers. {@code fieldSelectors} can never be sent: gRPC lower-cases names, the server compares as is. */
    private static final List<String> HEADERS = List.of(
            "x-sidero-timestamp",
            "nodes",
            "selectors",
            "fieldSelectors",
            "runtime",
            "context",
            "cluster",
            "namespace",
            "uid",
            "authorization");

    private static final ObjectMapper JSON = new ObjectMapper();

    private SignedPayload() {}

    /** Whether the payload names this method and exactly the covered headers that were sent. */
    static boolean covers(String payload, String method, Metadata headers) {
        try {
            JsonNode json = JSON.readTree(payload);
            return json.path("method").asText().equals("/" + method)
                    && HEADERS.stream().allMatch(name -> signed(json, name).equals(Optional.of(sent(headers, name))));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Values of a header in the payload, an absent or null one as no list, so that {@code []} differs from it. */
    private static Optional<Optional<List<String>>> signed(JsonNode payload, String name) {
        JsonNode values = payload.path("headers").path(name);
        if (values.isMissingNode() || values.isNull()) {
            return Optional.of(Optional.empty());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            texts.add(value.asText());
        }
        return values.isArray() ? Optional.of(Optional.of(texts)) : Optional.empty();
    }

    private static Optional<List<String>> sent(Metadata headers, String name) {
        if (!name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
            return Optional.empty();
        }
        Iterable<String> values = headers.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        if (values == null) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        values.forEach(texts::add);
        return Optional.of(texts);
    }
}
