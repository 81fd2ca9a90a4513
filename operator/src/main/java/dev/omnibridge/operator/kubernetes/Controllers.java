package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.reconcile.BackOff;
import dev.omnibridge.operator.reconcile.Pass;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Registers our three kinds with JOSDK, each with the settings that were found to lose no event (see {@code docs/architecture.md}). */
public final class Controllers {

    private static final int BURST = 20;
    private static final Duration REFILL = Duration.ofMillis(200);

    /** Most of what fails once is a state that was seen a moment too late. */
    private static final Duration FIRST_REST = Duration.ofMillis(250);

    private final CachedObjects objects;
    private final Wakes wakes;
    private final InstantSource clock;
    private final BackOff backOff;
    private final Alarms alarms;
    private final PassGate gate = new PassGate();

    /**
     * The passes over each kind.
     *
     * @param connection one pass over an OmniConnection
     * @param cluster one pass over an OmniCluster
     * @param machineSet one pass over an OmniMachineSet
     * @param standby what is done with an OmniConnection while no pass may run; writes nothing
     */
    public record Passes(
            Function<OmniConnection, Pass> connection,
            Function<OmniCluster, Pass> cluster,
            Function<OmniMachineSet, Pass> machineSet,
            Consumer<OmniConnection> standby) {}

    /** @param scheduler time for everything that waits; the same as the clock's */
    public Controllers(CachedObjects objects, Wakes wakes, MirrorScheduler scheduler, InstantSource clock) {
        this.objects = objects;
        this.wakes = wakes;
        this.clock = clock;
        this.backOff = new BackOff(clock, scheduler::random, FIRST_REST);
        this.alarms = new Alarms(scheduler);
    }

    /** What runs the passes of each kind, with their back-off. */
    public record Runners(
            PassRunner<OmniConnection> connection,
            PassRunner<OmniCluster> cluster,
            PassRunner<OmniMachineSet> machineSet) {}

    /** Runners for these passes, for a simulation, which schedules them itself. */
    public Runners runners(Passes passes) {
        return runners(passes, TracerProvider.noop().get(""));
    }

    private Runners runners(Passes passes, Tracer tracer) {
        return new Runners(
                runner(wakes.connections(), passes.connection(), passes.standby(), tracer),
                runner(wakes.clusters(), passes.cluster(), _ -> {}, tracer),
                runner(wakes.machineSets(), passes.machineSet(), _ -> {}, tracer));
    }

    /**
     * Has JOSDK schedule these passes.
     *
     * @param namespaces served namespaces; empty for all
     * @param tracer makes spans of passes
     */
    public void register(Operator operator, Set<String> namespaces, Passes passes, Tracer tracer) {
        Runners runners = runners(passes, tracer);
        register(
                operator,
                new ConnectionReconciler(objects.connections(), wakes.connections(), runners.connection()),
                objects.connections(),
                Set.of());
        register(
                operator,
                new ClusterReconciler(objects.clusters(), wakes.clusters(), runners.cluster()),
                objects.clusters(),
                namespaces);
        register(
                operator,
                new MachineSetReconciler(objects.machineSets(), wakes.machineSets(), runners.machineSet()),
                objects.machineSets(),
                namespaces);
    }

    /** Between what passes may run: opened when all informers are filled and this process leads, shut before the first of them stops. */
    public PassGate gate() {
        return gate;
    }

    /** Ends the rest of an object after failures; whether it had one. */
    public boolean endRest(String uid) {
        return backOff.forget(uid);
    }

    /** An object is gone. */
    public void forget(String uid) {
        backOff.forget(uid);
        alarms.forget(uid);
        gate.forget(uid);
    }

    private <P extends HasMetadata> PassRunner<P> runner(
            WakeSource<P> source, Function<P, Pass> pass, Consumer<P> standby, Tracer tracer) {
        return new PassRunner<>(backOff, alarms, gate, source::wake, pass, standby, tracer);
    }

    private <P extends HasMetadata> void register(
            Operator operator, Reconciler<P> reconciler, ObjectCache<P> cache, Set<String> namespaces) {
        operator.register(reconciler, (ControllerConfigurationOverrider<P> settings) -> {
            if (namespaces.isEmpty()) {
                settings.watchingAllNamespaces();
            } else {
                settings.settingNamespaces(namespaces);
            }
            settings.withOnUpdateFilter((after, before) -> PrimaryFilter.isRelevant(before, after))
                    .withGenericFilter(cache::isCurrent)
                    .withRateLimiter(new TokenBucket(BURST, REFILL, clock))
                    .withRetry(new GenericRetry()
                            .setInitialInterval(1_000)
                            .setIntervalMultiplier(2)
                            .setMaxInterval(300_000)
                            .setMaxAttempts(-1));
        });
    }
}
