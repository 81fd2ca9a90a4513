package dev.omnibridge.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Test;

class ElectionTest {

    private final Election election =
            new Election(new Election.Candidate("me", LeaseTimes.STANDARD, () -> {}), "omnibridge", () -> {});

    @Test
    void anApiServerThatDoesNotAnswerIsNamed() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:1")
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(nowhere).build()) {
            assertThatThrownBy(() -> election.requireRights(client))
                    .isInstanceOf(ElectionException.class)
                    .hasMessageContainingAll("https://127.0.0.1:1", "does not answer");
        }
    }

    @Test
    void beforeItBeginsNothingIsHeldAndNothingIsWrong() {
        assertThat(election.leadership().isHeld()).isFalse();
        assertThat(election.problem()).isEmpty();
    }
}
