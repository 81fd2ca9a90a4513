package dev.omnibridge.operator.app;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.app.OmniWakes.WaitingKey;
import dev.omnibridge.operator.connection.ConnectionReconciliation;
import dev.omnibridge.operator.connection.StatusLedger;
import dev.omnibridge.operator.kubeconfig.KubeconfigMemory;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage;
import dev.omnibridge.operator.kubeconfig.TokenSource;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.kubernetes.Controllers;
import dev.omnibridge.operator.kubernetes.StatusGuard;
import dev.omnibridge.operator.kubernetes.Wakes;
import dev.omnibridge.operator.omni.Affected;
import dev.omnibridge.operator.omni.ApiProbe;
import dev.omnibridge.operator.omni.ChangeRouter;
import dev.omnibridge.operator.omni.ConnectionRegistry;
import dev.omnibridge.operator.omni.OmniTokens;
import dev.omnibridge.operator.omni.WaitingObjects;
import dev.omnibridge.operator.omni.WriteFailures;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.ConnectionTokens;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.Meters;
import dev.omnibridge.operator.reconcile.Pass;
import dev.omnibridge.operator.reconcile.Ports;
import dev.omnibridge.operator.reconcile.Reconciliations;
import dev.omnibridge.operator.reconcile.References;
import dev.omnibridge.operator.reconcile.Relations;
import dev.omnibridge.operator.reconcile.Waits;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts between the management cluster and Omni, wired by plain constructors. */
public final class Parts {

    private final References references;
    private final ConnectionReconciliation connections;
    private final Reconciliations reconciliations;
    private final StatusGuard statuses;
    private final Wakes wakes;
    private final Controllers controllers;
    private final CachedObjects objects;
    private final ConnectionRegistry registry;
    private final WaitingObjects<WaitingKey> waiting = new WaitingObjects<>();
    private final ApiProbe probe;
    private final Meters meters;

    /**
     * Wires the parts.
     *
     * @param management the way to the management cluster
     * @param probe asks Kubernetes APIs behind Omni
     * @param reconciliations makes the passes over clusters and sets
     * @param meters what is counted is told to
     * @param scheduler time for everything that waits
     * @param clock the same time
     * @param registry the connections; its router is the given one
     * @param objects the informers' caches
     */
    public Parts(
            OperatorConfiguration configuration,
            ManagementCluster management,
            ApiProbe probe,
            MakesReconciliations reconciliations,
            Meters meters,
            MirrorScheduler scheduler,
            Clock clock,
            ChangeRouter router,
            ConnectionRegistry registry,
            CachedObjects objects) {
        this.objects = objects;
        this.registry = registry;
        this.meters = meters;
        this.probe = probe;
        this.statuses = new StatusGuard(management.statuses(), scheduler);
        this.wakes = new Wakes(
                objects, new Wakes.Ends(this::clusterGone, this::machineSetGone, this::connectionGone), statuses);
        this.references = management.references().apply(this::wake);
        this.connections = new ConnectionReconciliation(
                new ConnectionReconciliation.Ports(
                        references,
                        new CachedUsers(objects),
                        management.finalizers(),
                        statuses,
                        management.events(),
                        meters,
                        clock),
                registry,
                new ConnectionReconciliation.Rules(
                        configuration.instance(),
                        configuration.namespace(),
                        configuration.allowsInsecureEndpoints(),
                        configuration.environment()));
        Ports ports = new Ports(
                this::view,
                objects,
                management.live(),
                management.finalizers(),
                statuses,
                management.events(),
                new StatusLedger(management.ledger(), clock),
                WriteFailures::of,
                meters,
                clock);
        this.reconciliations = reconciliations.make(
                configuration.instance(),
                ports,
                new KubeconfigStage(management.secrets(), new KubeconfigMemory(), clock),
                this::tokens);
        this.controllers = new Controllers(objects, wakes, scheduler, clock);
        router.subscribe(new OmniWakes(objects, wakes, waiting, scheduler, controllers::endRest));
    }

