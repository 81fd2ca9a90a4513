package dev.omnibridge.kubernetes;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts a local Kubernetes and never closes it. */
final class Forsaken {

    private Forsaken() {}

    /** The program; prints the directory of its files and waits for its input to end. */
    public static void main(String[] arguments) throws IOException {
        var kubernetes = LocalKubernetes.start(LocalKubernetesOptions.defaults());
        System.out.println(kubernetes.kubeconfigFile().getParent());
        System.in.readAllBytes();
    }

    /** Starts the process. */
    static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forsaken.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
