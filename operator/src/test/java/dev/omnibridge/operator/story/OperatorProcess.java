package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.access.Rights;
import dev.omnibridge.operator.app.ElectedMain;
import dev.omnibridge.operator.leadership.LeaseTimes;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The operator as a process of its own, with exactly the rights of its manifests: it can be stopped, suspended and shot. */
final class OperatorProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PORT = Pattern.compile("health on port (\\d+)");
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "--enable-native-access=ALL-UNNAMED");

    private final TestNamespace namespace;
    private final String identity;
    private final Process process;
    private final Path log;

    private OperatorProcess(TestNamespace namespace, String identity, Process process, Path log) {
        this.namespace = namespace;
        this.identity = identity;
        this.process = process;
        this.log = log;
    }

    /** Starts it; it may take seconds until it is {@linkplain #awaitReady ready}. */
    static OperatorProcess start(
            TestNamespace namespace, String identity, LeaseTimes times, Map<String, String> settings) {
        OperatorForTests.grant(namespace, namespace.name());
        try {
            Path log = Files.createTempFile("operator-" + identity, ".log");
            log.toFile().deleteOnExit();
            List<String> command = Stream.of(
                            Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString()),
                            FLAGS.stream(),
                            Stream.of(
                                    "-Dlogback.configurationFile=logback.xml",
                                    "-Dkubernetes.impersonate.username=system:serviceaccount:" + namespace.name()
                                            + ":omnibridge",
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    ElectedMain.class.getName()),
                            Stream.of(ElectedMain.arguments(times)))
                    .flatMap(s -> s)
                    .toList();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment()
                    .put("KUBECONFIG", namespace.kubernetes().kubeconfigFile().toString());
            builder.environment().put("POD_NAME", identity);
            builder.environment().put("OMNIBRIDGE_INSTANCE", OperatorForTests.INSTANCE);
            builder.environment().put("OMNIBRIDGE_NAMESPACE", namespace.name());
            builder.environment().put("OMNIBRIDGE_SERVED_NAMESPACES", namespace.name());
            builder.environment().put("OMNIBRIDGE_ALLOW_INSECURE_ENDPOINTS", "true");
            builder.environment().put("OMNIBRIDGE_HEALTH_PORT", "0");
            builder.environment().put("OMNIBRIDGE_LOG_FORMAT", "json");
            builder.environment().putAll(settings);
            return new OperatorProcess(namespace, identity, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the kubelet would call it ready. */
    OperatorProcess awaitReady() {
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(answer("readyz")).as(log()).contains("ok\n"));
        return this;
    }

    /** What a health endpoint says; empty while none listens. */
    Optional<String> answer(String path) {
        Matcher port = PORT.matcher(log());
        if (!port.find()) {
            return Optional.empty();
        }
        URI uri = URI.create("http://localhost:" + port.group(1) + "/" + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Optional.of(http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Whether the lease says that it leads. */
    boolean leads() {
        return identity.equals(holder(namespace));
    }

    /** Who holds the lease; empty for nobody. */
    static String holder(TestNamespace namespace) {
        return Optional.ofNullable(namespace
                        .client()
                        .resources(Lease.class)
                        .inNamespace(namespace.name())
                        .withName(Rights.LEASE)
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    OperatorProcess awaitLeads() {
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(leads()).as(log()).isTrue());
        return this;
    }

    /** As the kubelet stops a pod. */
    void isAskedToStop() {
        process.destroy();
    }

    /** As a node that dies. */
    void isShot() {
        process.destroyForcibly();
    }

    /** Its threads stand still from now on; what it has sent is on its way. */
    void isSuspended() {
        signal("STOP");
    }

    void goesOn() {
        signal("CONT");
    }

    int awaitEnd() {
        try {
            assertThat(process.waitFor(Story.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(log())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** All it has logged. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events that it has logged. */
    List<JsonNode> events() {
        return log().lines().map(OperatorProcess::event).toList();
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    /** The next test does not wait for the lease of one that is shot. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
        namespace
                .client()
                .resources(Lease.class)
                .inNamespace(namespace.name())
                .withName(Rights.LEASE)
                .delete();
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
