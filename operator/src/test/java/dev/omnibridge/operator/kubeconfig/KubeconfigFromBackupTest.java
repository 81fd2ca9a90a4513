package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A Secret with a kubeconfig that is not the one which was written last. */
class KubeconfigFromBackupTest {

    private final KubeconfigScene scene = new KubeconfigScene();

    @Test
    @DisplayName("R31: a Secret that a backup brought back is ours as well, and goes when it should")
    void aSecretFromABackupGoes() {
        scene.pass();
        SecretStore.Sight former = scene.secrets.at("demo-kubeconfig");
        scene.secrets.bringBack("demo-kubeconfig", former, "from-a-backup");
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Issued.class);

        scene.enable(false);
        scene.pass();

        assertThat(scene.secrets.names()).isEmpty();
        assertThat(scene.tokens.minted()).isEqualTo(1);
    }

    @Test
    void theTokenOfAnOlderSecretThatABackupBroughtBackIsRenewedBeforeItEnds() {
        scene.pass();
        SecretStore.Sight former = scene.secrets.at("demo-kubeconfig");
        scene.now = scene.now.plus(Duration.ofHours(120));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        scene.secrets.bringBack("demo-kubeconfig", former, "from-a-backup");

        scene.now = scene.now.plus(Duration.ofMinutes(11));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
        scene.now = scene.now.plus(Duration.ofMinutes(11));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Issued.class);

        assertThat(scene.tokens.minted()).isEqualTo(3);
    }
}
