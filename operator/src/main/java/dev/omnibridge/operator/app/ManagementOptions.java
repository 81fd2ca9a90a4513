package dev.omnibridge.operator.app;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that works on a management cluster as the operator does. */
final class ManagementOptions {

    @Option(names = "--config", description = "YAML file with settings; the environment wins over it.")
    private @Nullable Path configurationFile;

    @Option(
            names = "--kubeconfig",
            description = "Kubeconfig of the management cluster. Default: the pod's service account, else KUBECONFIG.")
    private @Nullable File kubeconfig;

    @Option(
            names = "--allow-insecure-endpoints",
            description = "Accept http:// and grpc:// endpoints of Omni, without TLS.")
    private boolean allowsInsecureEndpoints;

    /**
     * The settings: these options over the environment over the file.
     *
     * @throws InvalidConfigurationException if anything is wrong, with all that is
     */
    OperatorConfiguration configuration() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (allowsInsecureEndpoints) {
            variables.put(Setting.ALLOW_INSECURE_ENDPOINTS.variable(), "true");
        }
        return OperatorConfiguration.load(variables, Optional.ofNullable(configurationFile));
    }

    /** The way into the management cluster. */
    Config kubernetes() {
        return kubeconfig == null ? Config.autoConfigure(null) : Config.fromKubeconfig(kubeconfig);
    }
}
