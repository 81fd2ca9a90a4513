package dev.omnibridge.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void orphansAreToldByConnectionAndKind() {
        metrics.counted("default", Map.of("Cluster", 2, "MachineSet", 0));
        metrics.counted("other", Map.of("Cluster", 1, "MachineSet", 3));
        metrics.counted("default", Map.of("Cluster", 1, "MachineSet", 0));

        assertThat(metrics.page().lines().filter(line -> line.startsWith("omnibridge_orphans")))
                .containsExactlyInAnyOrder(
                        "omnibridge_orphans{connection=\"default\",kind=\"Cluster\"} 1.0",
                        "omnibridge_orphans{connection=\"default\",kind=\"MachineSet\"} 0.0",
                        "omnibridge_orphans{connection=\"other\",kind=\"Cluster\"} 1.0",
                        "omnibridge_orphans{connection=\"other\",kind=\"MachineSet\"} 3.0");
    }

    @Test
    void whatWasCountedThroughAConnectionLeavesWithIt() {
        metrics.counted("default", Map.of("Cluster", 2));
        metrics.counted("other", Map.of("Cluster", 1));
        metrics.gone("default");

        assertThat(metrics.page()).contains("connection=\"other\"").doesNotContain("connection=\"default\"");
        metrics.gone("other");
        assertThat(metrics.page()).doesNotContain("orphans");
    }

    @Test
    void oneProcessLeads() {
        assertThat(metrics.page()).contains("omnibridge_leader 0.0");

        metrics.leading(() -> true);

        assertThat(metrics.page()).contains("omnibridge_leader 1.0");
    }

    @Test
    void eachMeterIsInTheListAndEachOfTheListIsRegistered() {
        metrics.counted("default", Map.of("Cluster", 2));

        Map<String, List<String>> registered = new TreeMap<>();
        for (Meter meter : metrics.registry().getMeters()) {
            registered.put(
                    meter.getId().getName(),
                    meter.getId().getTags().stream().map(Tag::getKey).toList());
            assertThat(meter.getId().getType().name().toLowerCase(java.util.Locale.ROOT))
                    .isEqualTo(byId(meter.getId().getName()).type());
        }
        Map<String, List<String>> listed = new TreeMap<>();
        Arrays.stream(Metric.values()).forEach(metric -> listed.put(metric.id(), metric.labels()));
        assertThat(registered).isEqualTo(listed);
    }

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        if (Boolean.getBoolean("metrics.rewrite")) {
            Files.writeString(PAGE, MetricsReference.page());
        }
        assertThat(PAGE)
                .as(
                        "%s; write it with mvn -pl operator -am test -Dtest=OperatorMetricsTest -Dmetrics.rewrite=true -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .hasContent(MetricsReference.page());
    }

    private static Metric byId(String id) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
