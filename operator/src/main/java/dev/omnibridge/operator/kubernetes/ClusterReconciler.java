package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** JOSDK's entry to passes over OmniClusters. */
@ControllerConfiguration(
        name = "omnicluster",
        triggerReconcilerOnAllEvents = true,
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false))
final class ClusterReconciler implements Reconciler<OmniCluster> {

    private final ObjectCache<OmniCluster> cache;
    private final WakeSource<OmniCluster> wake;
    private final PassRunner<OmniCluster> passes;

    ClusterReconciler(ObjectCache<OmniCluster> cache, WakeSource<OmniCluster> wake, PassRunner<OmniCluster> passes) {
        this.cache = cache;
        this.wake = wake;
        this.passes = passes;
    }

    @Override
    public List<EventSource<?, OmniCluster>> prepareEventSources(EventSourceContext<OmniCluster> context) {
        cache.bind(context.getPrimaryCache());
        return List.of(wake);
    }

    @Override
    public UpdateControl<OmniCluster> reconcile(OmniCluster cluster, Context<OmniCluster> context) {
        return passes.run(cluster, context);
    }
}
