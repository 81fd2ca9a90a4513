package dev.omnibridge.omni.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Metadata;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignerTest {

    private static final JsonNode ACCOUNT = Vectors.read("service-account.json");
    private static final String PUBLIC_KEY = ACCOUNT.get("public_key").textValue();

    static Stream<JsonNode> positive() {
        return Vectors.list("positive.json").stream();
    }

    static Stream<JsonNode> negative() {
        return Vectors.list("negative.json").stream();
    }

    @ParameterizedTest
    @MethodSource("positive")
    void signaturesOfOmnisGoClientVerify(JsonNode vector) {
        byte[] payload = SignedPayload.of(
                        vector.get("method").textValue(), Vectors.headers(vector.get("metadata_on_the_wire")))
                .bytes();

        assertThat(Vectors.verifies(PUBLIC_KEY, Vectors.bytes(vector.get("signature_hex")), payload))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("positive")
    void signaturesMadeHereVerifyAndNameTheirIssuer(JsonNode vector) {
        Instant at = Instant.ofEpochSecond(vector.get("timestamp_unix").longValue());
        Metadata headers = new Metadata();
        Vectors.headers(vector.get("application_metadata"))
                .forEach((name, values) -> values.forEach(value -> headers.put(SignedPayload.key(name), value)));

        signer("service-account.json", at).sign(vector.get("method").textValue(), headers);

        String payload = header(headers, SignedPayload.PAYLOAD);
        assertThat(payload).isEqualTo(vector.get("payload").textValue());
        String[] fields = header(headers, SignedPayload.SIGNATURE).split(" ", -1);
        assertThat(fields)
                .hasSize(4)
                .startsWith("siderov1", "vector-sa", ACCOUNT.get("fingerprint").textValue());
        byte[] packet = Base64.getDecoder().decode(fields[3]);
        assertThat(Vectors.verifies(PUBLIC_KEY, packet, new SignedPayload(payload).bytes()))
                .isTrue();
        PGPSignature signature = Vectors.signature(packet);
        assertThat(signature.getCreationTime()).isEqualTo(Date.from(at));
        assertThat(signature.getKeyID()).isNotZero();
    }

    /** What a server refuses: either the signature is broken, or payload and request differ. */
    @ParameterizedTest
    @MethodSource("negative")
    void aChangedRequestIsNotWhatWasSigned(JsonNode vector) {
        var wire = Vectors.headers(vector.get("metadata_on_the_wire"));
        String sent = Objects.requireNonNull(wire.get(SignedPayload.PAYLOAD)).getFirst();
        String[] fields = Objects.requireNonNull(wire.get(SignedPayload.SIGNATURE))
                .getFirst()
                .split(" ", -1);
        boolean expiredKey = "expired-key-old-signature".equals(vector.get("id").textValue());
        String key = expiredKey
                ? Vectors.read("service-account-expired.json").get("public_key").textValue()
                : PUBLIC_KEY;

        boolean verifies =
                Vectors.verifies(key, Base64.getDecoder().decode(fields[3]), new SignedPayload(sent).bytes());
        boolean matches =
                SignedPayload.of(vector.get("method").textValue(), wire).text().equals(sent);
        boolean current = !vector.has("judge_at_unix") && !expiredKey && fields[0].equals("siderov1");

        assertThat(verifies && matches && current)
                .as(vector.get("change").textValue())
                .isFalse();
    }

    @Test
    void anExpiredKeyRefusesToSignAsOmnisGoClientDoes() {
        JsonNode vector = Vectors.read("expired-key-signing.json");
        assertThat(vector.get("signature_base64").textValue()).isEmpty();
        RequestSigner signer = signer("service-account-expired.json", Instant.ofEpochSecond(1_700_000_000L + 7200));

        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> signer.sign("/cosi.resource.State/Get", new Metadata()))
                .matches(e -> e.problem() == KeyProblem.EXPIRED)
                .withMessageContaining("expired at 2023-11-14T23:13:20Z");
    }

    @Test
    void signingAgainReplacesTheHeadersOfTheFirstTime() {
        Metadata headers = new Metadata();
        Instant at = Instant.ofEpochSecond(1_755_700_000L);
        signer("service-account.json", at).sign("/a/B", headers);
        signer("service-account.json", at.plusSeconds(5)).sign("/a/B", headers);

        assertThat(headers.getAll(SignedPayload.key(SignedPayload.TIMESTAMP))).containsExactly("1755700005");
        assertThat(headers.getAll(SignedPayload.key(SignedPayload.SIGNATURE))).hasSize(1);
    }

    private static RequestSigner signer(String file, Instant at) {
        ServiceAccountKey key = ServiceAccountKey.decode(
                Vectors.read(file).get("service_account_key").textValue());
        return new RequestSigner(key, Clock.fixed(at, ZoneOffset.UTC));
    }

    private static String header(Metadata headers, String name) {
        return Objects.requireNonNull(headers.get(SignedPayload.key(name)));
    }
}
