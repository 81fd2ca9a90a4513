package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** JOSDK's entry to passes over OmniConnections. */
@ControllerConfiguration(
        name = "omniconnection",
        triggerReconcilerOnAllEvents = true,
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false))
final class ConnectionReconciler implements Reconciler<OmniConnection> {

    private final ObjectCache<OmniConnection> cache;
    private final WakeSource<OmniConnection> wake;
    private final PassRunner<OmniConnection> passes;

    ConnectionReconciler(
            ObjectCache<OmniConnection> cache, WakeSource<OmniConnection> wake, PassRunner<OmniConnection> passes) {
        this.cache = cache;
        this.wake = wake;
        this.passes = passes;
    }

    @Override
    public List<EventSource<?, OmniConnection>> prepareEventSources(EventSourceContext<OmniConnection> context) {
        cache.bind(context.getPrimaryCache());
        return List.of(wake);
    }

    @Override
    public UpdateControl<OmniConnection> reconcile(OmniConnection connection, Context<OmniConnection> context) {
        return passes.run(connection, context);
    }
}
