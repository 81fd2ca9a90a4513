package dev.omnibridge.omni.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an Omni is reached. {@code https} means TLS, {@code http} and {@code grpc} mean HTTP/2 without TLS. Path and query are ignored, as
 * Omni's own client does; other schemes, which that client takes for plain text without a word, are refused.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65535; by default 443 with TLS and 80 without
 * @param tls whether the connection is encrypted
 */
public record OmniEndpoint(String host, int port, boolean tls) {

    private static final String EXAMPLE = "write it as https://omni.example.com or https://omni.example.com:8443";
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;
    private static final int MAX_PORT = 65_535;

    public OmniEndpoint {
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidEndpointException("endpoint: port " + port + " is not between 1 and " + MAX_PORT);
        }
    }

    /**
     * Reads a URL such as {@code https://omni.example.com}.
     *
     * @throws InvalidEndpointException if it is none, or of another scheme
     */
    public static OmniEndpoint parse(String url) {
        String text = url.strip();
        if (text.isEmpty()) {
            throw new InvalidEndpointException("endpoint is empty; " + EXAMPLE);
        }
        if (!text.contains("://")) {
            throw new InvalidEndpointException("endpoint \"" + text + "\" has no scheme; " + EXAMPLE);
        }
        URI uri = uri(text);
        if (uri.getRawUserInfo() != null) {
            throw new InvalidEndpointException(
                    "endpoint holds a user name or password, which Omni does not use; remove what stands before the @");
        }
        String host = host(uri, text);
        boolean tls = isTls(uri.getScheme(), text);
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        return new OmniEndpoint(host, port, tls);
    }

    /** The URL without path; the port only where it is not the default. */
    public String url() {
        boolean usual = port == (tls ? TLS_PORT : PLAIN_PORT);
        return (tls ? "https://" : "http://") + (usual ? bracketed() : authority());
    }

    /** Host and port as gRPC takes them. */
    public String authority() {
        return bracketed() + ":" + port;
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidEndpointException(
                    "endpoint is no URL: " + e.getReason() + " at character " + (e.getIndex() + 1) + "; " + EXAMPLE);
        }
    }

    private static String host(URI uri, String text) {
        @Nullable String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new InvalidEndpointException("endpoint \"" + text + "\" has no valid host name or port; " + EXAMPLE);
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isTls(String scheme, String text) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http", "grpc" -> false;
            default ->
                throw new InvalidEndpointException("endpoint \"" + text + "\" has the scheme " + scheme
                        + "; allowed are https, and http or grpc for a connection without TLS");
        };
    }

    @Override
    public String toString() {
        return url();
    }
}
