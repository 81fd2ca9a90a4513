package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.OmniResources;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What Omni refuses is not sent at the rhythm of events. */
class RefusedWritesTest {

    private static final String SET = "demo-workers";
    private static final String UPDATE = "update MachineSets/" + SET;

    private final PassScene scene = new PassScene();
    private final GivenMachineSet given =
            GivenMachineSet.named(SET, "demo").reported(SET, "workers").withFinalizer();

    @BeforeEach
    void aSizeThatOmniRefuses() {
        scene.scene.claimedSet(
                given,
                workers("demo", SET, ofClass("big", 3)),
                Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3"));
        scene.apply(scene.scene.cluster);
        given.ofClass("big", 5);
        scene.failing.put(UPDATE, new OmniException.ValidationFailed("no", null));
    }

    @Test
    @DisplayName("R65: a write that Omni refused for good is not sent again with every event, and what it said stays")
    void refusedOnce() {
        OmniMachineSet set = scene.apply(given);
        for (int i = 0; i < 20; i++) {
            scene.pass(set);
            scene.later(Duration.ofMillis(40));
        }

        assertThat(scene.tried).containsExactly(UPDATE);
        assertThat(WithoutOmniTest.says(set.getStatus().conditions())).contains("Synced FALSE RefusedByOmni");
    }

    @Test
    void itIsSentEverMoreRarelyWhileThingsHappen() {
        OmniMachineSet set = scene.apply(given);
        for (int i = 0; i < 60; i++) {
            scene.pass(set);
            scene.later(Duration.ofSeconds(1));
        }

        assertThat(scene.tried).as("at 0, 1, 3, 7, 15, 31 s").hasSize(6);
    }

    @Test
    void aPassThatFoundItRestingComesBackWhenItMaySend() {
        OmniMachineSet set = scene.apply(given);
        scene.pass(set);

        assertThat(scene.later(Duration.ofMillis(400)).pass(set).lookAgainAfter())
                .contains(Duration.ofMillis(600));
    }

    @Test
    void anotherSpecOrAnotherStateInOmniIsSentAtOnce() {
        scene.pass(scene.apply(given));
        scene.pass(scene.apply(given.ofClass("big", 6).metadata(m -> m.generation(2))));
        assertThat(scene.tried).hasSize(2);

        scene.omni().with(scene.scene.set(SET).withLabel("theirs", "1"));
        scene.pass(scene.apply(given));
        assertThat(scene.tried).hasSize(3);
    }

    @Test
    @DisplayName("R65: a person who asks for a pass ends the rest of what was refused, once")
    void aRequestIsSentAtOnce() {
        scene.pass(scene.apply(given));
        OmniMachineSet asked =
                scene.apply(given.metadata(m -> m.annotated(OmniBridgeApi.REQUESTED_AT_ANNOTATION, "now")));
        scene.pass(asked);
        assertThat(scene.tried).hasSize(2);
        assertThat(asked.getStatus().lastHandledReconcileAt()).isEqualTo("now");

        scene.pass(asked);
        assertThat(scene.tried).hasSize(2);
    }

    @Test
    @DisplayName("R57: what rests is not counted by the disruption budget again with every event")
    void whatRestsIsNotCountedAgain() {
        OmniMachineSet set = scene.apply(
                given.ofClass("big", 3).spec(s -> s.deleteStrategy(new MachineStrategy(StrategyType.ROLLING, null))));
        scene.omni().with(OmniResources.atGeneration(scene.scene.set(SET), 1));
        for (int i = 0; i < 20; i++) {
            scene.pass(set);
            scene.later(Duration.ofMillis(40));
        }

        assertThat(scene.tried).containsExactly(UPDATE);
        assertThat(scene.rollouts).hasSize(1);
        scene.later(Duration.ofSeconds(2)).pass(set);
        assertThat(scene.tried).hasSize(2);
        assertThat(scene.rollouts).hasSize(2);
    }

    @Test
    void whatIsTakenAtLastIsForgotten() {
        OmniMachineSet set = scene.apply(given);
        scene.pass(set);
        scene.failing.clear();
        scene.later(Duration.ofSeconds(2)).pass(set);

        assertThat(scene.tried).hasSize(2);
        assertThat(WithoutOmniTest.says(set.getStatus().conditions())).doesNotContain("Synced FALSE RefusedByOmni");
    }
}
