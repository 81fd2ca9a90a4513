package dev.omnibridge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.Pass.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statuses while Omni can't be used, as the pipeline comes to them. */
class WithoutOmniTest {

    private final PassScene scene = new PassScene();

    @Test
    @DisplayName(
            "R39: a connection that comes after its cluster is waited for, and needs a person only after two minutes")
    void connectionComesLater() {
        OmniCluster cluster = scene.apply(GivenCluster.named("demo"));
        scene.view(new ConnectionView.Missing("default"));

        Pass first = scene.pass(cluster);
        assertThat(says(cluster)).contains("Ready FALSE WaitingForReference", "Reconciling TRUE WaitingForReference");
        assertThat(says(cluster)).contains("Stalled FALSE NotStalled", "Synced FALSE WaitingForReference");
        assertThat(first.lookAgainAfter()).contains(Duration.ofMinutes(2));
        assertThat(scene.events).doesNotContain("ReferenceNotFound");

        scene.later(Duration.ofMinutes(2)).pass(cluster);
        assertThat(says(cluster)).contains("Ready FALSE ReferenceNotFound", "Stalled TRUE ReferenceNotFound");
    }

    @Test
    @DisplayName("R39: while the key is expired nothing can be told, and a person has to move")
    void keyExpired() {
        OmniCluster cluster = scene.apply(GivenCluster.named("demo"));
        scene.view(notReady(Reason.CONNECTION_NOT_READY)).pass(cluster);

        assertThat(says(cluster))
                .contains(
                        "Ready UNKNOWN ConnectionNotReady",
                        "Synced UNKNOWN ConnectionNotReady",
                        "Stalled TRUE ConnectionNotReady");
    }

    @Test
    void aClusterThatIsDeletedOnRetainDoesNotWaitForAPersonToMendTheConnection() {
        OmniCluster cluster =
                scene.apply(GivenCluster.named("demo").reported("demo", "u").deleting());
        scene.view(notReady(Reason.CONNECTION_NOT_READY)).pass(cluster);

        assertThat(scene.left).containsExactly("demo");
        assertThat(scene.events).contains("ClaimNotReleased");
    }

    @Test
    @DisplayName(
            "R05: while its connection is paused a deletion on Retain waits, also where Omni can't be used, and leaves afterwards")
    void aPausedConnection() {
        OmniCluster cluster =
                scene.apply(GivenCluster.named("demo").reported("demo", "u").deleting());
        scene.connection = Optional.of(PassScene.connection(true, 2));
        scene.view(notReady(Reason.CONNECTION_NOT_READY)).pass(cluster);
        assertThat(scene.left).isEmpty();
        assertThat(says(cluster)).contains("Deleting TRUE Paused");

        scene.connection = Optional.of(PassScene.connection(false, 3));
        scene.pass(cluster);
        assertThat(scene.left).containsExactly("demo");
    }

    @ParameterizedTest
    @EnumSource(DeletionPolicy.class)
    @DisplayName("R47: while another account answers no finalizer leaves, whatever the policy")
    void anotherAccount(DeletionPolicy policy) {
        OmniCluster cluster = scene.apply(GivenCluster.named("demo")
                .spec(s -> s.deletionPolicy(policy))
                .reported("demo", "u")
                .deleting());
        Finding finding = new Finding(Reason.CONNECTION_NOT_READY, "OmniConnection default: AccountChanged: acme");
        scene.view(new ConnectionView.NotReady("default", finding, Optional.of(Reason.ACCOUNT_CHANGED)));

        scene.pass(cluster);
        scene.later(Duration.ofHours(1)).pass(cluster);

        assertThat(scene.left).isEmpty();
        assertThat(says(cluster)).contains("Deleting TRUE DeletionBlocked", "Stalled TRUE DeletionBlocked");
    }

    @Test
    void whatOmniAnswersToAQuestionIsTold() {
        OmniCluster cluster =
                scene.apply(GivenCluster.named("gone").withFinalizer().reported("gone", "u"));
        scene.refusesQuestions = true;

        assertThat(scene.pass(cluster).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(says(cluster)).contains("Ready FALSE PermissionDenied", "Stalled TRUE PermissionDenied");
    }

    private static ConnectionView.NotReady notReady(Reason reason) {
        return new ConnectionView.NotReady(
                "default", new Finding(reason, "OmniConnection default: the key is expired"));
    }

    private static List<String> says(OmniCluster cluster) {
        return says(cluster.getStatus().conditions());
    }

    static List<String> says(@Nullable List<Condition> conditions) {
        return Optional.ofNullable(conditions).orElse(List.of()).stream()
                .map(WithoutOmniTest::says)
                .toList();
    }

    private static String says(Condition condition) {
        return condition.type() + " " + condition.status() + " " + condition.reason();
    }
}
