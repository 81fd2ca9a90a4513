package dev.omnibridge.simulator.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors, as a real Omni 1.10.4 took and refused them. */
class SelectorTest {

    private static final String OPERATORS = "==, =, !=, >=, >, in, notin, <=, <";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = b c",
                "a==b c",
                "a in (b c, d)",
                "a in (,b c)",
                "a notin (x,)",
                "a = \"b c\"",
                "a",
                "!z",
                "a != b",
                "a, n > 4",
                "n >= 16GiB",
                "n<32 gib",
                "a in (in, b c)",
                ""
            })
    void fits(String selector) {
        assertThat(Selector.parse(selector).matches(Map.of("a", "b c", "n", "16GiB")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = b", "a in ()", "a < 5", "!a", "n > 16GiB", "z in (x)", "n = ", "a,z"})
    void fitsNot(String selector) {
        assertThat(Selector.parse(selector).matches(Map.of("a", "b c", "n", "16GiB")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",a|found ',', expected: !, identifier, or 'end of string'",
                "a,|found '', expected: identifier after ','",
                "a,,b|found ',', expected: identifier after ','",
                "(a)|found '(', expected: !, identifier, or 'end of string'",
                "a b|unable to parse term: found 'b', expected: " + OPERATORS,
                "a ! b|unable to parse term: found '!', expected: " + OPERATORS,
                "a in b|unable to parse term: found 'b' expected: '('",
                "a in (|unable to parse term: found '', expected: ',', ')' or identifier",
                "a in (b|unable to parse term: found '', expected: ',' or ')'",
                "a = (b)|unable to parse term: found '(', expected: identifier",
                "!!a|unable to parse term: found '!', expected: identifier",
                "a <> b|unable to parse term: found '>', expected: identifier",
                "!a = 1|unable to parse term: expected EOF or ',', found",
            })
    void isRefusedInOmnisWords(String selector, String complaint) {
        assertThatThrownBy(() -> Selector.parse(selector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void aDecimalIsNoNumber() {
        assertThat(Selector.parse("n < 5").matches(Map.of("n", "1.5"))).isFalse();
        assertThat(Selector.parse("n < 5").matches(Map.of("n", "1 apple"))).isFalse();
    }
}
