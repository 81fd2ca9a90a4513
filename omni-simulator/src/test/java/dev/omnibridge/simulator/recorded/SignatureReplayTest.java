package dev.omnibridge.simulator.recorded;

import dev.omnibridge.omni.auth.SignedPayload;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.access.Role;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SignatureReplayTest {

    private static final String GET = "/cosi.resource.State/Get";
    private static final String SHIFTED = "x-sidero-timestamp shifted by seconds, correctly signed";

    private final Instant now = InstantSource.system().instant();
    private final Recording recording = new Recording("probe-auth.jsonl");
    private final OmniSimulator simulator =
            OmniSimulator.builder().inProcess().clock(InstantSource.fixed(now)).build();
    private final ManagedChannel channel =
            InProcessChannelBuilder.forName(simulator.channelName()).build();

    @BeforeEach
    void start() {
        simulator.start();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        simulator.close();
    }

    @TestFactory
    List<DynamicTest> signatures() throws Exception {
        HandSigner good = signed(0);
        return List.of(
                test("auth/ok", good),
                recording.test("auth/replay-1", () -> call(good)),
                recording.test("auth/replay-2", () -> call(good)),
                recording.test("auth/replay-3", () -> call(good)),
                shifted("auth/timestamp-600", -600),
                shifted("auth/timestamp-310", -310),
                shifted("auth/timestamp-295", -295),
                shifted("auth/timestamp+295", 295),
                shifted("auth/timestamp+310", 310),
                shifted("auth/timestamp+600", 600),
                test(
                        "auth/unsigned",
                        signed(0)
                                .header("x-sidero-signature", null)
                                .header("x-sidero-payload", null)
                                .header("x-sidero-timestamp", null)),
                test("auth/tampered-payload", signed(0).header("x-sidero-payload", payload(0) + " ")),
                test("auth/unsigned-header", signed(0).header("context", "demo")),
                test("auth/unknown-fingerprint", signed(0).inSignature(good.fingerprint(), "0".repeat(40))),
                test(
                        "auth/uppercase-fingerprint",
                        signed(0)
                                .inSignature(
                                        good.fingerprint(), good.fingerprint().toUpperCase(Locale.ROOT))),
                test("auth/version-2", signed(0).inSignature("siderov1", "siderov2")),
                test("auth/other-identity", signed(0).inSignature(" " + good.name() + " ", " somebody ")),
                test("auth/minimal-payload", with(minimal())),
                test(
                        "auth/payload-spaces-order-extra",
                        with("{ \"more\": 1, \"method\": \"" + GET + "\", \"headers\": { \"x-sidero-timestamp\": [\""
                                + now.getEpochSecond() + "\"] } }")),
                test("auth/empty-list", with(minimal().replace("{\"x-", "{\"context\":[],\"x-"))),
                test("auth/method-without-slash", with(minimal().replace(GET, GET.substring(1)))),
                test("auth/foreign-header", signed(0).header("x-other", "y")),
                test(
                        "auth/authorization-header",
                        with(minimal().replace("{\"x-", "{\"authorization\":[\"Bearer x\"],\"x-"))
                                .header("authorization", "Bearer x")));
    }

    @TestFactory
    List<DynamicTest> accountsThatAreGone() throws Exception {
        String key = simulator.accounts().create("short", Role.READER);
        HandSigner signer = new HandSigner(key, payload(0), now.getEpochSecond());
        simulator.accounts().revoke("short");
        return List.of(test("auth/after-destroy", signer));
    }

    private DynamicTest shifted(String id, int seconds) throws Exception {
        HandSigner signer = signed(seconds);
        return recording.test(id, SHIFTED, () -> call(signer));
    }

    private DynamicTest test(String id, HandSigner signer) {
        return recording.test(id, () -> call(signer));
    }

    private void call(HandSigner signer) throws Exception {
        StateGrpc.newBlockingV2Stub(ClientInterceptors.intercept(channel, signer))
                .get(GetRequest.newBuilder()
                        .setNamespace("virtual")
                        .setType(ResourceTypes.CURRENT_USERS.name())
                        .setId("current")
                        .build());
    }

    private HandSigner signed(int shift) throws Exception {
        return new HandSigner(simulator.serviceAccountKey(), payload(shift), now.getEpochSecond() + shift);
    }

    private HandSigner with(String payload) throws Exception {
        return new HandSigner(simulator.serviceAccountKey(), payload, now.getEpochSecond());
    }

    private String minimal() {
        return "{\"headers\":{\"x-sidero-timestamp\":[\"" + now.getEpochSecond() + "\"]},\"method\":\"" + GET + "\"}";
    }

    private String payload(int shift) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("x-sidero-timestamp", Metadata.ASCII_STRING_MARSHALLER),
                Long.toString(now.getEpochSecond() + shift));
        return SignedPayload.of(GET, headers).text();
    }
}
