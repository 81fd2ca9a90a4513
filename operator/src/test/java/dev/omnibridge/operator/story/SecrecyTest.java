package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.auth.ServiceAccounts;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of R35 is able to fail: whatever part of a secret is planted, wherever, it is found. */
class SecrecyTest {

    private static final Logger LOG = LoggerFactory.getLogger("dev.omnibridge.operator.somewhere");
    private static final String KEY = new ServiceAccounts(InstantSource.system()).create("omnibridge", Role.ADMIN);
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJjbHVzdGVyIjoiZGVtbyIsInN1YiI6Im9tbmlicmlkZ2UifQ"
            + ".c2lnbmF0dXJlLW9mLXRoZS10b2tlbi13aGljaC1ub2JvZHktbWF5LXNlZQ";
    static final List<Named<String>> LEAKS = List.of(
            Named.of("the whole key", KEY),
            Named.of("the middle of the key", KEY.substring(100, 100 + SecretTexts.PIECE)),
            Named.of("a line of the armor", armor().lines().toList().get(4)),
            Named.of(
                    "the private key packet without its header, in base64",
                    Base64.getEncoder().encodeToString(bytes(2, 90))),
            Named.of(
                    "bytes of the private key packet, in hexadecimal",
                    HexFormat.of().formatHex(bytes(50, 70))),
            Named.of("a whole token", TOKEN),
            Named.of("the signature of a token", TOKEN.substring(TOKEN.lastIndexOf('.') + 1)));

    @ParameterizedTest
    @FieldSource("LEAKS")
    @DisplayName(
            "R35: a planted secret is found in a log line of any level, within an exception, in a status and in an event")
    void plantedSecretsAreFound(String secret) {
        requireFound(() -> LOG.trace("settings: {}", secret));
        requireFound(
                () -> LOG.debug("failed", new IllegalStateException("outer", new RuntimeException("for " + secret))));
        requireFound(
                () -> java.util.logging.Logger.getLogger("io.grpc.somewhere").warning(secret));
        requireFound(new ApiCalls.Write("PATCH", "/apis/omnibridge.dev/omniclusters/demo/status", false, "{" + secret));
        requireFound(new ApiCalls.Write("POST", "/apis/events.k8s.io/events", false, "{\"note\": \"" + secret + "\"}"));
        requireFound(new ApiCalls.Write(
                "PATCH", "/api/v1/secrets/x", false, "{\"metadata\": {\"labels\": {\"l\": \"" + secret + "\"}}}"));
    }

    @Test
    @DisplayName("R35: what is no secret is not taken for one: the fingerprint, the name, and a Secret's own data")
    void otherTextsPass() {
        try (CapturedLogs logs = new CapturedLogs()) {
            LOG.info(
                    "-----BEGIN PGP PRIVATE KEY BLOCK----- is missing in the key of omnibridge@serviceaccount.omni.sidero.dev");
            Secrecy.require(
                    KEY,
                    List.of(TOKEN),
                    logs.lines(),
                    List.of(new ApiCalls.Write(
                            "POST", "/api/v1/secrets", false, "{\"data\": {\"value\": \"" + TOKEN + "\"}}")));
        }
    }

    private static void requireFound(Runnable leak) {
        try (CapturedLogs logs = new CapturedLogs()) {
            leak.run();
            assertThatThrownBy(() -> Secrecy.require(KEY, List.of(TOKEN), logs.lines(), List.of()))
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static void requireFound(ApiCalls.Write write) {
        assertThatThrownBy(() -> Secrecy.require(KEY, List.of(TOKEN), List.of(), List.of(write)))
                .isInstanceOf(AssertionError.class);
    }

    private static String armor() {
        String json = new String(Base64.getDecoder().decode(KEY), StandardCharsets.UTF_8);
        return json.substring(json.indexOf("-----BEGIN")).replace("\\n", "\n").replace("\\r", "");
    }

    /** Some of the bytes within the armor, which begin with the private key packet. */
    private static byte[] bytes(int from, int to) {
        String body =
                armor().lines().filter(line -> line.matches("[A-Za-z0-9+/]+=*")).reduce("", String::concat);
        return Arrays.copyOfRange(Base64.getDecoder().decode(body), from, to);
    }
}
