package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.Shortage;
import dev.omnibridge.api.v1alpha1.ShortageReason;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A set that lacks machines says so in numbers, and nothing else waits for it. */
class ShortageStoryTest extends StoryTest {

    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final ClusterView demo = new ClusterView(story, "demo");

    ShortageStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R37: with too few machines kubeconfig, labels and other sets proceed, the shortage is in numbers, over a restart too, and ends by itself")
    void theRestGoesOn() {
        omni.withMachines(2, 2);
        await().until(() -> omni.machineIds(OmniKeys.AVAILABLE).size() == 4);
        omni.machines().disconnectAtOnce(omni.machineIdsOfClass("big").getFirst());
        ClusterFile file = ClusterFile.of("demo").controlPlanes(1).workers("short", 4);
        story.apply(file.yaml());
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");
        await().until(() -> omni.machinesInClusters() == 2);
        time.pass(A_WHILE);
        requireShortage();
        assertThat(story.kubeconfigWorks("demo-kubeconfig")).isTrue();

        String free = omni.machineIdsOfClass("small").stream()
                .filter(omni.machineIds(OmniKeys.AVAILABLE)::contains)
                .findFirst()
                .orElseThrow();
        story.apply(file.with("labels: {team: a}").machines(List.of(free)).yaml());
        story.awaitMachines("demo-workers", "1/1");
        await().until(() -> omni.simulator()
                .store()
                .require(ResourceTypes.CLUSTERS, "demo")
                .labels()
                .containsKey("team"));
        restart();
        story.awaitMachineSet("demo-short", "Synced", "True", "InSync");
        story.awaitCluster("demo", "Synced", "True", "InSync");
        requireShortage();
        assertThat(demo.object().getStatus().machines().summary()).isEqualTo("3/6");

        omni.machines().connect(omni.machineIdsOfClass("big").getFirst());
        omni.withMachines(0, 2);
        story.awaitMachines("demo-short", "4/4");
        story.awaitReady("demo");
        assertThat(shortSet().getStatus().shortage()).isNull();
    }

    @Test
    @DisplayName("R37: the text of a shortage follows the machines that come and go")
    void theTextFollowsTheMachines() {
        omni.withMachines(1, 2);
        await().until(() -> omni.machineIds(OmniKeys.AVAILABLE).size() == 3);
        String cutOff = omni.machineIdsOfClass("big").getFirst();
        omni.machines().disconnectAtOnce(cutOff);
        story.apply(ClusterFile.of("demo").controlPlanes(1).workers("short", 4).yaml());
        await().until(() -> omni.machinesInClusters() == 2);
        time.pass(A_WHILE);
        story.awaitMachineSet("demo-short", "Ready", "False", "InsufficientMachines");
        await().until(() -> message(shortSet()).contains("class big matches 2: 1 busy, 1 disconnected"));

        omni.machines().remove(cutOff);

        // machines come and go in bursts: what is told of them follows a little later
        await().until(() -> {
            time.pass(Duration.ofSeconds(10));
            return message(shortSet()).contains("class big matches 1: 1 busy.");
        });
    }

    private void requireShortage() {
        story.awaitMachineSet("demo-short", "Ready", "False", "InsufficientMachines");
        story.awaitMachineSet("demo-short", "Reconciling", "True", "InsufficientMachines");
        story.awaitCluster("demo", "Ready", "False", "InsufficientMachines");
        Shortage shortage = shortSet().getStatus().shortage();
        assertThat(shortage).isNotNull();
        assertThat(shortage.missing()).isEqualTo(3);
        assertThat(shortage.machineClass()).isEqualTo("big");
        assertThat(shortage.matching()).isEqualTo(2);
        assertThat(shortage.free()).isZero();
        assertThat(shortage.reasons())
                .containsExactlyInAnyOrder(new ShortageReason("Busy", 1), new ShortageReason("Disconnected", 1));
        assertThat(message(shortSet()))
                .contains("1 of 4 machines", "class big matches 2", "1 busy", "1 disconnected", "Register or free");
        assertThat(demo.messageOf("Ready")).contains("demo-short has 1 of 4 machines");
    }

    private OmniMachineSet shortSet() {
        return story.machineSet("demo-short").orElseThrow();
    }

    private static String message(OmniMachineSet set) {
        return set.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst()
                .orElseThrow()
                .message();
    }
}
