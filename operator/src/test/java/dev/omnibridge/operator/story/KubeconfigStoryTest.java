package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of others stay theirs, and tokens, which can't be taken back, are issued sparingly. */
class KubeconfigStoryTest extends StoryTest {

    /** Ten minutes are the least between two tokens; each one that led to nothing doubles that. */
    private static final Duration SECOND_GAP = Duration.ofMinutes(25);

    private static final Duration THIRD_GAP = Duration.ofMinutes(45);
    private static final ClusterFile DEMO = ClusterFile.of("demo").controlPlanes(1);

    KubeconfigStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"omni", "theirs"})
    @DisplayName(
            "R30: a Secret that is not ours, be it the one with the credentials, is neither written nor deleted, over a restart and the end of the cluster too")
    void foreignSecretIsLeftAlone(String name) {
        story.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("theirs")
                        .endMetadata()
                        .withStringData(Map.of("value", "of somebody else"))
                        .build())
                .create();
        Secret before = secret(name).orElseThrow();

        story.apply(DEMO.with("deletionPolicy: Delete")
                .with("kubeconfig: {secretName: " + name + "}")
                .yaml());
        story.awaitCluster("demo", "KubeconfigReady", "False", "SecretConflict");
        story.awaitCluster("demo", "Stalled", "True", "SecretConflict");
        restart();
        story.awaitCluster("demo", "KubeconfigReady", "False", "SecretConflict");
        assertThat(omni.simulator().issuedTokens()).isEmpty();
        story.deleteAll("demo", "demo-control-planes");

        assertThat(secret(name)).contains(before);
    }

    @Test
    @DisplayName(
            "R31: another name in the spec makes another Secret, and the old one, which is ours, goes, over a restart too")
    void renamedSecretMoves() {
        story.apply(DEMO.yaml());
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");
        time.pass(Duration.ofMinutes(11));

        story.apply(DEMO.with("kubeconfig: {secretName: other}").yaml());
        await().atMost(Story.PATIENCE).until(() -> secret("other").isPresent());
        await().atMost(Story.PATIENCE).until(() -> secret("demo-kubeconfig").isEmpty());
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");

        assertThat(story.kubeconfigWorks("other")).isTrue();
        assertThat(story.cluster("demo").orElseThrow().getStatus().kubeconfig().secretName())
                .isEqualTo("other");
        assertThat(omni.simulator().issuedTokens()).hasSize(2);

        operatorStops();
        time.pass(Duration.ofMinutes(11));
        story.apply(DEMO.with("kubeconfig: {secretName: third}").yaml());
        operatorStarts();
        await().atMost(Story.PATIENCE).until(() -> secret("third").isPresent());
        await().atMost(Story.PATIENCE).until(() -> secret("other").isEmpty());
        assertThat(omni.simulator().issuedTokens()).hasSize(3);
    }

    @Test
    @DisplayName(
            "R32: while the cluster's API answers 401, tokens are asked for ever more seldom, a restart asks for none, and the condition says it until one is accepted")
    void refusedTokensAreAskedForSeldom() {
        omni.simulator().kubernetesProxy().refuse("demo");
        story.apply(DEMO.yaml());
        story.awaitCluster("demo", "KubeconfigReady", "False", "TokenRefused");
        assertThat(omni.simulator().issuedTokens()).hasSize(1);

        time.pass(SECOND_GAP);
        story.awaitCluster("demo", "KubeconfigReady", "False", "TokenRefused");
        assertThat(omni.simulator().issuedTokens()).hasSize(2);
        restart();
        story.awaitCluster("demo", "KubeconfigReady", "False", "TokenRefused");
        assertThat(omni.simulator().issuedTokens()).hasSize(2);

        omni.simulator().kubernetesProxy().accept("demo");
        time.pass(THIRD_GAP);
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");
        assertThat(story.kubeconfigWorks("demo-kubeconfig")).isTrue();
        assertThat(omni.simulator().issuedTokens()).hasSize(3);
    }

    private Optional<Secret> secret(String name) {
        return Optional.ofNullable(story.client().secrets().withName(name).get());
    }
}
