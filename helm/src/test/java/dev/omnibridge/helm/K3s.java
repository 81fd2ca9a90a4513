package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.testcontainers.Testcontainers;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** One node of k3s in Docker, with the operator's image in it and a way to a port of this JVM. */
final class K3s implements AutoCloseable {
    /** The image's name there, without its tag. */
    static final String REPOSITORY = "omnibridge";

    static final String TAG = "k3s";

    private static final String IMAGE = REPOSITORY + ":" + TAG;
    private static final DockerImageName DISTRIBUTION = DockerImageName.parse("rancher/k3s:v1.35.5-k3s1");
    private static final String HOST = "host.testcontainers.internal:";
    private static final Path LOGS = Path.of("target");

    private final K3sContainer container;
    private final Path kubeconfig;
    private final KubernetesClient client;

    private K3s(K3sContainer container, Path kubeconfig) {
        this.container = container;
        this.kubeconfig = kubeconfig;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(container.getKubeConfigYaml()))
                .build();
    }

    /**
     * Builds the image by the Dockerfile, starts a cluster and loads the image into it, which takes some minutes.
     *
     * @param port what listens here on loopback, for pods to reach by {@link #addressOfThisJvm}
     * @param folder for files
     */
    static K3s start(int port, Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve("image.tar");
        docker("build", "--tag", IMAGE, "..");
        docker("save", "--output", archive.toString(), IMAGE);
        // before the container is made, which only then gets a way here
        Testcontainers.exposeHostPorts(port);
        var container = new K3sContainer(DISTRIBUTION).withStartupTimeout(Duration.ofMinutes(3));
        container.start();
        var cluster =
                new K3s(container, Files.writeString(folder.resolve("kubeconfig"), container.getKubeConfigYaml()));
        container.copyFileToContainer(MountableFile.forHostPath(archive), "/tmp/image.tar");
        cluster.run("ctr", "--namespace", "k8s.io", "images", "import", "/tmp/image.tar");
        return cluster;
    }

    /** Of an administrator. */
    Path kubeconfig() {
        return kubeconfig;
    }

    /** Of an administrator; closed with this. */
    KubernetesClient client() {
        return client;
    }

    /** Where pods find the port; an address, since they don't know the name that the node has for it. */
    String addressOfThisJvm() {
        return Arrays.stream(container.getContainerInfo().getHostConfig().getExtraHosts())
                .filter(entry -> entry.startsWith(HOST))
                .map(entry -> entry.substring(HOST.length()))
                .findFirst()
                .orElseThrow();
    }

    /** Keeps what the operator's pods and Kubernetes said, for a run that failed. */
    void keepLogs() throws IOException, InterruptedException {
        var log = new StringBuilder();
        for (String command : new String[] {
            "get pods,leases,poddisruptionbudgets -o wide",
            "get events",
            "logs --prefix --tail=-1 -l app.kubernetes.io/name=omnibridge"
        }) {
            var said = container.execInContainer(("kubectl -n " + Chart.NAMESPACE + " " + command).split(" "));
            log.append("# kubectl ")
                    .append(command)
                    .append('\n')
                    .append(said.getStdout())
                    .append(said.getStderr());
        }
        Files.writeString(LOGS.resolve("k3s.log"), log);
    }

    private void run(String... command) throws IOException, InterruptedException {
        var result = container.execInContainer(command);
        assertThat(result.getExitCode())
                .as(String.join(" ", command) + ": " + result.getStderr())
                .isZero();
    }

    private static void docker(String... arguments) throws IOException, InterruptedException {
        Path log = LOGS.resolve("docker-" + arguments[0] + ".log");
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        int end = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(end)
                .as(String.join(" ", command) + "; see " + log.toAbsolutePath())
                .isZero();
    }

    @Override
    public void close() {
        client.close();
        container.close();
    }
}
