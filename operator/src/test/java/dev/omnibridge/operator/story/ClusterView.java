package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.WaitingMachine;
import java.time.Duration;

/** What somebody reads who looks closer at one OmniCluster. */
record ClusterView(Story story, String name) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    OmniCluster object() {
        return story.cluster(name).orElseThrow();
    }

    String uid() {
        return object().getMetadata().getUid();
    }

    String messageOf(String condition) {
        return object().getStatus().conditions().stream()
                .filter(c -> c.type().equals(condition))
                .findFirst()
                .orElseThrow()
                .message();
    }

    /** Waits until the status of a deletion names the machine. */
    void awaitWaitingFor(String machine) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(object().getStatus().deletion().waitingFor())
                        .extracting(WaitingMachine::machine)
                        .containsExactly(machine));
    }
}
