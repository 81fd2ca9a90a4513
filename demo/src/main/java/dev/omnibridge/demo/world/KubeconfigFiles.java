package dev.omnibridge.demo.world;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;

/**
 * A directory with kubeconfigs that kubectl can be pointed at.
 *
 * @param directory where they are written, readable by their owner only
 */
public record KubeconfigFiles(Path directory) {

    /** Writes the kubeconfig of the management cluster. */
    public Path management(ManagementCluster cluster) {
        return write("management", cluster.kubeconfig());
    }

    /** Copies the kubeconfig that the operator issued for a cluster out of its Secret; empty while there is none. */
    public Optional<Path> issued(KubernetesClient client, OmniCluster cluster) {
        return kubeconfig(client, cluster)
                .map(text -> write(cluster.getMetadata().getName(), text));
    }

    /** Asks the API server that a kubeconfig leads to for its version, as in {@code v1.35.6}; empty if it does not answer. */
    public static Optional<String> ask(Path kubeconfig) {
        try (var client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build()) {
            return Optional.of(client.getKubernetesVersion().getGitVersion());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> kubeconfig(KubernetesClient client, OmniCluster cluster) {
        return Optional.ofNullable(cluster.getStatus())
                .map(status -> status.kubeconfig())
                .map(kubeconfig -> kubeconfig.secretName())
                .flatMap(name -> Optional.ofNullable(client.secrets()
                        .inNamespace(cluster.getMetadata().getNamespace())
                        .withName(name)
                        .get()))
                .map(Secret::getData)
                .flatMap(data -> data.values().stream().findFirst())
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }

    private Path write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(name + ".kubeconfig");
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a kubeconfig to " + directory + ": " + e.getMessage(), e);
        }
    }
}
