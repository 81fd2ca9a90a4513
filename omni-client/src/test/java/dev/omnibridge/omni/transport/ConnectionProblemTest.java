package dev.omnibridge.omni.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.omnibridge.omni.auth.KeyForge;
import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.GetResponse;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a connection fails is produced for real, on loopback. */
class ConnectionProblemTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Certificates AUTHORITY = Certificates.authority();

    @Test
    void aPortOnWhichNothingListens() throws IOException {
        HttpServer1 closed = new HttpServer1("");
        int port = closed.port();
        closed.close();

        assertThat(ofCall(new OmniEndpoint("localhost", port, false), TlsTrust.system()))
                .isEqualTo(ConnectionProblem.REFUSED);
    }

    @Test
    void aNameThatDoesNotExist() {
        assertThat(ofCall(new OmniEndpoint("no-such-host.invalid", 443, true), TlsTrust.system()))
                .isEqualTo(ConnectionProblem.NAME_NOT_FOUND);
    }

    @Test
    void aServerThatSpeaksHttp1Only() throws IOException {
        try (HttpServer1 server =
                new HttpServer1("HTTP/1.1 400 Bad Request\nContent-Length: 0\nConnection: close\n\n")) {
            assertThat(ofCall(new OmniEndpoint("localhost", server.port(), false), TlsTrust.system()))
                    .isEqualTo(ConnectionProblem.NOT_HTTP2);
        }
    }

    @Test
    void aServerWithoutTlsBehindAnHttpsUrl() throws IOException {
        try (HttpServer1 server = new HttpServer1("HTTP/1.1 400 Bad Request\nConnection: close\n\n")) {
            assertThat(ofCall(new OmniEndpoint("localhost", server.port(), true), TlsTrust.system()))
                    .isEqualTo(ConnectionProblem.TLS);
        }
    }

    @Test
    void aCertificateThatNobodyTrusts() throws IOException {
        Server server = tlsServer(AUTHORITY.server("localhost"));
        try {
            assertThat(ofCall(new OmniEndpoint("localhost", server.getPort(), true), TlsTrust.system()))
                    .isEqualTo(ConnectionProblem.CERTIFICATE_UNTRUSTED);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void aCertificateForAnotherName() throws IOException {
        Server server = tlsServer(AUTHORITY.server("omni.example.com"));
        try {
            assertThat(ofCall(
                            new OmniEndpoint("localhost", server.getPort(), true), TlsTrust.systemAnd(AUTHORITY.pem())))
                    .isEqualTo(ConnectionProblem.CERTIFICATE_NAME);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void aCertificateOfAnAuthorityThatIsGivenIsTrusted() throws IOException {
        Server server = tlsServer(AUTHORITY.server("localhost"));
        try {
            Throwable failure = failureOf(
                    new OmniEndpoint("localhost", server.getPort(), true),
                    TlsTrust.systemAnd(Certificates.authority().pem() + AUTHORITY.pem()));

            assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(ConnectionProblem.of(failure)).as("the server answered").isEmpty();
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void aCallThatTakesTooLong() {
        Throwable late = Status.DEADLINE_EXCEEDED.asRuntimeException();

        assertThat(ConnectionProblem.of(late)).contains(ConnectionProblem.DEADLINE);
    }

    @Test
    void aProxyThatAnswersInsteadOfOmni() {
        Throwable html = Status.UNIMPLEMENTED
                .withDescription("HTTP status code 404 invalid content-type: text/html")
                .asRuntimeException();

        assertThat(ConnectionProblem.of(html)).contains(ConnectionProblem.NOT_GRPC);
    }

    /** As gRPC translates the answer of nginx or a load balancer. */
    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void aProxyWhoseOmniIsAwayForTheMoment(int code) {
        Throwable html = Status.UNAVAILABLE
                .withDescription("HTTP status code " + code + "\ninvalid content-type: text/html")
                .asRuntimeException();

        assertThat(ConnectionProblem.of(html)).contains(ConnectionProblem.UNAVAILABLE);
    }

    @Test
    void whatIsToldIsThePlainestOfAllCauses() throws IOException {
        Server server = tlsServer(AUTHORITY.server("omni.example.com"));
        int port = server.getPort();
        try {
            Throwable untrusted = failureOf(new OmniEndpoint("localhost", port, true), TlsTrust.system());
            Throwable another =
                    failureOf(new OmniEndpoint("localhost", port, true), TlsTrust.systemAnd(AUTHORITY.pem()));

            assertThat(ConnectionProblem.CERTIFICATE_UNTRUSTED.detail(untrusted))
                    .isEqualTo("unable to find valid certification path to requested target");
            assertThat(ConnectionProblem.CERTIFICATE_NAME.detail(another)).contains("matching localhost found");
        } finally {
            server.shutdownNow();
        }
        Throwable refused = failureOf(new OmniEndpoint("localhost", port, false), TlsTrust.system());
        assertThat(ConnectionProblem.REFUSED.detail(refused))
                .startsWith("Connection refused: localhost/")
                .endsWith(":" + port);
        assertThat(ConnectionProblem.DEADLINE.detail(Status.DEADLINE_EXCEEDED.asRuntimeException()))
                .isEqualTo("DEADLINE_EXCEEDED");
    }

    @Test
    void everyProblemHasASentenceAndANextStep() {
        assertThat(ConnectionProblem.values()).allSatisfy(problem -> {
            assertThat(problem.sentence()).isNotBlank();
            assertThat(problem.nextStep()).isNotBlank();
        });
    }

    @Test
    void aCaBundleWithoutACertificateIsRefused() {
        assertThatExceptionOfType(InvalidCertificatesException.class)
                .isThrownBy(() -> TlsTrust.systemAnd("nothing"))
                .withMessageContaining("holds no certificate");
        assertThatExceptionOfType(InvalidCertificatesException.class)
                .isThrownBy(() -> TlsTrust.systemAnd(AUTHORITY.pem().substring(0, 200)))
                .withMessageContaining("can't be read");
    }

    private static ConnectionProblem ofCall(OmniEndpoint endpoint, TlsTrust trust) {
        return ConnectionProblem.of(failureOf(endpoint, trust)).orElseThrow();
    }

    private static Throwable failureOf(OmniEndpoint endpoint, TlsTrust trust) {
        SigningInterceptor signing =
                new SigningInterceptor(new RequestSigner(KeyForge.key().decoded(), CLOCK));
        try (OmniChannel channel = OmniChannel.open(endpoint, trust, signing, "omnibridge/test")) {
            return Objects.requireNonNull(catchThrowable(() -> StateGrpc.newBlockingStub(channel.grpc())
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .get(GetRequest.getDefaultInstance())));
        }
    }

    private static Server tlsServer(Certificates certificates) throws IOException {
        return NettyServerBuilder.forPort(0)
                .sslContext(GrpcSslContexts.forServer(stream(certificates.pem()), stream(certificates.keyPem()))
                        .build())
                .addService(new StateGrpc.StateImplBase() {
                    @Override
                    public void get(GetRequest request, StreamObserver<GetResponse> out) {
                        out.onError(Status.NOT_FOUND.asRuntimeException());
                    }
                })
                .build()
                .start();
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
