package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.kubeconfig.SecretStore.Denial;
import dev.omnibridge.operator.kubeconfig.TokenSource.Acceptance;
import dev.omnibridge.operator.reason.Reason;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KubeconfigStageTest {

    private final KubeconfigScene scene = new KubeconfigScene();

    @Test
    void aUsableClusterGetsOneSecretWithOneToken() {
        KubeconfigResult result = scene.pass();

        assertThat(result).isInstanceOfSatisfying(KubeconfigResult.Fresh.class, fresh -> {
            assertThat(fresh.server()).isEqualTo("https://omni:8095");
            assertThat(fresh.status().secretName()).isEqualTo("demo-kubeconfig");
            assertThat(fresh.status().renewAt()).isEqualTo("2026-11-25T04:00:00Z");
            assertThat(fresh.status().failedAttempts()).isZero();
        });
        assertThat(scene.secrets.names()).containsExactly("demo-kubeconfig");
        scene.pass();
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    @Test
    void nothingIsMintedWhileTheApiIsAway() {
        scene.apiIsUsable = false;
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.WAITING_FOR_API);
        assertThat(scene.tokens.minted()).isZero();
    }

    @Test
    @DisplayName("R30: no token is minted for a Secret that is somebody else's")
    void aForeignSecretCostsNoToken() {
        scene.secrets.addForeign("demo-kubeconfig");
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.SECRET_CONFLICT);
        assertThat(scene.tokens.minted()).isZero();
    }

    @Test
    @DisplayName("R58: no token is minted for a Secret that admission would refuse")
    void aRefusedSecretCostsNoToken() {
        scene.secrets.refuse("denied by policy");
        for (int i = 0; i < 60; i++) {
            assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.NOT_ALLOWED);
            scene.now = scene.now.plus(Duration.ofMinutes(1));
        }
        assertThat(scene.tokens.minted()).isZero();
    }

    @Test
    @DisplayName("R31: a renamed Secret is made first, then the old one goes")
    void aRenamedSecretReplacesTheOldOne() {
        scene.pass();
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        scene.rename("other");

        scene.pass();

        assertThat(scene.secrets.names()).containsExactly("other");
        assertThat(scene.secrets.history()).containsExactly("+demo-kubeconfig", "+other", "-demo-kubeconfig");
    }

    @Test
    @DisplayName("R31: killed between the new Secret and the end of the old one, the next operator ends it")
    void aRenameIsFinishedAfterARestart() {
        scene.pass();
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        scene.rename("other");
        scene.secrets.dieAtRemoval();
        assertThatThrownBy(scene::pass).hasMessage("killed");
        assertThat(scene.secrets.names()).containsExactlyInAnyOrder("demo-kubeconfig", "other");

        scene.stage = new KubeconfigStage(scene.secrets, new KubeconfigMemory(), () -> scene.now);
        scene.secrets.accept();
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Issued.class);

        assertThat(scene.secrets.names()).containsExactly("other");
        assertThat(scene.tokens.minted()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "R31: a former Secret that the API server does not remove is told once, with its name and what to do, and costs no token")
    void aFormerSecretThatStaysIsTold() {
        scene.pass();
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        scene.rename("other");
        scene.secrets.keep("forbidden: cannot delete secrets");

        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        scene.pass();

        assertThat(scene.left)
                .containsExactly(
                        "the kubeconfig is in the Secret other now, but the API server did not remove the former one, demo-kubeconfig: forbidden: cannot delete secrets; remove it by hand");
        assertThat(scene.secrets.names()).containsExactlyInAnyOrder("demo-kubeconfig", "other");
        assertThat(scene.tokens.minted()).isEqualTo(2);
    }

    @Test
    @DisplayName("R31: a renamed Secret whose new name is taken leaves the old one in place")
    void aTakenNewNameKeepsTheOldSecret() {
        scene.pass();
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        scene.secrets.addForeign("other");
        scene.rename("other");

        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.SECRET_CONFLICT);
        assertThat(scene.secrets.names()).containsExactlyInAnyOrder("demo-kubeconfig", "other");
    }

    @Test
    @DisplayName("R32: a workload API that answers 401 for an hour costs at most six tokens")
    void aRefusingClusterCostsFewTokens() {
        scene.tokens.answer(Acceptance.REFUSED);
        for (int minute = 0; minute < 60; minute++) {
            assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.TOKEN_REFUSED);
            scene.now = scene.now.plus(Duration.ofMinutes(1));
        }
        assertThat(scene.tokens.minted()).isLessThanOrEqualTo(3);
        scene.tokens.answer(Acceptance.ACCEPTED);
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Issued.class);
    }

    @Test
    void aRefusalThatPassesNeedsNoNewToken() {
        scene.tokens.answer(Acceptance.REFUSED);
        scene.pass();
        scene.tokens.answer(Acceptance.ACCEPTED);
        scene.now = scene.now.plus(Duration.ofMinutes(1));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Issued.class);
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    @Test
    @DisplayName("R33: a restart costs no token")
    void aRestartCostsNothing() {
        scene.pass();
        scene.stage = new KubeconfigStage(scene.secrets, new KubeconfigMemory(), () -> scene.now);
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Issued.class);
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "R33: killed between Secret and status, the next operator takes the Secret for what the attempt led to")
    void aSecretThatNoStatusTellsOfCostsNoToken() {
        KubeconfigResult.Fresh lost = (KubeconfigResult.Fresh) scene.stage.run(scene.input());

        scene.stage = new KubeconfigStage(scene.secrets, new KubeconfigMemory(), () -> scene.now);
        scene.now = scene.now.plus(Duration.ofSeconds(5));

        assertThat(scene.pass()).isInstanceOfSatisfying(KubeconfigResult.Issued.class, found -> {
            assertThat(found.status()).isEqualTo(lost.status());
            assertThat(found.server()).contains(lost.server());
        });
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    @Test
    @DisplayName("R33: a Secret of an earlier attempt is not taken for what the last one led to")
    void anOlderSecretIsNoResult() {
        scene.pass();
        scene.now = scene.now.plus(Duration.ofDays(5));
        scene.tokens.loseAnswers(unavailable(new IOException("HTTP status code 504")));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.NotIssued.class);

        scene.stage = new KubeconfigStage(scene.secrets, new KubeconfigMemory(), () -> scene.now);
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.NotIssued.class);
    }

    @Test
    @DisplayName("R32: a restart neither forgets a refusal nor shortens the wait for the next token")
    void aRestartRemembersTheRefusal() {
        scene.tokens.answer(Acceptance.REFUSED);
        scene.pass();
        scene.stage = new KubeconfigStage(scene.secrets, new KubeconfigMemory(), () -> scene.now);
        scene.now = scene.now.plus(Duration.ofMinutes(19));
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.TOKEN_REFUSED);
        assertThat(scene.tokens.minted()).isEqualTo(1);

        scene.tokens.answer(Acceptance.ACCEPTED);
        scene.now = scene.now.plus(Duration.ofMinutes(1));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(scene.tokens.minted()).isEqualTo(2);
    }

    @Test
    void aTokenThatCouldNotBeWrittenIsKeptForTheNextTry() {
        scene.secrets.refuseOnlyRealWrites("quota");
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.NOT_ALLOWED);
        scene.secrets.accept();
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    @Test
    void nothingIsMintedIfTheObjectChangedWhileTheAttemptWasNoted() {
        scene.objectChanges = true;
        assertThat(scene.pass()).isEqualTo(new KubeconfigResult.Interrupted());
        assertThat(scene.tokens.minted()).isZero();
    }

    @Test
    void aSecretThatSomebodyDeletedComesBack() {
        scene.pass();
        scene.secrets.delete("demo-kubeconfig");
        assertThat(scene.pass()).as("between two looks").isInstanceOf(KubeconfigResult.Issued.class);
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(scene.secrets.names()).containsExactly("demo-kubeconfig");
    }

    @Test
    void aCallThatFailsBeforeOmniMintedDoesNotUseUpTheAttempt() {
        scene.tokens.fail(unavailable(new ConnectException("Connection refused")));
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.ISSUING);
        scene.tokens.fail(null);
        scene.now = scene.now.plusSeconds(60);
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
    }

    @Test
    @DisplayName("R32: a proxy that gives up waiting while Omni mints costs at most six tokens an hour")
    void aLostAnswerCostsFewTokens() {
        scene.tokens.loseAnswers(unavailable(new IOException("HTTP status code 504")));
        for (int minute = 0; minute < 60; minute++) {
            assertThat(scene.pass()).isInstanceOf(KubeconfigResult.NotIssued.class);
            scene.now = scene.now.plus(Duration.ofMinutes(1));
        }
        assertThat(scene.tokens.minted()).isBetween(2, 6);
    }

    @Test
    void aTokenOfAnotherClusterIsNeverWritten() {
        scene.tokens.open("another");
        for (int minute = 0; minute < 60; minute++) {
            KubeconfigResult result = scene.pass();
            assertThat(KubeconfigScene.reason(result)).isEqualTo(Reason.ISSUING);
            scene.now = scene.now.plus(Duration.ofMinutes(1));
        }
        assertThat(scene.secrets.names()).isEmpty();
        assertThat(scene.tokens.minted()).isBetween(2, 6);
    }

    @Test
    void aRefusingClusterIsAskedOnceAMinuteHoweverManyPassesThereAre() {
        scene.tokens.answer(Acceptance.REFUSED);
        for (int i = 0; i < 100; i++) {
            assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.TOKEN_REFUSED);
        }
        assertThat(scene.tokens.probes()).isEqualTo(1);
        scene.now = scene.now.plus(Duration.ofMinutes(1));
        scene.pass();
        assertThat(scene.tokens.probes()).isEqualTo(2);
    }

    @Test
    void aTokenInMemorySurvivesTheLossOfTheStatus() {
        scene.secrets.refuseOnlyRealWrites("quota");
        scene.pass();
        scene.secrets.accept();
        scene.store(Optional.empty());

        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    private static OmniException unavailable(Exception cause) {
        return new OmniException.Unavailable(
                "Omni is not available", Status.UNAVAILABLE.withCause(cause).asRuntimeException());
    }

    @Test
    @DisplayName("R58: a Secret that may not be looked at is a reason that stays until it may, and costs no token")
    void aSecretThatCanNotBeSeenIsAReason() {
        scene.pass();
        scene.secrets.hide(new Denial("user omnibridge cannot patch secrets", true));
        assertThat(scene.pass()).as("between two looks").isInstanceOf(KubeconfigResult.Issued.class);

        scene.now = scene.now.plus(Duration.ofMinutes(11));
        for (int i = 0; i < 60; i++) {
            KubeconfigResult result = scene.pass();
            assertThat(KubeconfigScene.reason(result)).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(((KubeconfigResult.NotIssued) result).finding().message())
                    .contains("cannot patch secrets", "demo-kubeconfig", "servedNamespaces", "config/rbac");
            scene.now = scene.now.plus(Duration.ofMinutes(1));
        }

        scene.secrets.accept();
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Issued.class);
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    @Test
    void anApiServerThatDoesNotAnswerIsNobodysFault() {
        scene.secrets.hide(new Denial("code 503", false));
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.ISSUING);
        scene.secrets.accept();
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
    }

    @Test
    void switchingItOffAndOnAgainMakesNoTokenComeEarlier() {
        scene.pass();
        scene.enable(false);
        scene.pass();
        assertThat(scene.secrets.names()).isEmpty();

        scene.enable(true);
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.ISSUING);
        assertThat(scene.tokens.minted()).isEqualTo(1);

        scene.now = scene.now.plus(KubeconfigDecision.LEAST_GAP);
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
    }

    @Test
    void aSecretThatMayNotBeRemovedIsAReason() {
        scene.pass();
        scene.enable(false);
        scene.secrets.hide(new Denial("user omnibridge cannot delete secrets", true));
        assertThat(KubeconfigScene.reason(scene.pass())).isEqualTo(Reason.NOT_ALLOWED);
        scene.secrets.accept();
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Off.class);
        assertThat(scene.secrets.names()).isEmpty();
    }
}
