package dev.omnibridge.omni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.omnibridge.omni.auth.KeyForge;
import dev.omnibridge.omni.mirror.ExecutorScheduler;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniMirror;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.GetResponse;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.proto.specs.CurrentUserSpec;
import dev.omnibridge.omni.proto.specs.FeaturesConfigSpec;
import dev.omnibridge.omni.proto.specs.SysVersionSpec;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OmniClientTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    private final SmallOmni omni = new SmallOmni();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private Server server;
    private OmniClient client;

    @BeforeEach
    void start() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .addService(omni)
                .intercept(omni)
                .build()
                .start();
        client = OmniClient.over(
                InProcessChannelBuilder.forName(name),
                KeyForge.key().named("known").decoded(),
                CLOCK,
                () -> Optional.of(Duration.ofMinutes(-7)));
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
        timers.shutdownNow();
    }

    @Test
    void theAccountSaysWhoAnswersAndAsWhomItSeesTheCaller() {
        omni.holds(
                "CurrentUsers.omni.sidero.dev/current",
                CurrentUserSpec.newBuilder()
                        .setIdentity("known@serviceaccount.omni.sidero.dev")
                        .setRole("Operator")
                        .build());
        omni.holds(
                "SysVersions.system.sidero.dev/current",
                SysVersionSpec.newBuilder()
                        .setBackendVersion("v1.10.4")
                        .setBackendApiVersion(2)
                        .build());
        omni.holds(
                "FeaturesConfigs.omni.sidero.dev/features-config",
                FeaturesConfigSpec.newBuilder()
                        .setAccount(FeaturesConfigSpec.Account.newBuilder()
                                .setId("id-1")
                                .setName("acme"))
                        .build());

        assertThat(client.account())
                .isEqualTo(new OmniAccount(
                        "known@serviceaccount.omni.sidero.dev", "Operator", "id-1", "acme", "v1.10.4", 2));
    }

    @Test
    void anOmniThatDoesNotTellItsAccountIsAnsweredWithEmptyTexts() {
        omni.holds("CurrentUsers.omni.sidero.dev/current", CurrentUserSpec.getDefaultInstance());
        omni.holds("SysVersions.system.sidero.dev/current", SysVersionSpec.getDefaultInstance());

        assertThat(client.account().accountId()).isEmpty();
    }

    @Test
    void aKeyThatOmniDoesNotKnowEndsAsUnauthenticatedAndAReplacedOneWorks() {
        omni.holds("CurrentUsers.omni.sidero.dev/current", CurrentUserSpec.getDefaultInstance());
        client.replaceKey(KeyForge.key().named("unknown").decoded());
        assertThatExceptionOfType(OmniException.Unauthenticated.class)
                .isThrownBy(() -> client.state().get(ResourceTypes.CURRENT_USERS, "current"))
                .withMessage("CurrentUsers/current: invalid signature");

        client.replaceKey(KeyForge.key().named("known").decoded());
        assertThat(client.state().get(ResourceTypes.CURRENT_USERS, "current").id())
                .isEqualTo("current");
        assertThat(client.key().name()).isEqualTo("known");
    }

    @Test
    void anExpiredKeyIsToldWithItsDate() {
        client.replaceKey(KeyForge.key().livingFor(Duration.ofDays(10)).decoded());

        assertThatExceptionOfType(OmniException.Unauthenticated.class)
                .isThrownBy(() -> client.state().get(ResourceTypes.CURRENT_USERS, "current"))
                .withMessageContaining("expired at 2026-01-11T00:00:00Z");
    }

    @Test
    void theSkewOfTheClocksIsAsked() {
        assertThat(client.clockSkew()).contains(Duration.ofMinutes(-7));
    }

    @Test
    void aMirrorWhoseKeyWasRefusedComesBackAtOnceWithTheReplacedKey() {
        client.replaceKey(KeyForge.key().named("unknown").decoded());
        OmniMirror mirror = client.mirror(
                List.of(MirroredKind.of(ResourceTypes.CLUSTERS)),
                new Deaf(),
                new ExecutorScheduler(timers, CLOCK, RandomGenerator.getDefault()));
        await().until(() ->
                mirror.snapshot().kind(ResourceTypes.CLUSTERS).state().brokenSince() != null);

        client.replaceKey(KeyForge.key().named("known").decoded());

        await().until(() -> mirror.snapshot().live());
        assertThat(mirror.snapshot().kind(ResourceTypes.CLUSTERS).get("demo")).isPresent();
    }

    @Test
    void aCallAfterTheCloseWasGivenUpHere() {
        client.close();

        assertThatExceptionOfType(OmniException.Cancelled.class)
                .isThrownBy(() -> client.state().get(ResourceTypes.CURRENT_USERS, "current"));
    }

    /** Answers reads, knows one key, and tells of one cluster. */
    private static final class SmallOmni extends StateGrpc.StateImplBase implements ServerInterceptor {

        private final Map<String, Message> specs = new ConcurrentHashMap<>();

        void holds(String typeAndId, Message spec) {
            specs.put(typeAndId, spec);
        }

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, io.grpc.Metadata headers, ServerCallHandler<Q, A> next) {
            String signature = headers.get(
                    io.grpc.Metadata.Key.of("x-sidero-signature", io.grpc.Metadata.ASCII_STRING_MARSHALLER));
            if (signature == null || !signature.startsWith("siderov1 known ")) {
                call.close(Status.UNAUTHENTICATED.withDescription("invalid signature"), new io.grpc.Metadata());
                return new ServerCall.Listener<>() {};
            }
            return next.startCall(call, headers);
        }

        @Override
        public void get(GetRequest request, StreamObserver<GetResponse> out) {
            Message spec = specs.get(request.getType() + "/" + request.getId());
            if (spec == null) {
                out.onError(Status.NOT_FOUND.asRuntimeException());
            } else {
                out.onNext(GetResponse.newBuilder()
                        .setResource(resource(request.getId(), spec))
                        .build());
                out.onCompleted();
            }
        }

        @Override
        public void watch(WatchRequest request, StreamObserver<WatchResponse> out) {
            WatchResponse.Builder bootstrap = WatchResponse.newBuilder();
            bootstrap.addEventBuilder().setResource(resource("demo", FeaturesConfigSpec.getDefaultInstance()));
            bootstrap.addEventBuilder().setEventTypeValue(3);
            out.onNext(WatchResponse.getDefaultInstance());
            out.onNext(bootstrap.build());
        }

        private static Resource resource(String id, Message spec) {
            return Resource.newBuilder()
                    .setMetadata(Metadata.newBuilder().setId(id).setVersion("1").setPhase("running"))
                    .setSpec(Spec.newBuilder().setProtoSpec(spec.toByteString()))
                    .build();
        }
    }

    private static final class Deaf implements MirrorListener {

        @Override
        public <S extends Message> void onChange(
                ResourceType<S> type,
                String id,
                dev.omnibridge.omni.resource.@Nullable Resource<S> before,
                dev.omnibridge.omni.resource.@Nullable Resource<S> after) {}

        @Override
        public void onState(ResourceType<?> type, MirrorState state) {}
    }
}
