package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helm never upgrades what lies in a chart's folder {@code crds}, and deletes what it installed; neither may hold for definitions. */
@RealKubernetes
class DefinitionsTest {
    private final KubernetesClient client;
    private final Releases helm;

    DefinitionsTest(LocalKubernetes kubernetes, KubernetesClient client) {
        this.client = client;
        this.helm = new Releases(kubernetes.kubeconfigFile());
    }

    @Test
    void anUpgradeChangesThemUninstallingLeavesThemAndTheyAreTakenUpAgain(@TempDir Path folder) throws IOException {
        helm.installDefinitions(client, older(folder));
        assertThat(shortNames()).containsExactly("older");

        helm.installDefinitions(client);
        assertThat(shortNames()).containsExactly("ocl");
        String uid = definition().getMetadata().getUid();

        helm.uninstall(Chart.DEFINITIONS);
        assertThat(definition().isMarkedForDeletion()).isFalse();

        helm.installDefinitions(client);
        assertThat(definition().getMetadata().getUid()).isEqualTo(uid);
    }

    private static Path older(Path folder) throws IOException {
        Path copy = Chart.DEFINITIONS.copyTo(folder);
        Path clusters = copy.resolve("templates").resolve("omniclusters.yaml");
        Files.writeString(clusters, Committed.read(clusters).replace("      - ocl\n", "      - older\n"));
        return copy;
    }

    private List<String> shortNames() {
        return definition().getSpec().getNames().getShortNames();
    }

    private CustomResourceDefinition definition() {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("omniclusters.omnibridge.dev")
                .require();
    }
}
