package dev.omnibridge.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.demo.manifests.Manifests;
import dev.omnibridge.demo.table.Health;
import dev.omnibridge.demo.world.MachineSize;
import dev.omnibridge.demo.world.ManagementCluster;
import dev.omnibridge.demo.world.Samples;
import dev.omnibridge.demo.world.SimulatedAccount;
import dev.omnibridge.image.OperatorInFolder.Cache;
import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's folder against a real API server and a simulated Omni, with exactly the rights that the manifests give. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class ImageFolderIT {
    /** How often a start is measured; an odd number. */
    private static final int STARTS = Integer.getInteger("image.starts", 1);

    @Test
    void theOperatorInItMakesTheSamplesReadyWithItsCacheAndWithoutWritingAnywhereButTmp(
            LocalKubernetes kubernetes, KubernetesClient client, @TempDir Path temporary) throws Exception {
        ImageFolder folder = ImageFolder.build();
        assertThat(folder.files())
                .contains("/app/sbom.json", "/app/omnibridge.aot")
                .noneMatch(file -> file.matches("(/usr)?/s?bin/.*|.*/(sh|bash|busybox)"));
        Manifests.packaged("default")
                .only(document ->
                        !List.of("Deployment", "CustomResourceDefinition").contains(document.getKind()))
                .applyWith(client);
        Path kubeconfig = Files.writeString(temporary.resolve("kubeconfig"), kubeconfig(kubernetes, client));

        String idle = report(folder, kubeconfig, Cache.ON);
        String without = report(folder, kubeconfig, Cache.OFF);
        System.out.println("image: " + folder.megabytes() + " MB; with AOT cache " + idle + "; without " + without);

        try (var account = SimulatedAccount.start(
                        MachineSpeeds.instant(), Map.of(MachineSize.SMALL, 5, MachineSize.BIG, 7));
                var operator = OperatorInFolder.start(folder, kubeconfig, Cache.ON)) {
            Samples.apply(client, account);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(objects(client).map(Health::of))
                            .hasSize(7)
                            .allMatch(Health::isReady));
            assertThat(operator.program().process().isAlive()).isTrue();
        }
    }

    /** Median of the starts, and the memory of the last one; there is nothing to do. */
    private static String report(ImageFolder folder, Path kubeconfig, Cache cache) {
        List<Duration> starts = new ArrayList<>();
        List<Duration> work = new ArrayList<>();
        String memory = "";
        for (int i = 0; i < STARTS; i++) {
            try (var operator = OperatorInFolder.start(folder, kubeconfig, cache)) {
                starts.add(operator.program().readyAfter());
                work.add(operator.program().process().info().totalCpuDuration().orElseThrow());
                memory = operator.fact("VmRSS");
                assertThat(operator.fact("Uid")).as("not root").doesNotStartWith("0");
            }
        }
        return "ready after %d ms (%d ms of processor time), resident %s"
                .formatted(median(starts), median(work), memory);
    }

    private static long median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(STARTS / 2).toMillis();
    }

    private static String kubeconfig(LocalKubernetes kubernetes, KubernetesClient client) {
        String token = client.serviceAccounts()
                .inNamespace(ManagementCluster.NAMESPACE)
                .withName("omnibridge")
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
        return kubernetes.kubeconfig().replace(kubernetes.clientConfig().getOauthToken(), token);
    }

    /** The connection, two clusters and their four sets. */
    private static Stream<HasMetadata> objects(KubernetesClient client) {
        return Stream.of(OmniConnection.class, OmniCluster.class, OmniMachineSet.class)
                .flatMap(kind -> client.resources(kind).inAnyNamespace().list().getItems().stream());
    }
}
