package dev.omnibridge.helm;

import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** Helm before a real API server, as whoever has this kubeconfig. */
record Releases(Path kubeconfig) {

    /** {@code helm upgrade --install <chart> helm/<chart> --namespace omnibridge --create-namespace --values ...}. */
    Release install(Chart chart, String values) {
        return command(chart, chart.path())
                .withValuesFile(Chart.valuesFile(values))
                .call();
    }

    /** The definitions with {@code --wait}, which is over a moment before the API server answers for them. */
    void installDefinitions(KubernetesClient client) {
        installDefinitions(client, Chart.DEFINITIONS.path());
    }

    /** The same from another folder, such as one of an older version. */
    void installDefinitions(KubernetesClient client, Path folder) {
        command(Chart.DEFINITIONS, folder).waitReady().call();
        await().until(() -> client.raw("/apis/omnibridge.dev/v1alpha1/omniconnections") != null);
    }

    private UpgradeCommand command(Chart chart, Path folder) {
        return new Helm(folder)
                .upgrade()
                .install()
                .withName(chart.folder())
                .withNamespace(Chart.NAMESPACE)
                .createNamespace()
                .withKubeConfig(kubeconfig)
                .resetValues();
    }

    /** {@code helm uninstall <chart> --namespace omnibridge}. */
    void uninstall(Chart chart) {
        Helm.uninstall(chart.folder())
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(kubeconfig)
                .call();
    }
}
