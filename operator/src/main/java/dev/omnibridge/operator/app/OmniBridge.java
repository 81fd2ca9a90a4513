package dev.omnibridge.operator.app;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.kubernetes.EnvironmentConnection;
import dev.omnibridge.operator.kubernetes.KnownIncarnations;
import dev.omnibridge.operator.kubernetes.PassCopies;
import dev.omnibridge.operator.kubernetes.PassGate;
import dev.omnibridge.operator.leadership.Election;
import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.metrics.Reading;
import dev.omnibridge.operator.omni.AccountClient;
import dev.omnibridge.operator.omni.ChangeRouter;
import dev.omnibridge.operator.omni.ConnectionRegistry;
import dev.omnibridge.operator.omni.ConnectionTools;
import dev.omnibridge.operator.omni.HttpApiProbe;
import dev.omnibridge.operator.omni.Incarnations;
import dev.omnibridge.operator.reconcile.Reconciliations;
import dev.omnibridge.operator.reconcile.References;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The operator put together and running: the one place where its parts meet. */
public final class OmniBridge implements AutoCloseable {

    /** Longer than the deadline of a write, so that a pass that runs is let finish. */
    private static final Duration DRAIN = Duration.ofSeconds(20);

    /** What is left for passes that took longer than that. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final Operator operator;
    private final PassGate gate;
    private final ConnectionRegistry registry;
    private final References references;
    private final ExecutorService blocking;
    private final Optional<Election> election;
    private final Leadership leadership;

    private OmniBridge(
            OperatorConfiguration configuration,
            KubernetesClient client,
            AccountClient.Factory clients,
            OperatorMetrics metrics,
            Tracer tracer,
            MirrorScheduler scheduler,
            Clock clock,
            Optional<Election.Candidate> candidate) {
        EnvironmentConnection environment = new EnvironmentConnection(client, configuration.environment());
        election = candidate.map(c -> new Election(c, configuration.namespace(), () -> leads(environment)));
        leadership = election.map(Election::leadership).orElse(Leadership.ALONE);
        election.ifPresent(e -> e.requireRights(client));
        blocking = Executors.newVirtualThreadPerTaskExecutor();
        ChangeRouter router = new ChangeRouter(scheduler);
        registry = new ConnectionRegistry(new ConnectionTools(
                clients,
                scheduler,
                blocking,
                router,
                clock,
                Optional.of(new Incarnations(
                        configuration.instance(),
                        ThisProcess.of(configuration.namespace()),
                        () -> UUID.randomUUID().toString(),
                        new KnownIncarnations(client, configuration.namespace(), configuration.instance()),
                        leadership))));
        CachedObjects objects = new CachedObjects();
        Parts parts = new Parts(
                configuration,
                ManagementCluster.of(client, objects, scheduler, clock, blocking, leadership),
                new HttpApiProbe(),
                Reconciliations::new,
                metrics,
                scheduler,
                clock,
                router,
                registry,
                objects);
        metrics.reads(() -> new Reading(
                leadership.isHeld(),
                objects.connections().all().toList(),
                objects.clusters().all().toList(),
                objects.machineSets().all().toList(),
                registry::health,
                clock.instant()));
        references = parts.references();
        gate = parts.controllers().gate();
        operator = new Operator(overrides -> overrides
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(Executors.newFixedThreadPool(configuration.reconcileThreads()))
                .withResourceCloner(new PassCopies())
                .withReconciliationTerminationTimeout(REST)
                .withUseSSAToPatchPrimaryResource(true));
        parts.controllers().register(operator, configuration.servedNamespaces(), parts.passes(), tracer);
        operator.start();
        election.ifPresentOrElse(e -> e.begin(client), () -> leads(environment));
    }

    /**
     * Starts the operator and returns once its informers are filled. It works from the moment on in which it leads; until then it stands by, with
     * informers and mirrors that follow, and writes nothing but its attempts to lead.
     *
     * @param client to the management cluster; closed by the caller, after the operator
     * @param clients makes clients of Omni
     * @param metrics what is counted is told to, and asks for the rest when it is read
     * @param tracer makes spans of passes
     * @param scheduler time for everything that waits
     * @param candidate how it takes part in the election of the one process that works; empty if there can be no other
     */
    public static OmniBridge start(
            OperatorConfiguration configuration,
            KubernetesClient client,
            AccountClient.Factory clients,
            OperatorMetrics metrics,
            Tracer tracer,
            MirrorScheduler scheduler,
            Clock clock,
            Optional<Election.Candidate> candidate) {
        return new OmniBridge(configuration, client, clients, metrics, tracer, scheduler, clock, candidate);
    }

    /** Whether all informers are filled: this process works, or is ready to. */
    public boolean isStarted() {
        return operator.getRuntimeInfo().isStarted();
    }

    /** Whether the watches on the management cluster stand. */
    public boolean isHealthy() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** Whether it is this process that works. */
    public boolean isLeading() {
        return leadership.isHeld();
    }

    /** What keeps this process from taking part in the election; empty if nothing does. */
    public Optional<String> electionProblem() {
        return election.flatMap(Election::problem);
    }

    /**
     * Lets running passes finish, then ends everything. The lease is renewed until they have, and then given back; where they don't come to an end it
     * runs on by itself, and this process has to end before it does.
     */
    @Override
    public void close() {
        boolean isQuiet = gate.shut(DRAIN);
        if (isQuiet) {
            election.ifPresent(Election::giveBack);
        }
        election.ifPresent(Election::close);
        operator.stop();
        references.close();
        registry.close();
        blocking.shutdownNow();
    }

    private void leads(EnvironmentConnection environment) {
        environment.makeIfMissing();
        gate.open();
    }
}
