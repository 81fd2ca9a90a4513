package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.CustomResourceDefinitions;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Definitions that go away take their objects along, but nothing in Omni. */
class DefinitionsStoryTest extends StoryTest {

    DefinitionsStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Override
    @AfterEach
    void stop() {
        CustomResourceDefinitions.onClassPath(DEFINITIONS).applyWith(story.client());
        super.stop();
    }

    @Test
    @DisplayName("R53: kubectl delete crd removes nothing in Omni, although the policy is Delete")
    void deletedDefinitionsRemoveNothing() {
        omni.withMachines(1, 2);
        story.apply(ClusterFile.of("demo")
                .with("deletionPolicy: Delete")
                .controlPlanes(1)
                .workers(2)
                .yaml());
        story.awaitReady("demo");
        WriteLog.Mark start = omni.writes().mark();

        List<CustomResourceDefinition> definitions = ours();
        assertThat(definitions).hasSize(3);
        definitions.forEach(definition -> story.client().resource(definition).delete());
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(ours())
                        .extracting(definition -> definition.getMetadata().getName())
                        .isEmpty());

        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machinesInClusters()).isEqualTo(3);
    }

    @Test
    @DisplayName("R53: an operator that starts while its definitions are being deleted removes nothing in Omni either")
    void startedWhileDefinitionsGo() {
        omni.withMachines(1, 0);
        story.apply(ClusterFile.of("demo")
                .with("deletionPolicy: Delete")
                .controlPlanes(1)
                .yaml());
        story.awaitReady("demo");
        WriteLog.Mark down = omni.writes().mark();
        operatorStops();
        ours().forEach(definition -> story.client().resource(definition).delete());

        operatorStarts();
        await().atMost(Story.PATIENCE).untilAsserted(() -> assertThat(ours()).isEmpty());

        assertThat(omni.tried(down)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machinesInClusters()).isEqualTo(1);
    }

    private List<CustomResourceDefinition> ours() {
        return story.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(definition -> definition.getSpec().getGroup().equals("omnibridge.dev"))
                .toList();
    }
}
