package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LintTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>omnibridge-parent</artifactId>\\s*<version>(.+)</version>");

    @Test
    void helmFindsNothingToComplainOfInTheOperatorsChartWithAllOptions(@TempDir Path folder) throws IOException {
        assertNothingToComplainOf(new Helm(withAllOptions(folder)));
    }

    @Test
    void helmFindsNothingToComplainOfInTheDefinitions() {
        assertNothingToComplainOf(Chart.DEFINITIONS.helm());
    }

    @ParameterizedTest
    @EnumSource
    void theChartHasTheVersionOfTheOperator(Chart chart) {
        Matcher version = VERSION.matcher(Committed.read(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(Committed.read(chart.path().resolve("Chart.yaml")))
                .contains("\nversion: " + version.group(1) + "\n", "\nappVersion: " + version.group(1) + "\n");
    }

    private static void assertNothingToComplainOf(Helm helm) {
        var result = helm.lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
    }

    /** A copy of the chart: lint takes its values from there alone, and the default ones leave out what is required. */
    private static Path withAllOptions(Path folder) throws IOException {
        Path copy = Chart.OPERATOR.copyTo(folder);
        Path values = copy.resolve("values.yaml");
        JsonNode merged = YAML.readerForUpdating(YAML.readTree(values.toFile())).readTree(Case.EVERYTHING.yaml());
        // lint renders for a Kubernetes that has none
        YAML.writeValue(
                values.toFile(), YAML.readerForUpdating(merged).readTree("admissionPolicies: {enabled: false}"));
        return copy;
    }
}
