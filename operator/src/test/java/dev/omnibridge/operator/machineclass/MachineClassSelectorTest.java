package dev.omnibridge.operator.machineclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineClassSelectorTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "rack                 | rack=r1          | true",
                "rack                 | -                | false",
                "!rack                | rack=r1          | false",
                "!rack                | -                | true",
                "rack = r1            | rack=r1          | true",
                "rack == r1           | rack=r1          | true",
                "rack=r1              | rack=r2          | false",
                "rack = r1            | -                | false",
                "rack != r1           | rack=r2          | true",
                "rack != r1           | rack=r1          | false",
                "rack != r1           | -                | true",
                "rack in (r1, r2)     | rack=r2          | true",
                "rack in (r1,r2)      | rack=r3          | false",
                "rack in (r1, r2)     | -                | false",
                "rack notin (r1, r2)  | rack=r3          | true",
                "rack notin (r1)      | rack=r1          | false",
                "rack notin (r1)      | -                | true",
                "mem > 16GiB          | mem=32GiB        | true",
                "mem > 16GiB          | mem=16GiB        | false",
                "mem >= 16GiB         | mem=16GiB        | true",
                "mem >= 16Gi          | mem=16GiB        | true",
                "mem < 16GiB          | mem=15GiB        | true",
                "mem <= 16GiB         | mem=17GiB        | false",
                "storage >= 1TB       | storage=1000GB   | true",
                "storage >= 1TiB      | storage=1000GB   | false",
                "cores > 8            | cores=16         | true",
                "cores > 8            | cores=9          | true",
                "net >= 10Gbps        | net=10Gbps       | true",
                "cores > 8            | cores=many       | false",
                "cores < 8            | cores=many       | false",
                // Omni reads > and >= as the opposite of <= and <, so a machine without the label passes
                "mem > 16GiB          | -                | true",
                "mem < 16GiB          | -                | false",
                "zone = North East    | zone=North East  | true",
                "zone = \"a, b\"      | zone=a, b        | true",
                "in = notin           | in=notin         | true",
                "mem > 8GiB, rack=r1  | mem=16GiB;rack=r1| true",
                "mem > 8GiB, rack=r1  | mem=16GiB;rack=r2| false",
                "omni.sidero.dev/mem > 8GiB | omni.sidero.dev/mem=16GiB | true",
            })
    void aSelectorMatchesLikeOmni(String selector, @Nullable String labels, boolean matches) {
        assertThat(MachineClassSelector.parse(List.of(selector)).matches(labels(labels)))
                .isEqualTo(matches);
    }

    @Test
    void entriesAreAlternatives() {
        MachineClassSelector selector = MachineClassSelector.parse(List.of("rack = r1", "mem > 64GiB"));

        assertThat(selector.matches(Map.of("rack", "r1", "mem", "8GiB"))).isTrue();
        assertThat(selector.matches(Map.of("rack", "r2", "mem", "128GiB"))).isTrue();
        assertThat(selector.matches(Map.of("rack", "r2", "mem", "8GiB"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rack r1", "= r1", "rack in r1", "!rack = r1", "rack =< 5", "rack = (r1)", "rack,,mem"})
    void whatIsNoTermIsNamedWithWhatIsAllowed(String selector) {
        assertThatThrownBy(() -> MachineClassSelector.parse(List.of(selector)))
                .isInstanceOf(SelectorSyntaxException.class)
                .hasMessageContaining("is not a term of a machine class selector")
                .hasMessageContaining("key in (a, b)");
    }

    private static Map<String, String> labels(@Nullable String text) {
        return text == null
                ? Map.of()
                : Arrays.stream(text.split(";"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
