package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenTest {
    @ParameterizedTest
    @EnumSource
    void theRenderingIsTheOneThatWasLookedAt(Case values) {
        Committed.assertSame(values.golden(), values.render().text());
    }

    @ParameterizedTest
    @EnumSource
    void noObjectHasAFieldThatItsKindDoesNotHave(Case values) {
        assertThat(values.render().objects()).hasSizeGreaterThan(10);
    }
}
