package dev.omnibridge.kubernetes.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.kubernetes.junit.SharedKubernetes.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippingTest {
    private static final Answer MISSING = new Answer.Missing("no etcd here.\nTried: nothing");

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();
    private SkippedTests skipped;

    @BeforeEach
    void makeFile() {
        skipped = new SkippedTests(directory.resolve("target/skipped.txt"), told::add);
    }

    @Test
    void a_class_is_skipped_with_the_reason_and_counted_with_its_nested_tests() {
        var result = new Decision(false, skipped).onClass(Sample.class, MISSING);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("no etcd here.\nTried: nothing");
        assertThat(skipped.file()).hasContent("3 tests of " + Sample.class.getName() + ": no etcd here.\n");
        assertThat(told)
                .containsExactly("SKIPPED 3 tests of " + Sample.class.getName()
                        + ", no real Kubernetes: no etcd here.\nTried: nothing");
    }

    @Test
    void every_skipped_class_has_a_line() {
        new Decision(false, skipped).onClass(Sample.class, MISSING);
        new Decision(false, skipped).onClass(Sample.Inner.class, MISSING);

        assertThat(skipped.file()).content().hasLineCount(2);
    }

    @Test
    void where_a_server_is_required_the_class_fails_instead() {
        assertThatThrownBy(() -> new Decision(true, skipped).onClass(Sample.class, MISSING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("OMNIBRIDGE_REQUIRE_KUBERNETES", "no etcd here");
        assertThat(skipped.file()).doesNotExist();
    }

    /** Not run by JUnit, as its tests are in an abstract class. */
    abstract static class Sample {
        @Test
        void first() {}

        @Test
        void second() {}

        @Nested
        abstract class Inner {
            @Test
            void third() {}
        }
    }
}
