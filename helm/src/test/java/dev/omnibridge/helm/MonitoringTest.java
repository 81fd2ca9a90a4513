package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for what the operator tells, and each alert has its place in the page for those on call. */
class MonitoringTest {
    private static final Path FILES = Chart.OPERATOR.path().resolve("files");
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "metrics.md");
    private static final Path RUNBOOK = Path.of("..", "docs", "how-to", "act-on-alerts.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(omnibridge_\\w+)` \\| (\\w+) \\| (.+?) \\|");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (OmniBridge\\w+)$");
    private static final Pattern IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    /** What Prometheus adds to whatever it reads of a pod, and to buckets. */
    private static final Set<String> OF_PROMETHEUS = Set.of("namespace", "pod", "le");

    private static final int COLUMNS = 24;

    private final Map<String, Set<String>> metrics = metrics();

    /** An expression with the texts that are written with its labels. */
    private record Asked(String by, Query query, List<String> labelsInTexts) {}

    @Test
    void everyMetricAndLabelThatIsAskedForIsTold() throws JsonProcessingException {
        List<Asked> all = Stream.concat(askedByAlerts(), askedByDashboard()).toList();

        assertThat(all).hasSizeGreaterThan(25).allSatisfy(asked -> {
            Query query = asked.query();
            assertThat(query.metrics())
                    .as(asked.by())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(metrics).containsKey(name));
            Set<String> known = new TreeSet<>(OF_PROMETHEUS);
            query.metrics().forEach(name -> known.addAll(metrics.get(name)));
            assertThat(known).as(asked.by()).containsAll(query.labels()).containsAll(asked.labelsInTexts());
            assertThat(query.selectors())
                    .allSatisfy(selector -> assertThat(selector.labels())
                            .as(asked.by())
                            .isSubsetOf(with(OF_PROMETHEUS, metrics.getOrDefault(selector.metric(), Set.of()))));
            if (!query.groupings().isEmpty()) {
                assertThat(query.groupings()).as(asked.by()).containsAll(asked.labelsInTexts());
            }
        });
    }

    @Test
    void aWordThatIsNoMetricAndNoLabelIsFound() {
        assertThat(new Query("sum by (kind) (rate(omnibrige_objects{ready=\"True\"}[5m])) > 0").names())
                .containsExactly("kind", "omnibrige_objects", "ready");
    }

    @Test
    void eachAlertHasItsPlaceInThePageAndEachPlaceAnAlert() throws JsonProcessingException {
        List<String> places = HEADING.matcher(Committed.read(RUNBOOK))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(alerts().map(alert -> alert.get("alert").asText())).containsExactlyElementsOf(places);
    }

    @Test
    void theRuleHasAllAlertsForItsNamespaceEachWithTheAnchorOfItsPlace() throws JsonProcessingException {
        JsonNode rule = new YAMLMapper()
                .valueToTree(Chart.OPERATOR.renderIn("ops", Chart.KUBERNETES, Case.EVERYTHING.yaml()).objects().stream()
                        .filter(object -> object.getKind().equals("PrometheusRule"))
                        .findFirst()
                        .orElseThrow());

        List<JsonNode> rendered = list(rule.at("/spec/groups/0/rules"));
        assertThat(rendered.stream().map(alert -> alert.get("alert")))
                .containsExactlyElementsOf(
                        alerts().map(alert -> alert.get("alert")).toList());
        assertThat(rendered).allSatisfy(alert -> {
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .isEqualTo("https://wiki.example.com/omnibridge/alerts#"
                            + alert.get("alert").asText().toLowerCase(Locale.ROOT));
            assertThat(alert.get("expr").asText()).doesNotContain("\"omnibridge\"");
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        });
        assertThat(rendered.getFirst().get("expr").asText())
                .isEqualTo("absent(omnibridge_leader{namespace=\"ops\"} == 1)");
    }

    @Test
    void theConfigMapHoldsTheDashboardAsItIs() {
        assertThat(Case.EVERYTHING.render().objects(ConfigMap.class).filter(MonitoringTest::isDashboard))
                .singleElement()
                .satisfies(map -> assertThat(map.getData().get("omnibridge.json"))
                        .isEqualTo(Committed.read(FILES.resolve("dashboard.json"))));
    }

    @Test
    void panelsHaveAnIdATitleAndAPlaceOfTheirOwn() throws JsonProcessingException {
        Set<String> cells = new HashSet<>();
        Set<String> names = new HashSet<>();
        panels().forEach(panel -> {
            assertThat(names.add(panel.get("id").asText())).isTrue();
            assertThat(names.add(panel.get("title").asText())).isTrue();
            assertThat(panel.get("type").asText()).isIn("stat", "timeseries");
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            JsonNode place = panel.get("gridPos");
            int right = place.get("x").asInt() + place.get("w").asInt();
            assertThat(right).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.get("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    assertThat(cells.add(x + "/" + (place.get("y").asInt() + y)))
                            .as("%s", panel.get("title"))
                            .isTrue();
                }
            }
        });
        assertThat(cells).isNotEmpty();
    }

    private static boolean isDashboard(HasMetadata object) {
        return object.getMetadata().getName().equals("omnibridge-dashboard");
    }

    private static Stream<Asked> askedByAlerts() throws JsonProcessingException {
        return alerts().map(alert -> new Asked(
                alert.get("alert").asText(),
                new Query(alert.get("expr").asText()),
                IN_TEXT.matcher(alert.get("annotations").toString())
                        .results()
                        .map(label -> label.group(1))
                        .toList()));
    }

    private static Stream<Asked> askedByDashboard() throws JsonProcessingException {
        return panels().flatMap(panel -> list(panel.get("targets")).stream()
                .map(target -> new Asked(
                        panel.get("title").asText(),
                        new Query(target.get("expr").asText()),
                        IN_LEGEND
                                .matcher(target.get("legendFormat").asText())
                                .results()
                                .map(label -> label.group(1))
                                .toList())));
    }

    private static Stream<JsonNode> alerts() throws JsonProcessingException {
        JsonNode file = new YAMLMapper().readTree(Committed.read(FILES.resolve("alerts.yaml")));
        return list(file.at("/groups/0/rules")).stream();
    }

    private static Stream<JsonNode> panels() throws JsonProcessingException {
        return list(new JsonMapper()
                        .readTree(Committed.read(FILES.resolve("dashboard.json")))
                        .get("panels"))
                .stream();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** The series of the reference page with their labels. */
    private static Map<String, Set<String>> metrics() {
        Map<String, Set<String>> found = new TreeMap<>();
        ROW.matcher(Committed.read(REFERENCE)).results().forEach(row -> {
            Set<String> labels = new TreeSet<>();
            WORD.matcher(row.group(3)).results().forEach(label -> labels.add(label.group(1)));
            List<String> suffixes =
                    row.group(2).equals("histogram") ? List.of("_bucket", "_count", "_sum") : List.of("");
            suffixes.forEach(suffix -> found.put(row.group(1) + suffix, labels));
        });
        return found;
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }
}
