package dev.omnibridge.api.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.server.Case.Refusal;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The API as HTTP, so that a test sees every word of an answer and can send what the types would not allow. */
final class Api {
    static final String JSON = "application/json";
    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";
    static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    private final TestNamespace namespace;

    Api(TestNamespace namespace) {
        this.namespace = namespace;
    }

    /** What the API server says: the object, or a Status that tells why not. */
    record Answer(int code, JsonNode body, List<String> warnings) {
        boolean isAccepted() {
            return code < 300;
        }

        List<Refusal> causes() {
            return StreamSupport.stream(body.at("/details/causes").spliterator(), false)
                    .map(cause -> new Refusal(
                            cause.path("field").asText(), cause.path("message").asText()))
                    .toList();
        }
    }

    /** Every field must be known to the schema: a typing error in a test is no test. */
    Answer create(ObjectNode object, boolean dryRun) {
        String query = "?fieldValidation=Strict" + (dryRun ? "&dryRun=All" : "");
        return send("POST", collection(object.path("kind").asText()) + query, JSON, JSON, object);
    }

    Answer patch(String kind, String name, String subresource, JsonNode patch, boolean dryRun) {
        String query = subresource + "?fieldValidation=Strict" + (dryRun ? "&dryRun=All" : "");
        return send("PATCH", collection(kind) + "/" + name + query, MERGE_PATCH, JSON, patch);
    }

    Answer apply(ObjectNode object, String manager) {
        String path = collection(object.path("kind").asText()) + "/"
                + object.at("/metadata/name").asText();
        return send("PATCH", path + "?fieldValidation=Strict&fieldManager=" + manager, APPLY, JSON, object);
    }

    JsonNode get(String kind, String rest, String accept) {
        return send("GET", collection(kind) + rest, JSON, accept, null).body();
    }

    Answer delete(String kind, String name) {
        return delete(kind, "/" + name, false);
    }

    /** Deletes one, or with an empty rest all of the kind. */
    Answer delete(String kind, String rest, boolean dryRun) {
        return send("DELETE", collection(kind) + rest + (dryRun ? "?dryRun=All" : ""), JSON, JSON, null);
    }

    private String collection(String kind) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        String scope = kind.equals("OmniConnection") ? "" : "namespaces/" + namespace.name() + "/";
        return "/apis/omnibridge.dev/v1alpha1/" + scope + plural;
    }

    private Answer send(String method, String path, String contentType, String accept, @Nullable JsonNode body) {
        HttpRequest request = namespace
                .client()
                .getHttpClient()
                .newHttpRequestBuilder()
                .uri(namespace.kubernetes().address() + path)
                .header("Accept", accept)
                .method(method, contentType, body == null ? null : body.toString())
                .build();
        var response = namespace
                .client()
                .getHttpClient()
                .sendAsync(request, String.class)
                .join();
        return new Answer(response.code(), Yaml.parse(response.body()), response.headers("Warning"));
    }
}
