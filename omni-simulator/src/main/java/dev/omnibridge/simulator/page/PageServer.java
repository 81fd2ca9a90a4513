package dev.omnibridge.simulator.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.omnibridge.simulator.OmniSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the page on loopback. */
public final class PageServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();

    private PageServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves the state of a simulator.
     *
     * @param version what the simulator says it is
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static PageServer start(OmniSimulator simulator, String version, int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var page = new StatePage(simulator, version);
            http.createContext("/", exchange -> answer(exchange, page));
            var server = new PageServer(http);
            http.setExecutor(server.handlers);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the page can't be served on port " + port + ": choose another --page-port, or 0 for any free one",
                    e);
        }
    }

    /** Where it is. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private static void answer(HttpExchange exchange, StatePage page) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_BAD_METHOD, -1);
                return;
            }
            byte[] body = page.html().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.close();
    }
}
