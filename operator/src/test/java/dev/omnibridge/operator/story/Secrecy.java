package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds for every story (R35): the service-account key and the tokens in kubeconfigs are in no log line, in no text of an exception that was logged, in no
 * answer of a health endpoint, and in nothing that the operator ever wrote to the API server - statuses, events, finalizers, annotations - but the data of Secrets.
 */
final class Secrecy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Secrecy() {}

    static void require(String key, List<String> tokens, List<String> texts, List<ApiCalls.Write> writes) {
        SecretTexts secrets = new SecretTexts().withKey(key).withTokens(tokens);
        Stream<String> written = writes.stream().map(write -> write + " " + visible(write));
        assertThat(Stream.concat(texts.stream(), written).flatMap(text -> secrets.leakIn(text).stream()))
                .as("texts with secrets in them")
                .isEmpty();
    }

    private static String visible(ApiCalls.Write write) {
        if (!write.isOfSecret() || write.body().isEmpty()) {
            return write.body();
        }
        try {
            JsonNode body = JSON.readTree(write.body());
            if (body instanceof ObjectNode secret) {
                secret.remove(List.of("data", "stringData"));
            }
            return body.toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError("a Secret was written as something else than an object: " + write, e);
        }
    }
}
