package dev.omnibridge.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.transport.CallListener;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void orphansAreToldByConnectionAndKind() {
        metrics.counted("default", Map.of("Cluster", 2, "MachineSet", 0));
        metrics.counted("other", Map.of("Cluster", 1, "MachineSet", 3));
        metrics.counted("default", Map.of("Cluster", 1, "MachineSet", 0));

        assertThat(lines("omnibridge_orphans"))
                .containsExactlyInAnyOrder(
                        "omnibridge_orphans{connection=\"default\",kind=\"Cluster\"} 1.0",
                        "omnibridge_orphans{connection=\"default\",kind=\"MachineSet\"} 0.0",
                        "omnibridge_orphans{connection=\"other\",kind=\"Cluster\"} 1.0",
                        "omnibridge_orphans{connection=\"other\",kind=\"MachineSet\"} 3.0");
    }

    @Test
    void passesAreToldByKindAndResultWithTheTimeTheyTook() {
        metrics.passed("OmniCluster", Pass.Verdict.FINE, Duration.ofMillis(30));
        metrics.passed("OmniCluster", Pass.Verdict.FINE, Duration.ofMillis(20));
        metrics.passed("OmniCluster", Pass.Verdict.FAILED, Duration.ofSeconds(2));

        assertThat(lines("omnibridge_pass_duration_seconds_sum"))
                .containsExactlyInAnyOrder(
                        "omnibridge_pass_duration_seconds_sum{kind=\"OmniCluster\",result=\"fine\"} 0.05",
                        "omnibridge_pass_duration_seconds_sum{kind=\"OmniCluster\",result=\"failed\"} 2.0");
        assertThat(lines("omnibridge_pass_duration_seconds_bucket"))
                .contains(
                        "omnibridge_pass_duration_seconds_bucket{kind=\"OmniCluster\",result=\"fine\",le=\"0.01\"} 0",
                        "omnibridge_pass_duration_seconds_bucket{kind=\"OmniCluster\",result=\"fine\",le=\"0.1\"} 2");
    }

    @Test
    void callsAreToldByMethodAndCodeAndWatchesOnlyByTheirEnds() {
        CallListener calls = metrics.calls("default");
        calls.ended("State/Update", "OK", Duration.ofMillis(5));
        calls.ended("State/Update", "ABORTED", Duration.ofMillis(5));
        calls.ended("State/Watch", "UNAVAILABLE", Duration.ofHours(1));

        assertThat(lines("omnibridge_omni_call_duration_seconds_count"))
                .containsExactlyInAnyOrder(
                        "omnibridge_omni_call_duration_seconds_count{code=\"OK\",connection=\"default\",method=\"State/Update\"} 1",
                        "omnibridge_omni_call_duration_seconds_count{code=\"ABORTED\",connection=\"default\",method=\"State/Update\"} 1");
        assertThat(lines("omnibridge_omni_watches_ended_total"))
                .containsExactly(
                        "omnibridge_omni_watches_ended_total{code=\"UNAVAILABLE\",connection=\"default\"} 1.0");
    }

    @Test
    void nothingOfAConnectionStaysWhenItIsGoneAndWhatComesLateDoesNotBringItBack() {
        CallListener calls = everythingHappens("default");
        everythingHappens("other");
        metrics.gone("default");
        calls.ended("State/Watch", "CANCELLED", Duration.ofHours(1));
        metrics.wrote("default", aTeardown(), true);

        assertThat(metrics.page()).contains("connection=\"other\"").doesNotContain("connection=\"default\"");
        metrics.gone("other");
        assertThat(metrics.page()).doesNotContain("connection=");
    }

    @Test
    void aConnectionThatComesAgainIsCountedAnew() {
        CallListener before = everythingHappens("default");
        metrics.gone("default");
        CallListener after = metrics.calls("default");
        before.ended("State/Get", "OK", Duration.ZERO);
        after.ended("State/Get", "OK", Duration.ZERO);

        assertThat(lines("omnibridge_omni_call_duration_seconds_count"))
                .singleElement()
                .asString()
                .endsWith(" 1");
    }

    @Test
    void thePageHasEachMetricOfTheListWithItsTypeAndLabelsAndNoOther() {
        everythingHappens("default");
        Fleet fleet = Fleet.of(1);
        metrics.reads(fleet::reading);

        String page = metrics.page();
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(page).results().forEach(type -> types.put(type.group(1), type.group(2)));
        Map<String, String> listed = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            listed.put(metric.text(), metric.type().text());
            if (metric.type() == Metric.Type.TIMER) {
                listed.put(metric.text() + "_max", "gauge");
            }
            String first = metric.type() == Metric.Type.TIMER ? metric.text() + "_count" : metric.text();
            assertThat(labels(first))
                    .as(first)
                    .isEqualTo(metric.labels().stream().sorted().toList());
        }
        assertThat(types).isEqualTo(listed);
    }

    @Test
    void namesAreAsPrometheusWantsThem() {
        for (Metric metric : Metric.values()) {
            assertThat(metric.text()).matches("omnibridge_[a-z]+(_[a-z]+)*");
            assertThat(metric.text().endsWith("_total")).isEqualTo(metric.type() == Metric.Type.COUNTER);
            assertThat(metric.labels())
                    .allMatch(label -> label.matches("[a-z]+"))
                    .doesNotContain("namespace", "name");
        }
    }

    @Test
    void aHundredClustersHaveNoMoreSeriesThanOneAndNoneIsNamed() {
        assertThat(series(Fleet.of(100))).isEqualTo(series(Fleet.of(1)));
        assertThat(series(Fleet.of(100))).noneMatch(line -> line.contains(Fleet.TENANT));
    }

    @Test
    void aProcessInStandbyTellsOnlyWhatIsItsOwn() {
        metrics.reads(() -> Fleet.of(3).standingBy());

        assertThat(metrics.page()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(OperatorMetricsTest::name)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "omnibridge_leader", "omnibridge_mirror_age_seconds", "omnibridge_mirror_resources");
        assertThat(lines("omnibridge_leader")).containsExactly("omnibridge_leader 0.0");
    }

    @Test
    void theJvmAndItsProcessAreTold() {
        metrics.tellOfTheProcess();

        assertThat(metrics.page()).contains("jvm_memory_used_bytes{", "process_cpu_usage", "process_uptime_seconds");
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

    private CallListener everythingHappens(String connection) {
        CallListener calls = metrics.calls(connection);
        calls.ended("State/Get", "OK", Duration.ofMillis(5));
        calls.ended("State/Watch", "UNAVAILABLE", Duration.ofMinutes(5));
        metrics.passed("OmniCluster", Pass.Verdict.FINE, Duration.ofMillis(1));
        metrics.wrote(connection, aTeardown(), true);
        metrics.counted(connection, Map.of("Cluster", 2));
        return calls;
    }

    private static Operation aTeardown() {
        return new Operation.Teardown(OmniResources.cluster(Fleet.TENANT, "1.13.8", "1.35.6"), 3, 1);
    }

    private List<String> lines(String name) {
        return metrics.page().lines().filter(line -> name.equals(name(line))).toList();
    }

    private List<String> labels(String name) {
        String line = lines(name).getFirst();
        return Pattern.compile("([a-z_]+)=\"")
                .matcher(line)
                .results()
                .map(label -> label.group(1))
                .sorted()
                .toList();
    }

    private static List<String> series(Fleet fleet) {
        return OperatorMetrics.samples(fleet.reading())
                .map(sample -> sample.metric().text() + sample.values())
                .sorted()
                .toList();
    }

    private static String name(String line) {
        return Arrays.stream(line.split("[{ ]")).limit(1).collect(Collectors.joining());
    }
}
