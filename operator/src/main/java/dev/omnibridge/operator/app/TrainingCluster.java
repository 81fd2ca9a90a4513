package dev.omnibridge.operator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Just enough of an API server to start an operator on: one object of each of our kinds, whatever is written is accepted and forgotten, and
 * watches are silent. What it answers would pass no test; it only has to be read. Nothing listens where its OmniConnection points to.
 */
final class TrainingCluster {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;

    private final HttpsServer server;
    private final String certificate;

    /** By the last part of the path of their list. */
    private final JsonNode objects;

    private final AtomicInteger statusWrites = new AtomicInteger();

    private TrainingCluster(HttpsServer server, String certificate, JsonNode objects) {
        this.server = server;
        this.certificate = certificate;
        this.objects = objects;
    }

    /** Begins to answer on loopback, until the process ends. */
    static TrainingCluster start(Path keystore, char[] password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(keystore.toFile(), password);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        TrainingCluster cluster = new TrainingCluster(server, pem(keys), objects());
        server.createContext("/", cluster::answer);
        server.start();
        return cluster;
    }

    private static JsonNode objects() throws IOException {
        try (InputStream file = TrainingCluster.class.getResourceAsStream("training.json")) {
            return JSON.readTree(Objects.requireNonNull(file));
        }
    }

    private static String pem(KeyStore keys) throws GeneralSecurityException {
        Certificate certificate = keys.getCertificate(keys.aliases().nextElement());
        String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    /** Leads here. */
    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: training
                contexts: [{name: training, context: {cluster: training, user: training}}]
                users: [{name: training, user: {token: training}}]
                clusters: [{name: training, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
                """.formatted(
                        server.getAddress().getPort(),
                        Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.US_ASCII)));
    }

    /** How many statuses were written. */
    int statusWrites() {
        return statusWrites.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String[] path = exchange.getRequestURI().getPath().split("/");
            String last = path[path.length - 1];
            switch (exchange.getRequestMethod()) {
                case "GET" -> {
                    if (!query.contains("watch=true")) {
                        read(exchange, last, path);
                    } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                        // no web socket: the client asks again for plain HTTP
                        send(exchange, OK, JSON.createObjectNode());
                    } else {
                        exchange.sendResponseHeaders(OK, 0);
                        exchange.getResponseBody().flush();
                        new CountDownLatch(1).await();
                    }
                }
                case "POST" -> send(exchange, CREATED, accepted(exchange.getRequestBody()));
                default -> {
                    if (last.equals("status")) {
                        statusWrites.incrementAndGet();
                    }
                    send(exchange, OK, accepted(exchange.getRequestBody()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(HttpExchange exchange, String last, String[] path) throws IOException {
        String beforeLast = path.length > 1 ? path[path.length - 2] : "";
        if (objects.has(last)) {
            JsonNode item = objects.path(last);
            ObjectNode list = JSON.createObjectNode()
                    .put("apiVersion", item.path("apiVersion").asText())
                    .put("kind", item.path("kind").asText() + "List");
            list.putObject("metadata").put("resourceVersion", "1");
            list.putArray("items").add(item);
            send(exchange, OK, list);
        } else if (objects.has(beforeLast)) {
            send(exchange, OK, objects.path(beforeLast));
        } else {
            send(
                    exchange,
                    NOT_FOUND,
                    JSON.createObjectNode().put("kind", "Status").put("code", NOT_FOUND));
        }
    }

    /** What was sent, as if it were stored; a review is answered with yes. */
    private static JsonNode accepted(InputStream body) throws IOException {
        JsonNode sent = JSON.readTree(body);
        if (!(sent instanceof ObjectNode object)) {
            return JSON.createObjectNode();
        }
        object.withObject("/metadata").put("resourceVersion", "2");
        if (object.path("kind").asText().endsWith("Review")) {
            object.putObject("status").put("allowed", true);
        }
        return object;
    }

    private static void send(HttpExchange exchange, int code, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
