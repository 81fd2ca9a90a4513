package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.demo.manifests.Manifests;
import dev.omnibridge.demo.table.Health;
import dev.omnibridge.demo.world.MachineSize;
import dev.omnibridge.demo.world.SimulatedAccount;
import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/how-to/install.md, carried out by Helm on a real API server, and the operator as its Deployment says. */
@RealKubernetes
class InstallationTest {
    private final SimulatedAccount account =
            SimulatedAccount.start(MachineSpeeds.instant(), Map.of(MachineSize.SMALL, 5, MachineSize.BIG, 7));
    private final LocalKubernetes kubernetes;
    private final KubernetesClient client;
    private final Releases helm;

    InstallationTest(LocalKubernetes kubernetes, KubernetesClient client) {
        this.kubernetes = kubernetes;
        this.client = client;
        this.helm = new Releases(kubernetes.kubeconfigFile());
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void aFirstInstallationOnlyReadsAnUpgradeConvergesTheSamplesAndUninstallingLeavesThem() throws Exception {
        sample("Namespace");
        helm.installDefinitions(client);
        var release = helm.install(Chart.OPERATOR, values("Observe"));
        assertThat(release.getStatus()).isEqualTo("deployed");
        secret();

        try (var _ = InstalledOperator.start(kubernetes, client, Chart.NAMESPACE)) {
            sample("OmniCluster", "OmniMachineSet");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(health().map(InstallationTest::readiness))
                            .containsExactly(
                                    "OmniConnection default: Ready",
                                    "OmniCluster team-a/demo: NotInOmni",
                                    "OmniCluster team-a/shop: NotInOmni",
                                    "OmniMachineSet team-a/demo-control-planes: NotInOmni",
                                    "OmniMachineSet team-a/demo-workers: NotInOmni",
                                    "OmniMachineSet team-a/shop-control-planes: NotInOmni",
                                    "OmniMachineSet team-a/shop-workers: NotInOmni"));
            assertThat(account.simulator().writeLog().writes()).isEmpty();

            helm.install(Chart.OPERATOR, values("Enforce"));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(health()).allMatch(Health::isReady));
        }

        helm.uninstall(Chart.OPERATOR);
        helm.uninstall(Chart.DEFINITIONS);
        assertThat(client.apps()
                        .deployments()
                        .inNamespace(Chart.NAMESPACE)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(objects()).hasSize(7).noneMatch(HasMetadata::isMarkedForDeletion);
    }

    private String values(String managementPolicy) {
        return """
                instance: production
                servedNamespaces: [team-a]
                connection:
                  endpoint: %s
                  managementPolicy: %s
                  caBundle: {secretKeyRef: {name: omni, key: ca.crt}}
                """.formatted(account.simulator().endpoint(), managementPolicy);
    }

    private void secret() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("omni")
                        .withNamespace(Chart.NAMESPACE)
                        .endMetadata()
                        .addToStringData(
                                "OMNI_SERVICE_ACCOUNT_KEY", account.simulator().serviceAccountKey())
                        .addToStringData("ca.crt", account.simulator().caPem())
                        .build())
                .create();
    }

    private void sample(String... kinds) {
        Manifests.packaged("samples")
                .only(object -> List.of(kinds).contains(object.getKind()))
                .applyWith(client);
    }

    private Stream<Health> health() {
        return objects().stream().map(Health::of);
    }

    private static String readiness(Health health) {
        return health.object() + ": " + health.ready().map(Condition::reason).orElse("no status yet");
    }

    /** The connection, two clusters and their four sets. */
    private List<HasMetadata> objects() {
        return Stream.of(OmniConnection.class, OmniCluster.class, OmniMachineSet.class)
                .flatMap(kind -> client.resources(kind).inAnyNamespace().list().getItems().stream())
                .map(HasMetadata.class::cast)
                .toList();
    }
}
