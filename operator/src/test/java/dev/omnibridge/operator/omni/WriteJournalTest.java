package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteJournalTest {

    @Test
    void aShortPlainValueIsShown() {
        assertThat(JournalValue.of("spec.talos.version", Optional.of("1.13.8"))).isEqualTo("\"1.13.8\"");
        assertThat(JournalValue.of("spec.labels[team]", Optional.empty())).isEqualTo("unset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec.patches[0].inline",
                "spec.manifests[a].inline",
                "spec.kernelArgs",
                "spec.annotations[api-token]",
                "spec.labels[password]"
            })
    void whatMayHoldASecretIsShownByItsSize(String path) {
        assertThat(JournalValue.of(path, Optional.of("hunter2"))).isEqualTo("(7 characters)");
    }

    @Test
    void aLongValueOrOneOfSeveralLinesIsShownByItsSize() {
        assertThat(JournalValue.of("spec.labels[a]", Optional.of("x".repeat(65))))
                .isEqualTo("(65 characters)");
        assertThat(JournalValue.of("spec.labels[a]", Optional.of("a\nb"))).isEqualTo("(3 characters)");
    }
}
