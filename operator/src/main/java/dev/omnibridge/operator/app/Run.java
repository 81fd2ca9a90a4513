package dev.omnibridge.operator.app;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.mirror.ExecutorScheduler;
import dev.omnibridge.operator.kubernetes.EnvironmentConnection;
import dev.omnibridge.operator.omni.GrpcAccountClient;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the operator until the process is asked to end; then lets running passes finish. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the operator, in a cluster or against any kubeconfig.")
final class Run implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int WRONG_CONFIGURATION = 2;

    /** gRPC tells each failed look-up of a name with a stack trace; the connection's status tells it better. Held, because loggers are collected. */
    private static final java.util.logging.Logger GRPC = java.util.logging.Logger.getLogger("io.grpc");

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

    @Override
    public Integer call() throws InterruptedException {
        GRPC.setLevel(Level.SEVERE);
        OperatorConfiguration configuration;
        try {
            configuration = OperatorConfiguration.load(variables(), Optional.ofNullable(configurationFile));
        } catch (InvalidConfigurationException e) {
            LOG.error("{}", e.getMessage());
            return WRONG_CONFIGURATION;
        }
        run(configuration);
        return 0;
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (allowsInsecureEndpoints) {
            variables.put(Setting.ALLOW_INSECURE_ENDPOINTS.variable(), "true");
        }
        return variables;
    }

    private void run(OperatorConfiguration configuration) throws InterruptedException {
        AtomicReference<Optional<OmniBridge>> running = new AtomicReference<>(Optional.empty());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            awaitQuietly(stopped);
        }));
        Clock clock = Clock.systemUTC();
        ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
        ExecutorScheduler scheduler = new ExecutorScheduler(timers, clock, RandomGenerator.getDefault());
        try (HealthServer health = HealthServer.start(configuration.healthPort(), live(running), ready(running));
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config()).build()) {
            new EnvironmentConnection(client, configuration.environment()).makeIfMissing();
            try (OmniBridge bridge = OmniBridge.start(
                    configuration,
                    client,
                    access -> new GrpcAccountClient(
                            OmniClient.connect(access.endpoint(), access.trust(), access.key(), clock, userAgent()),
                            scheduler),
                    scheduler,
                    clock)) {
                running.set(Optional.of(bridge));
                LOG.info("running as instance {}; health on port {}", configuration.instance(), health.port());
                asked.await();
                LOG.info("stopping: running passes are let finish");
            }
        } finally {
            timers.shutdownNow();
            stopped.countDown();
        }
    }

    private Config config() {
        return kubeconfig == null ? Config.autoConfigure(null) : Config.fromKubeconfig(kubeconfig);
    }

    private static String userAgent() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "omnibridge/" + (version == null ? "development" : version);
    }

    private static List<HealthServer.Check> live(AtomicReference<Optional<OmniBridge>> running) {
        return List.of(new HealthServer.Check(
                "watches",
                () -> running.get()
                        .filter(bridge -> !bridge.isHealthy())
                        .map(bridge -> "a watch on the management cluster ended and does not come back")));
    }

    private static List<HealthServer.Check> ready(AtomicReference<Optional<OmniBridge>> running) {
        return List.of(new HealthServer.Check(
                "start",
                () -> running.get().filter(OmniBridge::isStarted).isPresent()
                        ? Optional.empty()
                        : Optional.of("custom resources are being read for the first time")));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
