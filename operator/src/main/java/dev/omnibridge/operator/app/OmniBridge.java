package dev.omnibridge.operator.app;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.connection.ConnectionMeters;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.kubernetes.KnownIncarnations;
import dev.omnibridge.operator.kubernetes.PassGate;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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

    private OmniBridge(
            Operator operator,
            PassGate gate,
            ConnectionRegistry registry,
            References references,
            ExecutorService blocking) {
        this.operator = operator;
        this.gate = gate;
        this.registry = registry;
        this.references = references;
        this.blocking = blocking;
    }

    /**
     * Starts the operator and returns once its informers are filled.
     *
     * @param client to the management cluster; closed by the caller, after the operator
     * @param clients makes clients of Omni
     * @param meters what connections are told to
     * @param scheduler time for everything that waits
     */
    public static OmniBridge start(
            OperatorConfiguration configuration,
            KubernetesClient client,
            AccountClient.Factory clients,
            ConnectionMeters meters,
            MirrorScheduler scheduler,
            Clock clock) {
        ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
        ChangeRouter router = new ChangeRouter(scheduler);
        ConnectionRegistry registry = new ConnectionRegistry(new ConnectionTools(
                clients,
                scheduler,
                blocking,
                router,
                clock,
                Optional.of(new Incarnations(
                        configuration.instance(),
                        ThisProcess.of(configuration.namespace()),
                        new KnownIncarnations(client, configuration.namespace(), configuration.instance())))));
        CachedObjects objects = new CachedObjects();
        Parts parts = new Parts(
                configuration,
                ManagementCluster.of(client, objects, scheduler, clock, blocking),
                new HttpApiProbe(),
                Reconciliations::new,
                meters,
                scheduler,
                clock,
                router,
                registry,
                objects);
        Operator operator = new Operator(overrides -> overrides
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(Executors.newFixedThreadPool(configuration.reconcileThreads()))
                .withReconciliationTerminationTimeout(REST)
                .withUseSSAToPatchPrimaryResource(true));
        parts.controllers().register(operator, configuration.servedNamespaces(), parts.passes());
        operator.start();
        parts.controllers().gate().open();
        return new OmniBridge(operator, parts.controllers().gate(), registry, parts.references(), blocking);
    }

    /** Whether all informers are filled and passes run. */
    public boolean isStarted() {
        return operator.getRuntimeInfo().isStarted();
    }

    /** Whether the watches on the management cluster stand. */
    public boolean isHealthy() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** Lets running passes finish, then ends everything. */
    @Override
    public void close() {
        gate.shut(DRAIN);
        operator.stop();
        references.close();
        registry.close();
        blocking.shutdownNow();
    }
}
