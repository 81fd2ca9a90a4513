package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of an operator that works. */
class MetricsStoryTest extends StoryTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(omnibridge_[a-z_]+)` \\|");

    MetricsStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName("every metric of the reference is there after a story, with what happened in it, and names no object")
    void all() throws IOException {
        omni.withMachines(1, 1);
        ui.createCluster("taken");
        story.apply(ClusterFile.of("demo").controlPlanes(1).workers(1).yaml());
        story.apply(ClusterFile.of("calm").with("paused: true").yaml());
        story.apply(ClusterFile.of("taken").yaml());
        story.awaitReady("demo");
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");
        story.awaitCluster("calm", "Synced", "False", "Paused");
        story.awaitCluster("taken", "Stalled", "True", "NameConflict");
        omni.simulator().faults().dropWatches();

        List<String> listed = ROW.matcher(Files.readString(REFERENCE))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        assertThat(listed).hasSizeGreaterThan(15);
        await().atMost(Story.PATIENCE).untilAsserted(() -> {
            String page = operator().metrics();
            assertThat(listed).allSatisfy(name -> assertThat(page).contains("# TYPE " + name + " "));
            assertThat(page)
                    .contains(
                            "omnibridge_leader 1.0",
                            "omnibridge_objects{kind=\"OmniCluster\",ready=\"True\"} 1.0",
                            "omnibridge_objects_stalled{kind=\"OmniCluster\",reason=\"NameConflict\"} 1.0",
                            "omnibridge_objects_held{kind=\"OmniCluster\",reason=\"Paused\"} 1.0",
                            of("omnibridge_connection_ready", "") + " 1.0",
                            of("omnibridge_machines", ",state=\"allocated\"") + " 2.0",
                            "omnibridge_class_machines{class=\"small\",connection=\"%s\",state=\"allocated\"} 1.0"
                                    .formatted(story.connection()),
                            of("omnibridge_operations_total", ",kind=\"Clusters\",operation=\"create\",result=\"done\"")
                                    + " 1.0",
                            "omnibridge_omni_call_duration_seconds_count{code=\"OK\",connection=\"%s\",method=\"State/Create\"}"
                                    .formatted(story.connection()),
                            "omnibridge_omni_watches_ended_total{code=\"UNAVAILABLE\"")
                    .doesNotContain("demo", "calm", "taken");
        });
    }

    private String of(String name, String more) {
        return "%s{connection=\"%s\"%s}".formatted(name, story.connection(), more);
    }
}
