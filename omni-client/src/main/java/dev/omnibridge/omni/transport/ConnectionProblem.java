package dev.omnibridge.omni.transport;

import io.grpc.Status;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why an endpoint can't be talked to, for people: told apart by the causes of a failed call. */
public enum ConnectionProblem {
    NAME_NOT_FOUND("the host name of the endpoint can't be resolved", "check its spelling and the DNS of this machine"),
    REFUSED(
            "nothing listens on the endpoint's port, or it is not reachable",
            "check host, port, firewall and network policies"),
    CERTIFICATE_NAME("the server's certificate is for another name", "use a host name that the certificate lists"),
    CERTIFICATE_UNTRUSTED(
            "the server's certificate is not trusted",
            "add the certificate of its authority as CA, or renew it if it has expired"),
    TLS("the TLS handshake failed", "check that the port speaks TLS; use http:// for an endpoint without"),
    NOT_HTTP2("the server does not speak HTTP/2", "check the port, and that proxies in between pass on gRPC"),
    NOT_GRPC("something else than Omni answered", "check host and port, and that proxies in between pass on gRPC"),
    DEADLINE("no answer came in time", "check the network, and how busy Omni is"),
    UNAVAILABLE("Omni is not available", "wait, and look into Omni's log if it stays");

    private final String sentence;
    private final String nextStep;

    ConnectionProblem(String sentence, String nextStep) {
        this.sentence = sentence;
        this.nextStep = nextStep;
    }

    /** What is wrong, without a full stop. */
    public String sentence() {
        return sentence;
    }

    /** What a person does about it. */
    public String nextStep() {
        return nextStep;
    }

    /**
     * What the failed call itself says of this problem. Of a refused connection the outer cause has the address; else the deepest one is the plainest.
     */
    public String detail(Throwable failure) {
        List<String> said = causes(failure)
                .filter(cause -> ofCause(cause).filter(this::equals).isPresent())
                .flatMap(cause -> Stream.ofNullable(cause.getMessage()))
                .toList();
        if (said.isEmpty()) {
            Status status = Status.fromThrowable(failure);
            return Objects.requireNonNullElse(
                    status.getDescription(), status.getCode().name());
        }
        return this == REFUSED ? withoutSystemCall(said.getLast()) : said.getFirst();
    }

    private static String withoutSystemCall(String text) {
        return text.replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
    }

    /** Reads the causes of a failed call; empty if the endpoint answered, so that the failure is none of the connection. */
    public static Optional<ConnectionProblem> of(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        String text = String.valueOf(status.getDescription());
        // 429, 502, 503 and 504 come from a proxy whose Omni is away for the moment; gRPC gives them the code
        // UNAVAILABLE.
        if (status.getCode() != Status.Code.UNAVAILABLE
                && (text.startsWith("HTTP status code") || text.contains("invalid content-type"))) {
            return Optional.of(NOT_GRPC);
        }
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED ->
                Optional.of(causes(failure)
                        .flatMap(cause -> ofCause(cause).stream())
                        .findFirst()
                        .orElse(DEADLINE));
            case UNAVAILABLE ->
                Optional.of(causes(failure)
                        .flatMap(cause -> ofCause(cause).stream())
                        .findFirst()
                        .orElse(text.contains("ALPN") ? NOT_HTTP2 : UNAVAILABLE));
            // A client that meets another protocol blames itself.
            case INTERNAL ->
                causes(failure).anyMatch(ConnectionProblem::isOtherProtocol)
                        ? Optional.of(NOT_HTTP2)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** netty's exception of HTTP/2 is shaded into gRPC, so its text is all there is to go by. */
    private static boolean isOtherProtocol(Throwable cause) {
        return String.valueOf(cause.getMessage()).startsWith("First received frame was not SETTINGS");
    }

    /** The causes, the deepest first, because the outer ones only say that something failed. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList().reversed().stream();
    }

    private static Optional<ConnectionProblem> ofCause(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return Optional.ofNullable(
                switch (cause) {
                    case UnknownHostException _ -> NAME_NOT_FOUND;
                    case ConnectException _, NoRouteToHostException _ -> REFUSED;
                    case CertPathBuilderException _, CertPathValidatorException _ -> CERTIFICATE_UNTRUSTED;
                    case CertificateException _ when text.contains("PKIX") -> CERTIFICATE_UNTRUSTED;
                    case CertificateException _ -> CERTIFICATE_NAME;
                    case SSLException _ -> TLS;
                    default -> isOtherProtocol(cause) ? NOT_HTTP2 : null;
                });
    }
}
