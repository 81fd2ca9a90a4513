package dev.omnibridge.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.policy.Pause.By;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet workers = GivenMachineSet.named(SET, "demo").withFinalizer();

    @Test
    void theNearestPauseIsTold() {
        GivenCluster paused = GivenCluster.named("demo").spec(s -> s.paused(true));

        assertThat(ofSet(workers, GivenCluster.named("demo"))).map(Pause::by).contains(By.CONNECTION);
        assertThat(ofSet(workers, paused)).map(Pause::by).contains(By.CLUSTER);
        assertThat(ofSet(workers.spec(s -> s.paused(true)), paused))
                .map(Pause::by)
                .contains(By.OBJECT);
    }

    @Test
    void falseOnASetDoesNotEndThePauseOfItsCluster() {
        GivenCluster paused = GivenCluster.named("demo").spec(s -> s.paused(true));

        assertThat(ofSet(workers.spec(s -> s.paused(false)), paused))
                .map(Pause::by)
                .contains(By.CLUSTER);
    }

    @Test
    void theAnnotationPausesAsTheFieldDoesAndSaysHowItEnds() {
        GivenCluster cluster =
                GivenCluster.named("demo").metadata(m -> m.annotated(OmniBridgeApi.PAUSED_ANNOTATION, "true"));

        assertThat(Pause.of(cluster.build(), Optional.empty()))
                .contains(new Pause(By.OBJECT, "OmniCluster demo", "its annotation omnibridge.dev/paused is removed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "", "yes", "True"})
    void anyOtherValueOfTheAnnotationIsNoPause(String value) {
        GivenCluster cluster =
                GivenCluster.named("demo").metadata(m -> m.annotated(OmniBridgeApi.PAUSED_ANNOTATION, value));

        assertThat(Pause.of(cluster.build(), Optional.empty())).isEmpty();
    }

    @Test
    void aPausedSetIsNotWrittenWhileItsClusterIs() {
        scene.claimedSet(
                workers,
                OmniResources.workers("demo", SET, OmniResources.ofClass("big", 1)),
                Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "1"));
        Decision decision = scene.pass(workers.spec(s -> s.paused(true))).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.held()).extracting(Held::path).containsExactly("spec.machineClass.replicas");
        assertThat(decision.findings())
                .containsExactly(new Finding(
                        Reason.PAUSED,
                        "OmniMachineSet demo-workers is paused; 1 change waits until its spec.paused is false"));
    }

    private static Optional<Pause> ofSet(GivenMachineSet set, GivenCluster cluster) {
        return Pause.of(set.build(), Optional.of(cluster.build()), Optional.of(GivenConnection.paused()));
    }
}
