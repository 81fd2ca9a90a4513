package dev.omnibridge.demo.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void aStatusOfAnEarlierGenerationCountsForNothing() {
        var health = Health.of(Objects.cluster("""
                metadata: {name: demo, namespace: team-a, generation: 2}
                status:
                  observedGeneration: 1
                  conditions: [{type: Ready, status: "True", reason: Ready, message: fine}]
                """));

        assertThat(health.isReady()).isFalse();
        assertThat(health.troubles())
                .containsExactly("OmniCluster team-a/demo has no status of its present generation");
    }

    @Test
    void troublesAreGoodConditionsThatAreNotTrueAndBadOnesThatAre() {
        var health = Health.of(Objects.cluster("""
                metadata: {name: demo, namespace: team-a, generation: 1}
                status:
                  observedGeneration: 1
                  conditions:
                    - {type: Ready, status: "False", reason: InvalidVersion, message: no such version}
                    - {type: Available, status: "True", reason: Available, message: fine}
                    - {type: Stalled, status: "True", reason: InvalidVersion, message: choose another}
                    - {type: Paused, status: "False", reason: NotPaused, message: fine}
                """));

        assertThat(health.troubles())
                .containsExactly(
                        "OmniCluster team-a/demo Ready=False InvalidVersion: no such version",
                        "OmniCluster team-a/demo Stalled=True InvalidVersion: choose another");
    }
}
