package dev.omnibridge.operator.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Goes through a start, first passes and a stop with nothing around it, so that the JVM can keep what it learned of them: the image's AOT cache.
 * Called while the image is built, never in a cluster.
 */
@Command(name = "train", hidden = true)
final class Train implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Passes over the objects of {@link TrainingCluster} follow within moments; each asks for its status to be written. */
    private static final int WRITES_OF_FIRST_PASSES = 3;

    @Option(names = "--keystore", required = true, description = "PKCS #12 with a key and certificate for 127.0.0.1.")
    private Path keystore = Path.of("");

    @Option(names = "--password", required = true, description = "Of the keystore.")
    private String password = "";

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("training");
        int port = freePort();
        TrainingCluster cluster = TrainingCluster.start(keystore, password.toCharArray());
        Path settings = Files.writeString(
                folder.resolve("settings.yaml"),
                "instance: training\nhealth-port: " + port + "\nserved-namespaces: training\n");
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        Thread run = Thread.ofPlatform()
                .name("main")
                .start(() -> Main.commandLine()
                        .execute("run", "--config", settings.toString(), "--kubeconfig", kubeconfig.toString()));
        Instant end = Instant.now().plus(PATIENCE);
        while (!isReady(port) || cluster.statusWrites() < WRITES_OF_FIRST_PASSES) {
            if (!run.isAlive() || Instant.now().isAfter(end)) {
                System.err.println("the training did not come to its end: " + cluster.statusWrites() + " of "
                        + WRITES_OF_FIRST_PASSES + " statuses were written; the log above tells more");
                return ExitCodes.NOT_DONE;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        // the operator's own hook stops it
        System.exit(ExitCodes.DONE);
        return ExitCodes.DONE;
    }

    private static boolean isReady(int port) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : new String[] {"livez", "metrics", "readyz"}) {
                URI uri = URI.create("http://127.0.0.1:" + port + "/" + path);
                if (http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                                .statusCode()
                        != 200) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            // nothing listens yet
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
