package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `[a-z-]+` \\| `(OMNIBRIDGE_[A-Z_]+)`");

    /** The probes, the metrics and the policy of the network ask there, so it is not to choose. */
    private static final String PORT = "OMNIBRIDGE_HEALTH_PORT";

    @Test
    void theChartHasAValueForEverySettingOfTheOperator() {
        List<String> settings = VARIABLE.matcher(Committed.read(REFERENCE))
                .results()
                .map(row -> row.group(1))
                .filter(variable -> !variable.equals(PORT))
                .toList();

        assertThat(Case.EVERYTHING.render().objects(ConfigMap.class).toList())
                .singleElement()
                .extracting(ConfigMap::getData)
                .satisfies(data -> assertThat(data.keySet()).containsExactlyInAnyOrderElementsOf(settings));
    }
}
