package dev.omnibridge.demo.world;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.mirror.ExecutorScheduler;
import dev.omnibridge.operator.app.OmniBridge;
import dev.omnibridge.operator.app.OperatorConfiguration;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.omni.GrpcAccountClient;
import dev.omnibridge.operator.trace.Traces;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** The operator in this process, with the rights that its manifests give it. */
public final class OperatorHere implements AutoCloseable {
    private static final String INSTANCE = "demo";

    private final KubernetesClient client;
    private final ScheduledExecutorService timers;
    private final OmniBridge running;

    private OperatorHere(KubernetesClient client, ScheduledExecutorService timers, OmniBridge running) {
        this.client = client;
        this.timers = timers;
        this.running = running;
    }

    /**
     * Starts it for all namespaces of a cluster.
     *
     * @param client of the operator's service account; closed with this
     */
    public static OperatorHere start(KubernetesClient client, Clock clock) {
        var timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("operator-timers").factory());
        var scheduler = new ExecutorScheduler(timers, clock, RandomGenerator.getDefault());
        var running = OmniBridge.start(
                OperatorConfiguration.load(Map.of("OMNIBRIDGE_INSTANCE", INSTANCE), Optional.empty()),
                client,
                (_, access) -> new GrpcAccountClient(
                        OmniClient.connect(access.endpoint(), access.trust(), access.key(), clock, "omnibridge-demo"),
                        scheduler),
                new OperatorMetrics(),
                Traces.none().tracer(),
                scheduler,
                clock,
                Optional.empty());
        return new OperatorHere(client, timers, running);
    }

    @Override
    public void close() {
        running.close();
        timers.shutdownNow();
        client.close();
    }
}
