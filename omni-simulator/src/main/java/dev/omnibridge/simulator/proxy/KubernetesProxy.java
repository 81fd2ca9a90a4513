package dev.omnibridge.simulator.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.omnibridge.simulator.state.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Omni's proxy to the Kubernetes APIs of its clusters: one HTTPS URL on loopback for all of them. */
public final class KubernetesProxy implements AutoCloseable {

    private final Certificates certificates;
    private final Gate gate;
    private final AtomicLong requests = new AtomicLong();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<HttpServer> server = Optional.empty();
    private int port;

    /**
     * A proxy that is not serving yet.
     *
     * @param answers whether the Kubernetes API of a cluster really runs
     */
    public KubernetesProxy(Store store, Tokens tokens, Certificates certificates, Predicate<String> answers) {
        this.certificates = certificates;
        this.gate = new Gate(store, tokens, answers);
    }

    /** Begins to serve on a free port, or again on the one of before. */
    public synchronized void start() {
        if (server.isPresent()) {
            return;
        }
        try {
            HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            https.setHttpsConfigurator(new HttpsConfigurator(certificates.context()));
            https.setExecutor(handlers);
            https.createContext("/", this::handle);
            https.start();
            port = https.getAddress().getPort();
            server = Optional.of(https);
        } catch (IOException e) {
            throw new UncheckedIOException("the Kubernetes proxy of the simulator can't listen on port " + port, e);
        }
    }

    /** Stops to serve: connections are refused. */
    public synchronized void stop() {
        server.ifPresent(running -> running.stop(0));
        server = Optional.empty();
    }

    /** The {@code server} of all kubeconfigs. */
    public synchronized String url() {
        return "https://127.0.0.1:" + port;
    }

    /** The CA of its certificate, which kubeconfigs of Omni don't contain. */
    public String caPem() {
        return certificates.caPem();
    }

    /** How many requests it answered, refused ones included. */
    public long requests() {
        return requests.get();
    }

    /** Answers 401 to every token of a cluster, as if its signing key were gone. */
    public void refuse(String cluster) {
        gate.refused().add(cluster);
    }

    /** Ends {@link #refuse}. */
    public void accept(String cluster) {
        gate.refused().remove(cluster);
    }

    @Override
    public void close() {
        stop();
        handlers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        Answer answer = gate.answer(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                exchange.getRequestURI().getPath());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        try (exchange) {
            exchange.sendResponseHeaders(answer.code(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
