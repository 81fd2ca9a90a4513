package dev.omnibridge.operator.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of Secrets without the right to read Secrets: an empty merge patch in a dry run changes nothing and answers with the object, and the API server
 * is asked for its metadata only, so that no content travels.
 */
final class SecretMetadata {

    private static final String METADATA_ONLY = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_SECONDS = 10;

    private final KubernetesClient client;

    SecretMetadata(KubernetesClient client) {
        this.client = client;
    }

    /** The metadata of a Secret; empty if there is none of that name. */
    Optional<JsonNode> of(String namespace, String name) {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(path(namespace, name) + "?dryRun=All&fieldManager=" + StatusApply.FIELD_MANAGER)
                .method("PATCH", "application/merge-patch+json", "{}")
                .header("Accept", METADATA_ONLY)
                .build();
        HttpResponse<String> response = send(request);
        if (response.code() == 404) {
            return Optional.empty();
        }
        if (!response.isSuccessful()) {
            throw refused("metadata of Secret %s/%s".formatted(namespace, name), response);
        }
        try {
            return Optional.of(JSON.readTree(response.body()).path("metadata"));
        } catch (JsonProcessingException e) {
            throw new KubernetesClientException("metadata of Secret " + namespace + "/" + name + " is no JSON");
        }
    }

    /** Deletes exactly this incarnation; does nothing if it is gone or another stands there. */
    void delete(String namespace, String name, String uid) {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(path(namespace, name))
                .method("DELETE", "application/json", body(Map.of("preconditions", Map.of("uid", uid))))
                .header("Accept", METADATA_ONLY)
                .build();
        HttpResponse<String> response = send(request);
        if (!response.isSuccessful() && response.code() != 404 && response.code() != 409) {
            throw refused("deletion of Secret %s/%s".formatted(namespace, name), response);
        }
    }

    private static KubernetesClientException refused(String what, HttpResponse<String> response) {
        return new KubernetesClientException(
                "%s: code %d".formatted(what, response.code()), response.code(), status(response.body()));
    }

    /** The server's words; something in between may answer with anything else. */
    private static @Nullable Status status(String body) {
        try {
            return JSON.readValue(body, Status.class);
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    private String path(String namespace, String name) {
        return client.getMasterUrl().toString().replaceAll("/$", "") + "/api/v1/namespaces/" + namespace + "/secrets/"
                + name;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.getHttpClient().sendAsync(request, String.class).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KubernetesClientException("the API server did not answer", e);
        }
    }

    private static String body(Map<String, ?> content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
