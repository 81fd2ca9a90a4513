package dev.omnibridge.operator.story;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Takes traces by OTLP over HTTP; numbers of fields are those of opentelemetry-proto's {@code trace.proto}. */
final class OtlpReceiver implements AutoCloseable {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean isAway;

    /**
     * A span that arrived.
     *
     * @param trace its id, hexadecimal
     * @param id its own, hexadecimal
     * @param parent empty for none
     * @param attributes those of the span, numbers as text
     */
    record Span(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** What is set as traces-endpoint. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** It refuses what is sent, until it does not. */
    void isAway(boolean now) {
        isAway = now;
    }

    /** How many batches it refused. */
    int refused() {
        return refused.get();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** What was sent below a span. */
    List<Span> below(Span span) {
        return spans.stream()
                .filter(other ->
                        other.trace().equals(span.trace()) && other.parent().equals(span.id()))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (isAway) {
                refused.incrementAndGet();
            } else {
                UnknownFieldSet request = UnknownFieldSet.parseFrom(body);
                messages(request, 1).stream()
                        .flatMap(ofResource -> messages(ofResource, 2).stream())
                        .flatMap(ofScope -> messages(ofScope, 2).stream())
                        .forEach(span -> spans.add(span(span)));
            }
            exchange.sendResponseHeaders(isAway ? UNAVAILABLE : OK, -1);
        }
    }

    private static Span span(UnknownFieldSet span) {
        return new Span(
                hex(bytes(span, 1)),
                hex(bytes(span, 2)),
                hex(bytes(span, 4)),
                text(span, 5),
                messages(span, 9).stream()
                        .collect(Collectors.toMap(
                                pair -> text(pair, 1),
                                pair -> value(messages(pair, 2).getFirst()))));
    }

    private static String value(UnknownFieldSet value) {
        return value.hasField(3)
                ? Long.toString(value.getField(3).getVarintList().getFirst())
                : text(value, 1);
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(OtlpReceiver::parsed)
                .toList();
    }

    private static UnknownFieldSet parsed(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .findFirst()
                .orElse(ByteString.EMPTY);
    }

    private static String text(UnknownFieldSet message, int field) {
        return bytes(message, field).toString(StandardCharsets.UTF_8);
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
