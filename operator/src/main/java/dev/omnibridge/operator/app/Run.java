package dev.omnibridge.operator.app;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.mirror.ExecutorScheduler;
import dev.omnibridge.operator.kubernetes.LeanObjects;
import dev.omnibridge.operator.leadership.Election;
import dev.omnibridge.operator.leadership.ElectionException;
import dev.omnibridge.operator.leadership.LeaseTimes;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.omni.GrpcAccountClient;
import dev.omnibridge.operator.trace.Traces;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the operator until the process is asked to end; then lets running passes finish. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the operator, in a cluster or against any kubeconfig.")
final class Run implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /** gRPC tells each failed look-up of a name with a stack trace; the connection's status tells it better. Held, because loggers are collected. */
    private static final java.util.logging.Logger GRPC = java.util.logging.Logger.getLogger("io.grpc");

    private final LeaseTimes times;
    private final String identity = ThisProcess.identity(System.getenv());

    @Mixin
    private ManagementOptions management = new ManagementOptions();

    Run() {
        this(LeaseTimes.STANDARD);
    }

    /** @param times how long leadership lasts */
    Run(LeaseTimes times) {
        this.times = times;
    }

    @Override
    public Integer call() throws InterruptedException {
        GRPC.setLevel(Level.SEVERE);
        OperatorConfiguration configuration;
        try {
            configuration = management.configuration();
            configuration.logFormat().begin();
        } catch (InvalidConfigurationException e) {
            LOG.error("{}", e.getMessage());
            return ExitCodes.WRONG_CONFIGURATION;
        }
        LOG.info(
                "starting as instance {}, for {}",
                configuration.instance(),
                configuration.servedNamespaces().isEmpty()
                        ? "all namespaces"
                        : "namespaces " + String.join(", ", configuration.servedNamespaces()));
        try {
            run(configuration);
            return ExitCodes.DONE;
        } catch (ElectionException e) {
            LOG.error("{}", e.getMessage());
            return ExitCodes.NOT_DONE;
        }
    }

    private void run(OperatorConfiguration configuration) throws InterruptedException {
        AtomicReference<Optional<OmniBridge>> running = new AtomicReference<>(Optional.empty());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            awaitQuietly(stopped);
        }));
        OperatorMetrics metrics = new OperatorMetrics();
        metrics.tellOfTheProcess();
        Clock clock = Clock.systemUTC();
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
        // most timers are cancelled, some only after half an hour
        timers.setRemoveOnCancelPolicy(true);
        ExecutorScheduler scheduler = new ExecutorScheduler(timers, clock, RandomGenerator.getDefault());
        try (HealthServer health = HealthServer.start(configuration.healthPort(), running::get, metrics);
                Traces traces = traces(configuration);
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(management.kubernetes())
                        .withKubernetesSerialization(LeanObjects.serialization())
                        .withHttpClientBuilderConsumer(http -> traces.requests()
                                .ifPresent(requests -> http.addOrReplaceInterceptor("traces", requests)))
                        .build()) {
            try (OmniBridge bridge = OmniBridge.start(
                    configuration,
                    client,
                    (connection, access) -> new GrpcAccountClient(
                            OmniClient.connect(
                                    access.endpoint(),
                                    access.trust(),
                                    access.key(),
                                    clock,
                                    UserAgent.text(),
                                    traces.calls(metrics.calls(connection))),
                            scheduler),
                    metrics,
                    traces.tracer(),
                    scheduler,
                    clock,
                    candidate(configuration))) {
                running.set(Optional.of(bridge));
                LOG.info("started; health on port {}", health.port());
                asked.await();
                LOG.info("stopping: running passes are let finish");
            }
        } finally {
            timers.shutdownNow();
            stopped.countDown();
        }
    }

    private Optional<Election.Candidate> candidate(OperatorConfiguration configuration) {
        return configuration.electsLeader()
                ? Optional.of(new Election.Candidate(identity, times, Run::endAtOnce))
                : Optional.empty();
    }

    private Traces traces(OperatorConfiguration configuration) {
        return configuration
                .tracesEndpoint()
                .map(receiver -> {
                    LOG.info("traces go to {}", receiver);
                    return Traces.to(
                            receiver, new Traces.Process(configuration.instance(), identity, UserAgent.version()));
                })
                .orElseGet(Traces::none);
    }

    /** Without hooks, which would let finish what must not be sent any more. */
    private static void endAtOnce() {
        Runtime.getRuntime().halt(ExitCodes.LEADERSHIP_LOST);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
