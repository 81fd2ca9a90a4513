package dev.omnibridge.helm;

import dev.omnibridge.demo.world.MachineSize;
import dev.omnibridge.demo.world.SimulatedAccount;
import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/how-to/install.md, carried out by Helm on a real API server, and the operator as its Deployment says. */
@RealKubernetes
class InstallationTest {
    private final SimulatedAccount account =
            SimulatedAccount.start(MachineSpeeds.instant(), Map.of(MachineSize.SMALL, 5, MachineSize.BIG, 7));
    private final LocalKubernetes kubernetes;
    private final KubernetesClient client;

    InstallationTest(LocalKubernetes kubernetes, KubernetesClient client) {
        this.kubernetes = kubernetes;
        this.client = client;
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void aFirstInstallationOnlyReadsAnUpgradeConvergesTheSamplesAndUninstallingLeavesThem() throws Exception {
        var omni = account.simulator();
        var installation = new Installation(
                client, new Releases(kubernetes.kubeconfigFile()), omni, """
                instance: production
                servedNamespaces: [team-a]
                connection:
                  endpoint: %s
                  managementPolicy: %%s
                  caBundle: {secretKeyRef: {name: omni, key: ca.crt}}
                """.formatted(omni.endpoint()));
        installation.prepare();
        installation.install("Observe");
        installation.giveKey();

        try (var _ = InstalledOperator.start(kubernetes, client, Chart.NAMESPACE)) {
            installation.applySamples();
            installation.awaitOnlyRead();

            installation.install("Enforce");
            installation.awaitReady();
        }

        var stopped = omni.writeLog().mark();
        try (var _ = InstalledOperator.start(kubernetes, client, Chart.NAMESPACE)) {
            installation.awaitEditWithNothingElse(stopped);
        }

        installation.uninstall();
    }
}
