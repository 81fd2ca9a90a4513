package dev.omnibridge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class GoDurationTest {

    @Test
    void whatTheSchemaLetsInIsRead() {
        assertThat(GoDuration.parse("168h")).isEqualTo(Duration.ofHours(168));
        assertThat(GoDuration.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(GoDuration.parse("2h5m10s")).isEqualTo(Duration.ofSeconds(7510));
    }

    @Test
    void whatTheSchemaKeepsOutIsNotReadAsSomethingElse() {
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> GoDuration.parse("500ms"));
    }
}
