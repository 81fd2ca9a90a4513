package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.omnibridge.kubernetes.CustomResourceDefinitions;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Definitions that were upgraded before the operator, as a chart does. */
class NewerDefinitionStoryTest extends StoryTest {

    NewerDefinitionStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Override
    @AfterEach
    void stop() {
        super.stop();
        CustomResourceDefinitions.onClassPath(DEFINITIONS).applyWith(story.client());
    }

    @Test
    @DisplayName(
            "An object with a value of a newer definition is told and left alone, also when it is deleted; all others go on, also after a restart")
    void oneObjectWithAValueOfANewerDefinition() {
        story.apply(ClusterFile.of("demo")
                .with("kubeconfig: {enabled: false}")
                .with("deletionPolicy: Delete")
                .yaml());
        story.awaitSynced("demo");
        widen();
        WriteLog.Mark start = omni.writes().mark();

        await().atMost(Story.PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        patch("{\"spec\": {\"managementPolicy\": \"ReportOnly\", \"labels\": {\"team\": \"a\"}}}"));
        story.awaitCluster("demo", "Stalled", "True", "InvalidContent");
        story.awaitCluster("demo", "Ready", "False", "InvalidContent");
        aPassGoesBy();
        restart();
        assertThat(omni.writesOf("demo", start)).isEmpty();

        story.deleteCluster("demo");
        story.awaitGone("demo");
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.simulator().store().get(ResourceTypes.CLUSTERS, "demo")).isPresent();
    }

    /** Adds a value to an enum, as a later version of the definition may. */
    private void widen() {
        story.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("omniclusters.omnibridge.dev")
                .edit(definition -> {
                    definition
                            .getSpec()
                            .getVersions()
                            .getFirst()
                            .getSchema()
                            .getOpenAPIV3Schema()
                            .getProperties()
                            .get("spec")
                            .getProperties()
                            .get("managementPolicy")
                            .getEnum()
                            .add(new TextNode("ReportOnly"));
                    return definition;
                });
    }

    /** As text: our own classes can't say what they don't know. */
    private boolean patch(String json) {
        story.client()
                .genericKubernetesResources("omnibridge.dev/v1alpha1", "OmniCluster")
                .withName("demo")
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
        return true;
    }
}
