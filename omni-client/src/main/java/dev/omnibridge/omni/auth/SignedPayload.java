package dev.omnibridge.omni.auth;

import io.grpc.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text that a request's signature covers: its method and those of its headers that Omni compares. Written byte for byte as Omni's own Go
 * client writes it: keys sorted, absent headers {@code null}, Go's escapes.
 *
 * @param text JSON, sent as {@code x-sidero-payload}
 */
public record SignedPayload(String text) {

    /** Header with the time of the request, seconds since 1970. */
    public static final String TIMESTAMP = "x-sidero-timestamp";

    /** Header with the payload. */
    public static final String PAYLOAD = "x-sidero-payload";

    /** Header with version, name, fingerprint and signature, each separated by one blank. */
    public static final String SIGNATURE = "x-sidero-signature";

    /** The headers that a signature covers, in the order of the payload. */
    public static final List<String> COVERED_HEADERS = List.of(
            "authorization",
            "cluster",
            "context",
            "fieldSelectors",
            "namespace",
            "nodes",
            "runtime",
            "selectors",
            "uid",
            TIMESTAMP);

    /**
     * The payload of a request.
     *
     * @param method full name of the method with its leading slash
     * @param headers all headers of the request, the time among them
     */
    public static SignedPayload of(String method, Metadata headers) {
        Map<String, List<String>> covered = new TreeMap<>();
        for (String name : COVERED_HEADERS) {
            // gRPC lowers header names, and Omni compares fieldSelectors in mixed case: it can never match, so it is
            // never signed.
            Iterable<String> values = name.equals(name.toLowerCase(Locale.ROOT)) ? headers.getAll(key(name)) : null;
            if (values != null) {
                covered.put(name, copy(values));
            }
        }
        return of(method, covered);
    }

    /** The payload of a request whose covered headers are given; the others are absent. */
    public static SignedPayload of(String method, Map<String, List<String>> headers) {
        StringBuilder json = new StringBuilder(256).append("{\"headers\":{");
        for (String name : COVERED_HEADERS) {
            json.append(name.equals(COVERED_HEADERS.getFirst()) ? "" : ",");
            appendQuoted(json, name);
            json.append(':');
            appendList(json, headers.get(name));
        }
        json.append("},\"method\":");
        appendQuoted(json, method);
        return new SignedPayload(json.append('}').toString());
    }

    /** The bytes that are signed. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    private static List<String> copy(Iterable<String> values) {
        List<String> copy = new ArrayList<>();
        values.forEach(copy::add);
        return copy;
    }

    private static void appendList(StringBuilder json, @Nullable List<String> values) {
        if (values == null) {
            json.append("null");
            return;
        }
        json.append('[');
        for (int i = 0; i < values.size(); i++) {
            json.append(i == 0 ? "" : ",");
            appendQuoted(json, values.get(i));
        }
        json.append(']');
    }

    /** Escapes as Go's encoding/json does, which also escapes what is special in HTML and JavaScript. */
    private static void appendQuoted(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
