package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SignedPayload;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.simulator.auth.IssuedKey;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private static final String GET = "/cosi.resource.State/Get";

    @Test
    void aSignedCallIsAnsweredAndOmniKnowsWhoCalls() {
        assertThat(omni.client().account().identity()).isEqualTo(omni.key().identity());
        assertThat(omni.client().account().version()).isNotBlank();
    }

    @Test
    void aCallWithoutASignatureIsRefused() {
        assertRefused(new Metadata());
    }

    @Test
    void aKeyThatOmniDoesNotKnowIsRefused() {
        IssuedKey foreign = IssuedKey.generate(omni.key().name(), Instant.now(), Duration.ofHours(1));

        assertThatExceptionOfType(OmniException.Unauthenticated.class)
                .isThrownBy(() -> omni.connect(ServiceAccountKey.decode(foreign.text()), Clock.systemUTC())
                        .state()
                        .get(ResourceTypes.CURRENT_USERS, "current"))
                .withMessageContaining("invalid signature");
    }

    @ParameterizedTest
    @ValueSource(longs = {-290, 290})
    void aClockThatIsOffByLessThanFiveMinutesIsTolerated(long seconds) {
        omni.needsAClockThatAgrees();
        omni.needsAKeyOfSomeAge();

        call(signedAt(seconds));
    }

    @ParameterizedTest
    @ValueSource(longs = {-320, 320})
    void aClockThatIsOffByMoreThanFiveMinutesIsRefused(long seconds) {
        omni.needsAClockThatAgrees();
        omni.needsAKeyOfSomeAge();

        assertRefused(signedAt(seconds));
    }

    @Test
    void theSameRequestIsAcceptedAgain() {
        Metadata headers = signedAt(0);

        call(headers);
        call(headers);
    }

    @Test
    void aPayloadChangedAfterSigningIsRefused() {
        assertRefused(changed(headers -> replace(
                headers,
                SignedPayload.PAYLOAD,
                text(headers, SignedPayload.PAYLOAD).replace("null", "null "))));
    }

    @Test
    void aCoveredHeaderAddedAfterSigningIsRefusedAndAnyOtherIsNot() {
        assertRefused(changed(headers -> headers.put(key("context"), "prod-1")));
        call(changed(headers -> headers.put(key("x-other"), "1")));
    }

    @Test
    void anotherMethodThanTheSignedOneIsRefused() {
        Metadata headers = new Metadata();
        new RequestSigner(omni.key(), Clock.systemUTC()).sign("/cosi.resource.State/List", headers);

        assertRefused(headers);
    }

    @Test
    void aFingerprintInUpperCaseIsRefused() {
        String fingerprint = omni.key().fingerprint();

        assertRefused(changed(headers -> replace(
                headers,
                SignedPayload.SIGNATURE,
                text(headers, SignedPayload.SIGNATURE).replace(fingerprint, fingerprint.toUpperCase(Locale.ROOT)))));
    }

    @Test
    void anotherVersionOfTheSignatureIsRefused() {
        assertRefused(changed(headers -> replace(
                headers,
                SignedPayload.SIGNATURE,
                text(headers, SignedPayload.SIGNATURE).replace("siderov1", "siderov2"))));
    }

    private static Metadata changed(Consumer<Metadata> change) {
        Metadata headers = signedAt(0);
        change.accept(headers);
        return headers;
    }

    private static Metadata signedAt(long secondsFromNow) {
        Metadata headers = new Metadata();
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(secondsFromNow));
        new RequestSigner(omni.key(), clock).sign(GET, headers);
        return headers;
    }

    private static void call(Metadata headers) {
        StateGrpc.newBlockingStub(omni.unsigned())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .get(GetRequest.newBuilder()
                        .setNamespace("virtual")
                        .setType("CurrentUsers.omni.sidero.dev")
                        .setId("current")
                        .build());
    }

    private static void assertRefused(Metadata headers) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> call(headers))
                .matches(e -> e.getStatus().getCode() == Status.Code.UNAUTHENTICATED)
                .withMessageContaining("invalid signature");
    }

    private static void replace(Metadata headers, String name, String value) {
        headers.removeAll(key(name));
        headers.put(key(name), value);
    }

    private static String text(Metadata headers, String name) {
        return Objects.requireNonNull(headers.get(key(name)));
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
