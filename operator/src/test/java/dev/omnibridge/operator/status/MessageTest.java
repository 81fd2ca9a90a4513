package dev.omnibridge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void aLongTextIsCutWhereTheApiCutsIt() {
        String cut = Message.of("x".repeat(2_000));

        assertThat(cut).hasSize(1_024).endsWith("x...");
    }

    @Test
    void aPairOfSurrogatesIsNotCutInTwo() {
        String cut = Message.limited("ab" + "\uD83D\uDE00".repeat(10), 10);

        assertThat(cut).isEqualTo("ab\uD83D\uDE00\uD83D\uDE00...");
    }

    @Test
    void rawControlBytesAndLineBreaksBecomeBlanks() {
        assertThat(Message.of(" stale\u0001 version:\n\t 7 ")).isEqualTo("stale version: 7");
    }

    @Test
    @DisplayName("R35: keys and tokens that a text quotes are masked")
    void secretsAreMasked() {
        String key = "-----BEGIN PGP PRIVATE KEY BLOCK-----\nxVgEZ\n-----END PGP PRIVATE KEY BLOCK-----";
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJvbW5pYnJpZGdlIn0.c2lnbmF0dXJl";
        String serviceAccountKey = "aB3".repeat(40) + "==";

        assertThat(Message.of("key " + key + " end")).isEqualTo("key [masked] end");
        assertThat(Message.of("token " + token + " refused")).isEqualTo("token [masked] refused");
        assertThat(Message.of("value " + serviceAccountKey)).isEqualTo("value [masked]");
        assertThat(Message.of("cut -----BEGIN RSA PRIVATE KEY----- MIIE")).isEqualTo("cut [masked]");
    }

    @Test
    void idsDigestsAndPathsStayReadable() {
        String text = "10011802-c798-4da7-a410-f09abb48c8d8 "
                + "cf9b7aab2d2d1a8f0a7dcaa9bd7ab5bb4bb8a62b6bc5cfdce3e9a0c5a7d6f1e2 "
                + "https://acme.kubernetes.omni.siderolabs.io spec.features.enableWorkloadProxy";

        assertThat(Message.of(text)).isEqualTo(text);
    }
}
