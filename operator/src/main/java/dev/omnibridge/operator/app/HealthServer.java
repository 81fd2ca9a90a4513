package dev.omnibridge.operator.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Tells the kubelet whether the operator lives and is ready, {@code /livez} and {@code /readyz}, with the reasons as text where it is not: one that
 * stands by is as ready as the one that leads; and
 * Prometheus what is counted, {@code /metrics}.
 */
public final class HealthServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService executor;

    /**
     * One thing that has to be well.
     *
     * @param problem what is wrong, never a secret; empty if it is well. Must answer at once
     */
    public record Check(String name, Supplier<Optional<String>> problem) {}

    /**
     * Begins to answer for an operator.
     *
     * @param port 0 for any free one, see {@link #port}
     * @param running the operator; empty before it has started
     */
    public static HealthServer start(int port, Supplier<Optional<OmniBridge>> running, OperatorMetrics metrics) {
        Check watches = new Check(
                "watches",
                () -> running.get()
                        .filter(bridge -> !bridge.isHealthy())
                        .map(bridge -> "a watch on the management cluster ended and does not come back"));
        Check election = new Check("election", () -> running.get().flatMap(OmniBridge::electionProblem));
        Check start = new Check(
                "start",
                () -> running.get().filter(OmniBridge::isStarted).isPresent()
                        ? Optional.empty()
                        : Optional.of("custom resources are being read for the first time"));
        return start(port, List.of(watches, election), List.of(start), metrics);
    }

    private HealthServer(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Begins to answer.
     *
     * @param port 0 for any free one, see {@link #port}
     * @throws UncheckedIOException if the port is taken
     */
    static HealthServer start(int port, List<Check> live, List<Check> ready, OperatorMetrics metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(executor);
            server.createContext("/livez", exchange -> answer(exchange, live));
            server.createContext("/readyz", exchange -> answer(exchange, ready));
            server.createContext("/metrics", exchange -> page(exchange, metrics));
            server.start();
            return new HealthServer(server, executor);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    Setting.HEALTH_PORT.key() + " is " + port + ", and nothing can listen there: " + e.getMessage()
                            + "; choose another with " + Setting.HEALTH_PORT.variable(),
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    private static void answer(HttpExchange exchange, List<Check> checks) throws IOException {
        if (isRefused(exchange)) {
            return;
        }
        StringBuilder problems = new StringBuilder();
        for (Check check : checks) {
            check.problem()
                    .get()
                    .ifPresent(problem -> problems.append(check.name())
                            .append(": ")
                            .append(problem)
                            .append('\n'));
        }
        send(exchange, problems.isEmpty() ? OK : UNAVAILABLE, TEXT, problems.isEmpty() ? "ok\n" : problems.toString());
    }

    private static void page(HttpExchange exchange, OperatorMetrics metrics) throws IOException {
        if (!isRefused(exchange)) {
            send(exchange, OK, OperatorMetrics.CONTENT_TYPE, metrics.page());
        }
    }

    private static boolean isRefused(HttpExchange exchange) throws IOException {
        boolean isRefused = !exchange.getRequestMethod().equals("GET");
        if (isRefused) {
            exchange.getResponseHeaders().set("Allow", "GET");
            send(exchange, NOT_ALLOWED, TEXT, "only GET is answered here\n");
        }
        return isRefused;
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
