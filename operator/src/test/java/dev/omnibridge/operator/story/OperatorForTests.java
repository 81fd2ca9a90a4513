package dev.omnibridge.operator.story;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.mirror.ExecutorScheduler;
import dev.omnibridge.operator.access.RbacManifests;
import dev.omnibridge.operator.app.OmniBridge;
import dev.omnibridge.operator.app.OperatorConfiguration;
import dev.omnibridge.operator.connection.OperatorEnvironment;
import dev.omnibridge.operator.omni.GrpcAccountClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** The operator for one test class, with exactly the rights of its manifests and its namespace for everything. */
final class OperatorForTests implements AutoCloseable {

    static final String INSTANCE = "test";

    private final KubernetesClient client;
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final OmniBridge running;

    private OperatorForTests(TestNamespace namespace) {
        grant(namespace);
        client = namespace.newClientAs("system:serviceaccount:" + namespace.name() + ":omnibridge");
        ExecutorScheduler scheduler = new ExecutorScheduler(timers, Clock.systemUTC(), RandomGenerator.getDefault());
        running = OmniBridge.start(
                new OperatorConfiguration(
                        INSTANCE,
                        namespace.name(),
                        Set.of(namespace.name()),
                        true,
                        8,
                        0,
                        new OperatorEnvironment(Optional.empty(), Optional.empty())),
                client,
                access -> new GrpcAccountClient(
                        OmniClient.connect(
                                access.endpoint(), access.trust(), access.key(), Clock.systemUTC(), "omnibridge/test"),
                        scheduler),
                scheduler,
                Clock.systemUTC());
    }

    static OperatorForTests start(TestNamespace namespace) {
        return new OperatorForTests(namespace);
    }

    /** Applies the committed manifests, with the test's namespace for the operator's and the served one. */
    private static void grant(TestNamespace namespace) {
        for (Map.Entry<String, String> file : RbacManifests.files().entrySet()) {
            if (file.getKey().startsWith("cluster/")) {
                continue;
            }
            String manifests = file.getValue()
                    .replace("namespace: omnibridge", "namespace: " + namespace.name())
                    .replace("namespace: served-namespace", "namespace: " + namespace.name())
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
        running.close();
        timers.shutdownNow();
        client.close();
    }
}
