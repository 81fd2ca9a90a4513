package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.demo.world.OperatorProgram;
import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.operator.app.Main;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the kubelet would make of the installed Deployment: a process with the arguments and the environment of its container, and a token of
 * its service account.
 */
final class InstalledOperator {
    private static final Path LOG = Path.of("target", "installed-operator.log");

    private InstalledOperator() {}

    /** Starts it, and returns once its readiness probe is answered. */
    static OperatorProgram start(LocalKubernetes kubernetes, KubernetesClient administrator, String namespace)
            throws IOException {
        var pod = administrator
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("omnibridge")
                .require()
                .getSpec()
                .getTemplate()
                .getSpec();
        Container container = pod.getContainers().getFirst();
        Path kubeconfig = kubeconfig(kubernetes, administrator, namespace, pod.getServiceAccountName());
        Files.createDirectories(LOG.getParent());
        var builder = new ProcessBuilder(command(container, kubeconfig));
        builder.environment().putAll(environment(administrator, namespace, container));
        container.getEnv().forEach(variable -> builder.environment().put(variable.getName(), ofThePod(variable)));
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        return OperatorProgram.start(builder, LOG);
    }

    private static List<String> command(Container container, Path kubeconfig) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(container.getArgs());
        command.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        return command;
    }

    private static Map<String, String> environment(KubernetesClient client, String namespace, Container container) {
        String settings = container.getEnvFrom().getFirst().getConfigMapRef().getName();
        return client.configMaps()
                .inNamespace(namespace)
                .withName(settings)
                .require()
                .getData();
    }

    private static String ofThePod(EnvVar variable) {
        String field = variable.getValueFrom().getFieldRef().getFieldPath();
        if (!field.equals("metadata.name")) {
            throw new IllegalArgumentException(variable.getName() + " comes from " + field + ", which no pod has here");
        }
        return "omnibridge-0";
    }

    /** The administrator's, with the token of the service account instead. */
    private static Path kubeconfig(
            LocalKubernetes kubernetes, KubernetesClient administrator, String namespace, String serviceAccount)
            throws IOException {
        String token = administrator
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
        Path file = Files.createTempFile("operator", ".kubeconfig");
        file.toFile().deleteOnExit();
        return Files.writeString(
                file, kubernetes.kubeconfig().replace(kubernetes.clientConfig().getOauthToken(), token));
    }
}