    /** Makes the passes over clusters and sets. */
    @FunctionalInterface
    public interface MakesReconciliations {

        /** As the constructor of {@link Reconciliations}. */
        Reconciliations make(String instance, Ports ports, KubeconfigStage kubeconfigs, ConnectionTokens tokens);
    }

    /** What schedules passes of the three kinds. */
    public Controllers controllers() {
        return controllers;
    }

    /** The Secrets and ConfigMaps that specs refer to. */
    public References references() {
        return references;
    }

    /** Who is passed over again because of another object. */
    public Wakes wakes() {
        return wakes;
    }

    /** The passes of the three kinds. */
    public Controllers.Passes passes() {
        return new Controllers.Passes(
                new MeasuredPass<>(connections::reconcile, meters),
                new MeasuredPass<>(this::cluster, meters),
                new MeasuredPass<>(this::machineSet, meters),
                connections::standBy);
    }

    private Pass cluster(OmniCluster object) {
        Pass pass = reconciliations.cluster(object);
        noteWaits(
                key(object),
                Relations.connectionOf(object),
                Optional.ofNullable(object.getStatus()).map(status -> status.conditions()));
        return pass;
    }

    private Pass machineSet(OmniMachineSet object) {
        Pass pass = reconciliations.machineSet(object);
        noteWaits(
                key(object),
                Optional.ofNullable(object.getStatus())
                        .map(status -> status.connection())
                        .orElse(""),
                Optional.ofNullable(object.getStatus()).map(status -> status.conditions()));
        return pass;
    }

    private void noteWaits(WaitingKey key, String connection, Optional<List<Condition>> conditions) {
        Set<Affected.Topic> topics = EnumSet.noneOf(Affected.Topic.class);
        for (Waits.Topic topic : Waits.of(conditions.orElse(List.of()))) {
            topics.add(
                    switch (topic) {
                        case VERSIONS -> Affected.Topic.VERSIONS;
                        case CLASSES -> Affected.Topic.CLASSES;
                        case MACHINES -> Affected.Topic.MACHINES;
                    });
        }
        waiting.set(key, connection, topics);
    }

    /** A connection that exists but had no pass yet is on its way, not missing. */
    private ConnectionView view(String connection) {
        ConnectionView view = registry.view(connection);
        return view instanceof ConnectionView.Missing
                        && objects.connection(connection).isPresent()
                ? new ConnectionView.NotReady(
                        connection,
                        new Finding(
                                Reason.CONNECTION_PENDING,
                                "OmniConnection " + connection + " has not been looked at yet; this goes on by itself"))
                : view;
    }

    private Optional<TokenSource> tokens(String connection) {
        return registry.management(connection)
                .map(management -> new OmniTokens(
                        management,
                        objects.connection(connection).flatMap(connections::certificates),
                        probe,
                        failure -> registry.failed(connection, failure)));
    }

    private void wake(String reader) {
        wakes.connection(reader.substring(reader.indexOf('/') + 1));
    }

    private void clusterGone(OmniCluster object) {
        waiting.forget(key(object));
        gone(object.getMetadata().getUid());
    }

    private void machineSetGone(OmniMachineSet object) {
        waiting.forget(key(object));
        gone(object.getMetadata().getUid());
    }

    private void connectionGone(OmniConnection object) {
        connections.gone(object);
        statuses.forget(object.getMetadata().getUid());
        controllers.forget(object.getMetadata().getUid());
    }

    private void gone(String uid) {
        reconciliations.forget(uid);
        statuses.forget(uid);
        controllers.forget(uid);
    }

    private static WaitingKey key(OmniCluster object) {
        return new WaitingKey(
                WaitingKey.Kind.CLUSTER,
                object.getMetadata().getNamespace(),
                object.getMetadata().getName());
    }

    private static WaitingKey key(OmniMachineSet object) {
        return new WaitingKey(
                WaitingKey.Kind.MACHINE_SET,
                object.getMetadata().getNamespace(),
                object.getMetadata().getName());
    }
}
