package dev.omnibridge.omni.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceAccountKeyTest {

    private static final JsonNode VECTOR = Vectors.read("service-account.json");
    private static final String GOOD = VECTOR.get("service_account_key").textValue();
    private static final String ARMORED = VECTOR.get("pgp_key").textValue();

    @Test
    void aKeyTellsNameIdentityFingerprintAndExpiry() {
        ServiceAccountKey key = ServiceAccountKey.decode(GOOD);

        assertThat(key.name()).isEqualTo("vector-sa");
        assertThat(key.identity()).isEqualTo("vector-sa@serviceaccount.omni.sidero.dev");
        assertThat(key.fingerprint())
                .isEqualTo(VECTOR.get("fingerprint").textValue())
                .matches("[0-9a-f]{40}");
        assertThat(key.created()).isEqualTo(Instant.ofEpochSecond(1_755_699_000L));
        assertThat(key.expiry()).isEqualTo(key.created().plus(Duration.ofDays(3650)));
    }

    @Test
    void twoReadingsOfOneKeyAreEqualAndTwoKeysAreNot() {
        assertThat(ServiceAccountKey.decode(GOOD))
                .isEqualTo(ServiceAccountKey.decode(GOOD))
                .hasSameHashCodeAs(ServiceAccountKey.decode(GOOD))
                .isNotEqualTo(KeyForge.key().named("vector-sa").decoded());
    }

    @Test
    void anInfrastructureProviderHasAnIdentityOfItsOwn() {
        String text = KeyForge.key().named("infra-provider:aws-1").text();

        assertThat(ServiceAccountKey.decode(text).identity())
                .isEqualTo("aws-1@infra-provider.serviceaccount.omni.sidero.dev");
    }

    @Test
    void lineBreaksAndSurroundingBlanksAreTolerated() {
        String wrapped = "  " + GOOD.replaceAll("(.{76})", "$1\r\n") + "\n";

        assertThat(ServiceAccountKey.decode(wrapped).name()).isEqualTo("vector-sa");
    }

    @Test
    void anExpiredKeyDecodesButIsNotValid() {
        Instant created = Instant.parse("2026-01-01T00:00:00Z");
        ServiceAccountKey key =
                KeyForge.key().created(created).livingFor(Duration.ofHours(1)).decoded();

        key.requireValid(at(key.expiry().minusSeconds(1)));
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> key.requireValid(at(key.expiry())))
                .matches(e -> e.problem() == KeyProblem.EXPIRED)
                .withMessageContaining("2026-01-01T01:00:00Z")
                .withMessageContaining(key.fingerprint());
    }

    @Test
    void aKeyNeverShowsItsSecret() {
        KeyText outer = KeyText.parse(GOOD);

        assertThat(ServiceAccountKey.decode(GOOD))
                .hasToString("ServiceAccountKey[vector-sa, "
                        + VECTOR.get("fingerprint").textValue() + "]");
        assertThat(outer.toString()).doesNotContain("PGP");
        assertThat(SigningKey.parse(ARMORED).toString()).matches("SigningKey\\[[0-9a-f]{40}]");
    }

    static Stream<Arguments> malformed() {
        String json = VECTOR.get("decoded_json").textValue();
        return Stream.of(
                form(KeyProblem.EMPTY, ""),
                form(KeyProblem.EMPTY, " \n\t"),
                form(KeyProblem.ASSIGNMENT_PASTED, "OMNI_SERVICE_ACCOUNT_KEY=" + GOOD),
                form(KeyProblem.ASSIGNMENT_PASTED, "export OMNI_SERVICE_ACCOUNT_KEY=\"" + GOOD + "\""),
                form(KeyProblem.ASSIGNMENT_PASTED, "OMNI_SERVICE_ACCOUNT_KEY: " + GOOD),
                form(KeyProblem.ASSIGNMENT_PASTED, "OMNI_ENDPOINT=https://x\nOMNI_SERVICE_ACCOUNT_KEY=" + GOOD),
                form(KeyProblem.QUOTED, "\"" + GOOD + "\""),
                form(KeyProblem.QUOTED, "'" + GOOD + "'"),
                form(KeyProblem.EMBEDDED_WHITESPACE, GOOD.substring(0, 40) + " " + GOOD.substring(40)),
                form(KeyProblem.ARMORED_KEY_PASTED, ARMORED),
                form(KeyProblem.ARMORED_KEY_PASTED, KeyForge.encode(ARMORED)),
                form(KeyProblem.JSON_PASTED, json),
                form(KeyProblem.URL_SAFE_BASE64, GOOD.substring(0, 40) + "-_" + GOOD.substring(42)),
                form(KeyProblem.NOT_BASE64, GOOD.substring(0, 40) + "%" + GOOD.substring(41)),
                form(KeyProblem.NOT_BASE64, GOOD.substring(0, GOOD.length() - 5)),
                form(KeyProblem.NOT_BASE64, "AB=C"),
                form(KeyProblem.ENCODED_TWICE, KeyForge.encode(GOOD)),
                form(KeyProblem.NOT_JSON, KeyForge.encode("no json")),
                form(KeyProblem.NOT_JSON, KeyForge.encode(json.substring(0, 100))),
                form(KeyProblem.NOT_JSON, KeyForge.encode("[1]")),
                form(KeyProblem.NAME_MISSING, KeyForge.encode("{\"pgp_key\":\"x\"}")),
                form(KeyProblem.NAME_MISSING, KeyForge.encode("{\"name\":7,\"pgp_key\":\"x\"}")),
                form(KeyProblem.NAME_INVALID, KeyForge.encode("two words", ARMORED)),
                form(KeyProblem.PGP_KEY_MISSING, KeyForge.encode("{\"name\":\"x\"}")),
                form(KeyProblem.BROKEN_ARMOR, KeyForge.encode("x", "not armored")),
                form(KeyProblem.BROKEN_ARMOR, KeyForge.encode("x", ARMORED.substring(0, 300))),
                form(
                        KeyProblem.PUBLIC_KEY,
                        KeyForge.encode("x", VECTOR.get("public_key").textValue())),
                form(
                        KeyProblem.PASSPHRASE_PROTECTED,
                        KeyForge.key().protectedBy("secret").text()),
                form(
                        KeyProblem.NOT_FOR_SIGNING,
                        KeyForge.key().withFlags(KeyFlags.CERTIFY_OTHER).text()),
                form(
                        KeyProblem.NO_EXPIRY,
                        KeyForge.key().livingFor(Duration.ZERO).text()));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("malformed")
    void everyMalformedFormHasItsOwnErrorThatLeaksNothing(KeyProblem expected, String text) {
        InvalidKeyException error = Objects.requireNonNull(
                catchThrowableOfType(InvalidKeyException.class, () -> ServiceAccountKey.decode(text)));

        assertThat(error.problem()).isEqualTo(expected);
        assertThat(error).hasMessageStartingWith("service account key: ").hasMessageEndingWith(expected.nextStep());
        assertThat(error.getCause()).isNull();
        for (int i = 0; i + 12 <= text.length(); i += 12) {
            String part = text.substring(i, i + 12);
            if (!part.startsWith("OMNI_") && !"OMNI_SERVICE_ACCOUNT_KEY".contains(part)) {
                assertThat(error.getMessage()).doesNotContain(part);
            }
        }
    }

    private static Arguments form(KeyProblem problem, String text) {
        return Arguments.of(problem, text);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
