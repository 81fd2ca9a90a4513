package dev.omnibridge.omni.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.auth.KeyForge;
import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SignedPayload;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.CreateResponse;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.GetResponse;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real connection on loopback, so that headers and limits are those of the wire. */
class OmniChannelTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    private final ServiceAccountKey key = KeyForge.key().named("first").decoded();
    private final SigningInterceptor signing = new SigningInterceptor(new RequestSigner(key, CLOCK));
    private final Recorder recorder = new Recorder();
    private Server server;
    private OmniChannel channel;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forPort(0)
                .maxInboundMessageSize(100_000_000)
                .addService(recorder)
                .intercept(recorder)
                .build()
                .start();
        channel = OmniChannel.open(
                new OmniEndpoint("localhost", server.getPort(), false),
                TlsTrust.system(),
                signing,
                "omnibridge/1.2.3",
                (method, code, took) -> heard.add(method + " " + code));
    }

    @AfterEach
    void stop() {
        channel.close();
        server.shutdownNow();
    }

    @Test
    void aCallIsSignedOverTheHeadersItWasGivenAndOverItsMethod() {
        Metadata context = new Metadata();
        context.put(Metadata.Key.of("context", Metadata.ASCII_STRING_MARSHALLER), "prod-1");

        stub().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(context))
                .get(GetRequest.getDefaultInstance());

        Metadata headers = recorder.headers.getLast();
        String payload = text(headers, SignedPayload.PAYLOAD);
        assertThat(payload)
                .isEqualTo(SignedPayload.of("/cosi.resource.State/Get", headers).text())
                .contains("\"context\":[\"prod-1\"]");
        assertThat(text(headers, SignedPayload.SIGNATURE)).startsWith("siderov1 first " + key.fingerprint() + " ");
        assertThat(text(headers, SignedPayload.TIMESTAMP)).isEqualTo("1780272000");
    }

    @Test
    void anotherKeySignsFromTheNextCallOnOverTheSameChannel() {
        stub().get(GetRequest.getDefaultInstance());
        ServiceAccountKey other = KeyForge.key().named("second").decoded();
        signing.replaceSigner(new RequestSigner(other, CLOCK));
        stub().get(GetRequest.getDefaultInstance());

        assertThat(recorder.headers)
                .extracting(headers -> text(headers, SignedPayload.SIGNATURE).split(" ")[1])
                .containsExactly("first", "second");
        assertThat(signing.key()).isEqualTo(other);
    }

    @Test
    void anExpiredKeyEndsTheCallBeforeAnythingIsSent() {
        signing.replaceSigner(
                new RequestSigner(key, Clock.fixed(Instant.parse("2028-01-01T00:00:00Z"), ZoneOffset.UTC)));

        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> stub().get(GetRequest.getDefaultInstance()))
                .withMessageContaining("UNAUTHENTICATED")
                .withMessageContaining("expired at 2027-01-01T00:00:00Z");
        assertThat(recorder.headers).isEmpty();
    }

    @Test
    void everyCallHasADeadlineAndAUserAgentAndIsCompressed() {
        stub().get(GetRequest.getDefaultInstance());

        assertThat(recorder.secondsLeft.getLast()).isBetween(5L, 10L);
        assertThat(text(recorder.headers.getLast(), "user-agent")).startsWith("omnibridge/1.2.3 grpc-java");
        assertThat(text(recorder.headers.getLast(), "grpc-encoding")).isEqualTo("gzip");
    }

    @Test
    void whoeverListensHearsHowACallEndedAlsoOneThatWasNeverSent() {
        stub().get(GetRequest.getDefaultInstance());
        signing.replaceSigner(
                new RequestSigner(key, Clock.fixed(Instant.parse("2028-01-01T00:00:00Z"), ZoneOffset.UTC)));
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> stub().get(GetRequest.getDefaultInstance()));

        assertThat(heard).containsExactly("State/Get OK", "State/Get UNAUTHENTICATED");
    }

    @Test
    void aDeadlineOfTheCallerStays() {
        stub().withDeadlineAfter(3, TimeUnit.SECONDS).get(GetRequest.getDefaultInstance());

        assertThat(recorder.secondsLeft.getLast()).isLessThanOrEqualTo(3);
    }

    @Test
    void aReadIsRepeatedOnceIfOmniIsUnavailableAndAWriteIsNot() {
        recorder.unavailableCalls.set(1);
        stub().get(GetRequest.getDefaultInstance());
        assertThat(recorder.headers).hasSize(2);

        recorder.unavailableCalls.set(1);
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> stub().create(CreateRequest.getDefaultInstance()));
        assertThat(recorder.headers).hasSize(3);
    }

    @Test
    void inAnOutageNoReadIsRepeatedAnyMore() {
        recorder.unavailableCalls.set(10);
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(StatusRuntimeException.class)
                    .isThrownBy(() -> stub().get(GetRequest.getDefaultInstance()));
        }
        assertThat(recorder.headers).as("the first one was repeated").hasSize(6);

        recorder.unavailableCalls.set(0);
        for (int i = 0; i < 4; i++) {
            stub().get(GetRequest.getDefaultInstance());
        }
        recorder.unavailableCalls.set(1);
        stub().get(GetRequest.getDefaultInstance());
    }

    @Test
    void answersOfSixtyMebibytesAreAccepted() {
        recorder.answerBytes = 60 * 1024 * 1024;

        assertThat(stub().get(GetRequest.getDefaultInstance())
                        .getResource()
                        .getSpec()
                        .getYamlSpec())
                .hasSize(recorder.answerBytes);
    }

    @Test
    void reasonsThatFillHeadersAreRead() {
        recorder.failure = Status.INVALID_ARGUMENT.withDescription("x".repeat(100_000));

        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> stub().create(CreateRequest.getDefaultInstance()))
                .matches(e ->
                        Objects.requireNonNull(e.getStatus().getDescription()).length() == 100_000);
    }

    private StateGrpc.StateBlockingStub stub() {
        return StateGrpc.newBlockingStub(channel.grpc());
    }

    private static String text(Metadata headers, String name) {
        return Objects.requireNonNull(headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)), name);
    }

    /** Answers everything and keeps the headers and deadlines of the calls. */
    private static final class Recorder extends StateGrpc.StateImplBase implements ServerInterceptor {

        private final List<Metadata> headers = new CopyOnWriteArrayList<>();
        private final List<Long> secondsLeft = new CopyOnWriteArrayList<>();
        private final AtomicInteger unavailableCalls = new AtomicInteger();
        private volatile int answerBytes = 1;
        private volatile Status failure = Status.OK;

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata sent, ServerCallHandler<Q, A> next) {
            headers.add(sent);
            Deadline deadline = Context.current().getDeadline();
            secondsLeft.add(deadline == null ? -1L : deadline.timeRemaining(TimeUnit.SECONDS));
            return next.startCall(call, sent);
        }

        @Override
        public void get(GetRequest request, StreamObserver<GetResponse> out) {
            answer(
                    out,
                    GetResponse.newBuilder()
                            .setResource(Resource.newBuilder()
                                    .setSpec(Spec.newBuilder().setYamlSpec("y".repeat(answerBytes))))
                            .build());
        }

        @Override
        public void create(CreateRequest request, StreamObserver<CreateResponse> out) {
            answer(out, CreateResponse.getDefaultInstance());
        }

        private <A> void answer(StreamObserver<A> out, A answer) {
            if (unavailableCalls.getAndDecrement() > 0) {
                out.onError(Status.UNAVAILABLE.asRuntimeException());
            } else if (!failure.isOk()) {
                out.onError(failure.asRuntimeException());
            } else {
                out.onNext(answer);
                out.onCompleted();
            }
        }
    }
}
