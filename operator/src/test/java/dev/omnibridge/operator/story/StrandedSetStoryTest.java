package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A set that outlives its cluster object still has something in Omni, and needs the way there. */
class StrandedSetStoryTest extends StoryTest {

    StrandedSetStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R51: a connection stays while a set without a cluster object holds claims through it, and leaves with the"
                    + " set")
    void theConnectionStaysForTheSet() {
        omni.withMachines(1, 1);
        story.apply(ClusterFile.of("demo").controlPlanes(1).workers(1).yaml());
        story.awaitReady("demo");
        story.awaitMachines("demo-workers", "1/1");
        story.client()
                .resources(OmniMachineSet.class)
                .withName("demo-workers")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
        story.deleteAll("demo", "demo-control-planes");
        await().atMost(Story.PATIENCE)
                .until(() -> story.machineSet("demo-workers")
                        .filter(set -> set.getStatus().policy().deletion() == DeletionPolicy.DELETE)
                        .isPresent());

        story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .delete();
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(connection())
                        .hasValueSatisfying(c -> assertThat(reasons(c)).contains("Deleting InUse")));

        story.deleteMachineSet("demo-workers");
        story.awaitSetGone("demo-workers");
        await().atMost(Story.PATIENCE).until(() -> connection().isEmpty());
        await().atMost(Story.PATIENCE)
                .until(() -> omni.machineIdsOf("demo-workers").isEmpty());
    }

    private Optional<OmniConnection> connection() {
        return Optional.ofNullable(story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get());
    }

    private static List<String> reasons(OmniConnection connection) {
        return Optional.ofNullable(connection.getStatus().conditions()).stream()
                .flatMap(List::stream)
                .flatMap((Condition c) -> Stream.of(c.type() + " " + c.reason()))
                .toList();
    }
}
