package dev.omnibridge.operator.app;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.connection.LedgerRecords;
import dev.omnibridge.operator.kubeconfig.SecretStore;
import dev.omnibridge.operator.kubernetes.ApiServerObjects;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.kubernetes.ConnectionLedgers;
import dev.omnibridge.operator.kubernetes.FinalizerPatch;
import dev.omnibridge.operator.kubernetes.KubernetesEvents;
import dev.omnibridge.operator.kubernetes.KubernetesSecrets;
import dev.omnibridge.operator.kubernetes.ReferenceWatcher;
import dev.omnibridge.operator.kubernetes.StatusApply;
import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.reconcile.EventRecorder;
import dev.omnibridge.operator.reconcile.Finalizers;
import dev.omnibridge.operator.reconcile.LiveObjects;
import dev.omnibridge.operator.reconcile.References;
import dev.omnibridge.operator.reconcile.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way to the management cluster past the informers.
 *
 * @param references watches what specs refer to; given whom to tell which reader is to be woken
 */
public record ManagementCluster(
        Function<Consumer<String>, References> references,
        Finalizers finalizers,
        StatusWriter statuses,
        LiveObjects live,
        EventRecorder events,
        LedgerRecords ledger,
        SecretStore secrets) {

    private static final String NAMESPACE_OF_CLUSTER_SCOPED_EVENTS = "default";

    /** The one that a client reaches. */
    static ManagementCluster of(
            KubernetesClient client,
            CachedObjects objects,
            MirrorScheduler scheduler,
            Clock clock,
            Executor blocking,
            Leadership leadership) {
        return new ManagementCluster(
                wake -> new ReferenceWatcher(client, scheduler, blocking, wake),
                new FinalizerPatch(client, leadership),
                new StatusApply(client, leadership),
                new ApiServerObjects(client),
                new KubernetesEvents(client, clock, NAMESPACE_OF_CLUSTER_SCOPED_EVENTS),
                new ConnectionLedgers(client, objects::connection, leadership),
                new KubernetesSecrets(client, leadership));
    }
}
