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

    /** Not to choose: probes, metrics and the policy of the network ask on that port, and pods are replaced one beside the other. */
    private static final List<String> FIXED = List.of("OMNIBRIDGE_HEALTH_PORT", "OMNIBRIDGE_LEADER_ELECTION");

    @Test
    void theChartHasAValueForEverySettingOfTheOperator() {
        List<String> settings = VARIABLE.matcher(Committed.read(REFERENCE))
                .results()
                .map(row -> row.group(1))
                .filter(variable -> !FIXED.contains(variable))
                .toList();

        assertThat(Case.EVERYTHING
                        .render()
                        .objects(ConfigMap.class)
                        .filter(map -> map.getMetadata().getName().equals("omnibridge-settings")))
                .singleElement()
                .extracting(ConfigMap::getData)
                .satisfies(data -> assertThat(data.keySet()).containsExactlyInAnyOrderElementsOf(settings));
    }
}
