package dev.omnibridge.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts in YAML, as a real Omni 1.10.4 wrote them. */
class YamlScalarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.13.8",
                "a = b",
                "a != b",
                "a in (b, c)",
                "a > 16GiB",
                "a = 'b'",
                "a =",
                "ä = ö",
                "a>5,a<7",
                "omni.sidero.dev/arch = amd64",
                "11111111-0000-4000-8000-000000000001",
                "https://127.0.0.1:8080",
                "tRuE"
            })
    void areWrittenPlain(String text) {
        assertThat(YamlScalar.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!a", "a = ", " ", "a: b", "{}", "[]", "machine: {}", "a #b", "- x", "Destroying: 0 machines"})
    void areWrittenInSingleQuotes(String text) {
        assertThat(YamlScalar.of(text)).isEqualTo("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "true", "No", "NULL", "~", "7", "1.36", "-5", "1e3", "0x1f", "2026-11-29", "1:30", "+.inf"})
    void ofOtherTypesAreWrittenInDoubleQuotes(String text) {
        assertThat(YamlScalar.of(text)).isEqualTo("\"" + text + "\"");
    }

    @Test
    void withControlCharactersAreEscaped() {
        assertThat(YamlScalar.of("a\tb\r\n\u0007")).isEqualTo("\"a\\tb\\r\\n\\x07\"");
    }
}
