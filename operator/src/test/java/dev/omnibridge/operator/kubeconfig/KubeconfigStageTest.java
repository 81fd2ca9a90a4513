package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.api.v1alpha1.ClusterKubeconfigBuilder;
import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage.Input;
import dev.omnibridge.operator.kubeconfig.SecretStore.Denial;
import dev.omnibridge.operator.kubeconfig.TokenSource.Acceptance;
import dev.omnibridge.operator.reason.Reason;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KubeconfigStageTest {

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final SecretsInMemory secrets = new SecretsInMemory();
    private final CountingTokens tokens = new CountingTokens();
    private KubeconfigStage stage = new KubeconfigStage(secrets, new KubeconfigMemory(), () -> now);
    private final OmniCluster cluster = cluster();
    private final List<String> left = new ArrayList<>();
    private boolean apiIsUsable = true;
    private boolean objectChanges;

    @Test
    void aUsableClusterGetsOneSecretWithOneToken() {
        KubeconfigResult result = pass();

        assertThat(result).isInstanceOfSatisfying(KubeconfigResult.Fresh.class, fresh -> {
            assertThat(fresh.server()).isEqualTo("https://omni:8095");
            assertThat(fresh.status().secretName()).isEqualTo("demo-kubeconfig");
            assertThat(fresh.status().renewAt()).isEqualTo("2026-11-25T04:00:00Z");
            assertThat(fresh.status().failedAttempts()).isZero();
        });
        assertThat(secrets.names()).containsExactly("demo-kubeconfig");
        pass();
        assertThat(tokens.minted()).isEqualTo(1);
    }

    @Test
    void nothingIsMintedWhileTheApiIsAway() {
        apiIsUsable = false;
        assertThat(reason(pass())).isEqualTo(Reason.WAITING_FOR_API);
        assertThat(tokens.minted()).isZero();
    }

    @Test
    @DisplayName("R30: no token is minted for a Secret that is somebody else's")
    void aForeignSecretCostsNoToken() {
        secrets.addForeign("demo-kubeconfig");
        assertThat(reason(pass())).isEqualTo(Reason.SECRET_CONFLICT);
        assertThat(tokens.minted()).isZero();
    }

    @Test
    @DisplayName("R58: no token is minted for a Secret that admission would refuse")
    void aRefusedSecretCostsNoToken() {
        secrets.refuse("denied by policy");
        for (int i = 0; i < 60; i++) {
            assertThat(reason(pass())).isEqualTo(Reason.NOT_ALLOWED);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(tokens.minted()).isZero();
    }

    @Test
    @DisplayName("R31: a renamed Secret is made first, then the old one goes")
    void aRenamedSecretReplacesTheOldOne() {
        pass();
        now = now.plus(Duration.ofMinutes(11));
        rename("other");

        pass();

        assertThat(secrets.names()).containsExactly("other");
        assertThat(secrets.history()).containsExactly("+demo-kubeconfig", "+other", "-demo-kubeconfig");
    }

    @Test
    @DisplayName("R31: killed between the new Secret and the end of the old one, the next operator ends it")
    void aRenameIsFinishedAfterARestart() {
        pass();
        now = now.plus(Duration.ofMinutes(11));
        rename("other");
        secrets.dieAtRemoval();
        assertThatThrownBy(this::pass).hasMessage("killed");
        assertThat(secrets.names()).containsExactlyInAnyOrder("demo-kubeconfig", "other");

        stage = new KubeconfigStage(secrets, new KubeconfigMemory(), () -> now);
        secrets.accept();
        assertThat(pass()).isInstanceOf(KubeconfigResult.Issued.class);

        assertThat(secrets.names()).containsExactly("other");
        assertThat(tokens.minted()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "R31: a former Secret that the API server does not remove is told once, with its name and what to do, and costs no token")
    void aFormerSecretThatStaysIsTold() {
        pass();
        now = now.plus(Duration.ofMinutes(11));
        rename("other");
        secrets.keep("forbidden: cannot delete secrets");

        assertThat(pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        pass();

        assertThat(left)
                .containsExactly(
                        "the kubeconfig is in the Secret other now, but the API server did not remove the former one, demo-kubeconfig: forbidden: cannot delete secrets; remove it by hand");
        assertThat(secrets.names()).containsExactlyInAnyOrder("demo-kubeconfig", "other");
        assertThat(tokens.minted()).isEqualTo(2);
    }

    @Test
    @DisplayName("R31: a renamed Secret whose new name is taken leaves the old one in place")
    void aTakenNewNameKeepsTheOldSecret() {
        pass();
        now = now.plus(Duration.ofMinutes(11));
        secrets.addForeign("other");
        rename("other");

        assertThat(reason(pass())).isEqualTo(Reason.SECRET_CONFLICT);
        assertThat(secrets.names()).containsExactlyInAnyOrder("demo-kubeconfig", "other");
    }

    @Test
    @DisplayName("R32: a workload API that answers 401 for an hour costs at most six tokens")
    void aRefusingClusterCostsFewTokens() {
        tokens.answer(Acceptance.REFUSED);
        for (int minute = 0; minute < 60; minute++) {
            assertThat(reason(pass())).isEqualTo(Reason.TOKEN_REFUSED);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(tokens.minted()).isLessThanOrEqualTo(3);
        tokens.answer(Acceptance.ACCEPTED);
        assertThat(pass()).isInstanceOf(KubeconfigResult.Issued.class);
    }

    @Test
    void aRefusalThatPassesNeedsNoNewToken() {
        tokens.answer(Acceptance.REFUSED);
        pass();
        tokens.answer(Acceptance.ACCEPTED);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(pass()).isInstanceOf(KubeconfigResult.Issued.class);
        assertThat(tokens.minted()).isEqualTo(1);
    }

    @Test
    @DisplayName("R33: a restart costs no token")
    void aRestartCostsNothing() {
        pass();
        stage = new KubeconfigStage(secrets, new KubeconfigMemory(), () -> now);
        assertThat(pass()).isInstanceOf(KubeconfigResult.Issued.class);
        assertThat(tokens.minted()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "R33: killed between Secret and status, the next operator takes the Secret for what the attempt led to")
    void aSecretThatNoStatusTellsOfCostsNoToken() {
        KubeconfigResult.Fresh lost = (KubeconfigResult.Fresh) stage.run(input());

        stage = new KubeconfigStage(secrets, new KubeconfigMemory(), () -> now);
        now = now.plus(Duration.ofSeconds(5));

        assertThat(pass()).isInstanceOfSatisfying(KubeconfigResult.Issued.class, found -> {
            assertThat(found.status()).isEqualTo(lost.status());
            assertThat(found.server()).contains(lost.server());
        });
        assertThat(tokens.minted()).isEqualTo(1);
    }

    @Test
    @DisplayName("R33: a Secret of an earlier attempt is not taken for what the last one led to")
    void anOlderSecretIsNoResult() {
        pass();
        now = now.plus(Duration.ofDays(5));
        tokens.loseAnswers(unavailable(new IOException("HTTP status code 504")));
        assertThat(pass()).isInstanceOf(KubeconfigResult.NotIssued.class);

        stage = new KubeconfigStage(secrets, new KubeconfigMemory(), () -> now);
        assertThat(pass()).isInstanceOf(KubeconfigResult.NotIssued.class);
    }

    @Test
    @DisplayName("R32: a restart neither forgets a refusal nor shortens the wait for the next token")
    void aRestartRemembersTheRefusal() {
        tokens.answer(Acceptance.REFUSED);
        pass();
        stage = new KubeconfigStage(secrets, new KubeconfigMemory(), () -> now);
        now = now.plus(Duration.ofMinutes(19));
        assertThat(reason(pass())).isEqualTo(Reason.TOKEN_REFUSED);
        assertThat(tokens.minted()).isEqualTo(1);

        tokens.answer(Acceptance.ACCEPTED);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(tokens.minted()).isEqualTo(2);
    }

    @Test
    void aTokenThatCouldNotBeWrittenIsKeptForTheNextTry() {
        secrets.refuseOnlyRealWrites("quota");
        assertThat(reason(pass())).isEqualTo(Reason.NOT_ALLOWED);
        secrets.accept();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(tokens.minted()).isEqualTo(1);
    }

    @Test
    void nothingIsMintedIfTheObjectChangedWhileTheAttemptWasNoted() {
        objectChanges = true;
        assertThat(pass()).isEqualTo(new KubeconfigResult.Interrupted());
        assertThat(tokens.minted()).isZero();
    }

    @Test
    void aSecretThatSomebodyDeletedComesBack() {
        pass();
        secrets.delete("demo-kubeconfig");
        assertThat(pass()).as("between two looks").isInstanceOf(KubeconfigResult.Issued.class);
        now = now.plus(Duration.ofMinutes(11));
        assertThat(pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(secrets.names()).containsExactly("demo-kubeconfig");
    }

    @Test
    void aCallThatFailsBeforeOmniMintedDoesNotUseUpTheAttempt() {
        tokens.fail(unavailable(new ConnectException("Connection refused")));
        assertThat(reason(pass())).isEqualTo(Reason.ISSUING);
        tokens.fail(null);
        now = now.plusSeconds(60);
        assertThat(pass()).isInstanceOf(KubeconfigResult.Fresh.class);
    }

    @Test
    @DisplayName("R32: a proxy that gives up waiting while Omni mints costs at most six tokens an hour")
    void aLostAnswerCostsFewTokens() {
        tokens.loseAnswers(unavailable(new IOException("HTTP status code 504")));
        for (int minute = 0; minute < 60; minute++) {
            assertThat(pass()).isInstanceOf(KubeconfigResult.NotIssued.class);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(tokens.minted()).isBetween(2, 6);
    }

    @Test
    void aTokenOfAnotherClusterIsNeverWritten() {
        tokens.open("another");
        for (int minute = 0; minute < 60; minute++) {
            KubeconfigResult result = pass();
            assertThat(reason(result)).isEqualTo(Reason.ISSUING);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(secrets.names()).isEmpty();
        assertThat(tokens.minted()).isBetween(2, 6);
    }

    @Test
    void aRefusingClusterIsAskedOnceAMinuteHoweverManyPassesThereAre() {
        tokens.answer(Acceptance.REFUSED);
        for (int i = 0; i < 100; i++) {
            assertThat(reason(pass())).isEqualTo(Reason.TOKEN_REFUSED);
        }
        assertThat(tokens.probes()).isEqualTo(1);
        now = now.plus(Duration.ofMinutes(1));
        pass();
        assertThat(tokens.probes()).isEqualTo(2);
    }

    @Test
    void aTokenInMemorySurvivesTheLossOfTheStatus() {
        secrets.refuseOnlyRealWrites("quota");
        pass();
        secrets.accept();
        store(Optional.empty());

        assertThat(pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(tokens.minted()).isEqualTo(1);
    }

    private static OmniException unavailable(Exception cause) {
        return new OmniException.Unavailable(
                "Omni is not available", Status.UNAVAILABLE.withCause(cause).asRuntimeException());
    }

    @Test
    @DisplayName("R58: a Secret that may not be looked at is a reason that stays until it may, and costs no token")
    void aSecretThatCanNotBeSeenIsAReason() {
        pass();
        secrets.hide(new Denial("user omnibridge cannot patch secrets", true));
        assertThat(pass()).as("between two looks").isInstanceOf(KubeconfigResult.Issued.class);

        now = now.plus(Duration.ofMinutes(11));
        for (int i = 0; i < 60; i++) {
            KubeconfigResult result = pass();
            assertThat(reason(result)).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(((KubeconfigResult.NotIssued) result).finding().message())
                    .contains("cannot patch secrets", "demo-kubeconfig", "servedNamespaces", "config/rbac");
            now = now.plus(Duration.ofMinutes(1));
        }

        secrets.accept();
        assertThat(pass()).isInstanceOf(KubeconfigResult.Issued.class);
        assertThat(tokens.minted()).isEqualTo(1);
    }

    @Test
    void anApiServerThatDoesNotAnswerIsNobodysFault() {
        secrets.hide(new Denial("code 503", false));
        assertThat(reason(pass())).isEqualTo(Reason.ISSUING);
        secrets.accept();
        assertThat(pass()).isInstanceOf(KubeconfigResult.Fresh.class);
    }

    @Test
    void aSecretThatMayNotBeRemovedIsAReason() {
        pass();
        cluster.setSpec(OmniClusterSpecBuilder.builder(cluster.getSpec())
                .kubeconfig(ClusterKubeconfigBuilder.builder().enabled(false).build())
                .build());
        secrets.hide(new Denial("user omnibridge cannot delete secrets", true));
        assertThat(reason(pass())).isEqualTo(Reason.NOT_ALLOWED);
        secrets.accept();
        assertThat(pass()).isEqualTo(new KubeconfigResult.Off());
        assertThat(secrets.names()).isEmpty();
    }

    private KubeconfigResult pass() {
        KubeconfigResult result = stage.run(input());
        switch (result) {
            case KubeconfigResult.Issued issued -> store(Optional.of(issued.status()));
            case KubeconfigResult.Fresh fresh -> store(Optional.of(fresh.status()));
            case KubeconfigResult.NotIssued notIssued -> store(notIssued.status());
            case KubeconfigResult.Off off -> store(Optional.empty());
            case KubeconfigResult.Interrupted interrupted -> {}
        }
        return result;
    }

    private Input input() {
        return new Input(
                cluster,
                Optional.ofNullable(cluster.getStatus()).map(OmniClusterStatus::kubeconfig),
                "demo",
                Optional.of("uuid"),
                apiIsUsable,
                tokens,
                this::note,
                left::add);
    }

    private boolean note(KubeconfigStatus attempt) {
        if (!objectChanges) {
            store(Optional.of(attempt));
        }
        return !objectChanges;
    }

    private void store(Optional<KubeconfigStatus> status) {
        cluster.setStatus(OmniClusterStatusBuilder.builder()
                .kubeconfig(status.orElse(null))
                .build());
    }

    private static Reason reason(KubeconfigResult result) {
        assertThat(result).isInstanceOf(KubeconfigResult.NotIssued.class);
        return ((KubeconfigResult.NotIssued) result).finding().reason();
    }

    private void rename(String secretName) {
        cluster.setSpec(OmniClusterSpecBuilder.builder(cluster.getSpec())
                .kubeconfig(ClusterKubeconfigBuilder.builder()
                        .secretName(secretName)
                        .build())
                .build());
    }

    private static OmniCluster cluster() {
        OmniCluster cluster = new OmniCluster();
        cluster.getMetadata().setNamespace("team-a");
        cluster.getMetadata().setName("demo");
        cluster.getMetadata().setUid("uid");
        cluster.setSpec(OmniClusterSpecBuilder.builder().build());
        return cluster;
    }
}
