package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** JOSDK's entry to passes over OmniMachineSets. */
@ControllerConfiguration(
        name = "omnimachineset",
        triggerReconcilerOnAllEvents = true,
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false))
final class MachineSetReconciler implements Reconciler<OmniMachineSet> {

    private final ObjectCache<OmniMachineSet> cache;
    private final WakeSource<OmniMachineSet> wake;
    private final PassRunner<OmniMachineSet> passes;

    MachineSetReconciler(
            ObjectCache<OmniMachineSet> cache, WakeSource<OmniMachineSet> wake, PassRunner<OmniMachineSet> passes) {
        this.cache = cache;
        this.wake = wake;
        this.passes = passes;
    }

    @Override
    public List<EventSource<?, OmniMachineSet>> prepareEventSources(EventSourceContext<OmniMachineSet> context) {
        cache.bind(context.getPrimaryCache());
        return List.of(wake);
    }

    @Override
    public UpdateControl<OmniMachineSet> reconcile(OmniMachineSet machineSet, Context<OmniMachineSet> context) {
        return passes.run(machineSet, context);
    }
}
