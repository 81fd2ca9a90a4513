package dev.omnibridge.kubernetes.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values in etcd, read and written past the API server, which takes a value that changes there for a change like any other. */
public final class EtcdValues {
    private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:\\s*\"([A-Za-z0-9+/=]*)\"");

    private final int port;

    EtcdValues(int port) {
        this.port = port;
    }

    /**
     * The value under a key, as in {@code /registry/<group>/<plural>/<namespace>/<name>}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public byte[] get(String key) {
        Matcher value = VALUE.matcher(ask("range", "{\"key\":\"%s\"}".formatted(base64(bytes(key)))));
        if (!value.find()) {
            throw new IllegalArgumentException("etcd has nothing under " + key);
        }
        return Base64.getDecoder().decode(value.group(1));
    }

    /** Puts a value under a key, whatever is there. */
    public void put(String key, byte[] value) {
        ask("put", "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(base64(bytes(key)), base64(value)));
    }

    private String ask(String method, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/kv/" + method))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("etcd answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("etcd can't be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking etcd", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
