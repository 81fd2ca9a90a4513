package dev.omnibridge.operator.story;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.access.RbacManifests;
import dev.omnibridge.operator.app.HealthServer;
import dev.omnibridge.operator.app.LogFormat;
import dev.omnibridge.operator.app.OmniBridge;
import dev.omnibridge.operator.app.OperatorConfiguration;
import dev.omnibridge.operator.connection.OperatorEnvironment;
import dev.omnibridge.operator.kubernetes.LeanObjects;
import dev.omnibridge.operator.leadership.Election;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.omni.GrpcAccountClient;
import dev.omnibridge.operator.trace.Traces;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The operator for one test class, with exactly the rights of its manifests and its namespace for everything. */
final class OperatorForTests implements AutoCloseable {

    static final String INSTANCE = "test";

    private final ApiCalls apiCalls = new ApiCalls();
    private final KubernetesClient client;
    private final AtomicBoolean isAlive = new AtomicBoolean(true);
    private final OmniBridge running;
    private final HealthServer health;

    private OperatorForTests(
            TestNamespace namespace,
            StoryTime time,
            String instance,
            Set<String> served,
            Optional<Election.Candidate> candidate) {
        served.forEach(other -> grant(namespace, other));
        client = namespace
                .clientBuilderAs("system:serviceaccount:" + namespace.name() + ":omnibridge")
                .withKubernetesSerialization(LeanObjects.serialization())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("api-calls", apiCalls))
                .build();
        OperatorMetrics metrics = new OperatorMetrics();
        MirrorScheduler scheduler = time.during(isAlive::get);
        running = OmniBridge.start(
                new OperatorConfiguration(
                        instance,
                        namespace.name(),
                        served,
                        true,
                        false,
                        LogFormat.TEXT,
                        Optional.empty(),
                        8,
                        0,
                        new OperatorEnvironment(Optional.empty(), Optional.empty())),
                client,
                (connection, access) -> new GrpcAccountClient(
                        OmniClient.connect(
                                access.endpoint(),
                                access.trust(),
                                access.key(),
                                time,
                                "omnibridge/test",
                                metrics.calls(connection)),
                        scheduler),
                metrics,
                Traces.none().tracer(),
                scheduler,
                time,
                candidate);
        health = HealthServer.start(0, () -> Optional.of(running), metrics);
    }

    static OperatorForTests start(TestNamespace namespace, StoryTime time) {
        return start(namespace, time, INSTANCE, Set.of(namespace.name()));
    }

    /** What it asked of the API server so far. */
    ApiCalls apiCalls() {
        return apiCalls;
    }

    boolean isRunning() {
        return isAlive.get();
    }

    /** What Prometheus reads of it now. */
    String metrics() {
        return get(URI.create("http://localhost:" + health.port() + "/metrics"));
    }

    /** What its endpoints answer now. */
    List<String> healthTexts() {
        return Stream.of("livez", "readyz", "metrics")
                .map(path -> URI.create("http://localhost:" + health.port() + "/" + path))
                .map(OperatorForTests::get)
                .toList();
    }

    private static String get(URI uri) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return uri + ": "
                    + http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                            .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** An operator of this instance name that serves these namespaces. */
    static OperatorForTests start(TestNamespace namespace, StoryTime time, String instance, Set<String> served) {
        return new OperatorForTests(namespace, time, instance, served, Optional.empty());
    }

    /** A process that takes part in the election of the one that works. */
    static OperatorForTests start(TestNamespace namespace, StoryTime time, Election.Candidate candidate) {
        return new OperatorForTests(namespace, time, INSTANCE, Set.of(namespace.name()), Optional.of(candidate));
    }

    /** Whether it is the one that works. */
    boolean isLeading() {
        return running.isLeading();
    }

    /** Applies the committed manifests, with the test's namespace for the operator's, and the served one. */
    static void grant(TestNamespace namespace, String served) {
        for (Map.Entry<String, String> file : RbacManifests.files().entrySet()) {
            if (file.getKey().startsWith("cluster/")) {
                continue;
            }
            String manifests = file.getValue()
                    .replace("namespace: omnibridge", "namespace: " + namespace.name())
                    .replace("namespace: served-namespace", "namespace: " + served)
                    .replaceAll("(kind: ClusterRole\\w*\\nmetadata:\\n  name: )omnibridge", "$1" + namespace.name())
                    .replaceAll("(kind: ClusterRole\\n  name: )omnibridge", "$1" + namespace.name())
                    .replaceAll("(name: )omnibridge-events", "$1" + namespace.name());
            namespace
                    .client()
                    .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
                    .serverSideApply();
        }
    }

    /** Stops as a process does that is killed: nothing is drained beyond what runs. */
    @Override
    public void close() {
        if (isAlive.compareAndSet(true, false)) {
            health.close();
            running.close();
            client.close();
        }
    }
}
