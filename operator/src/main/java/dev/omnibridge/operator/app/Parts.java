package dev.omnibridge.operator.app;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.app.OmniWakes.WaitingKey;
import dev.omnibridge.operator.connection.BrakeLedger;
import dev.omnibridge.operator.connection.ConnectionReconciliation;
import dev.omnibridge.operator.kubeconfig.KubeconfigMemory;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage;
import dev.omnibridge.operator.kubeconfig.TokenSource;
import dev.omnibridge.operator.kubernetes.ApiServerObjects;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.kubernetes.ConnectionReleases;
import dev.omnibridge.operator.kubernetes.Controllers;
import dev.omnibridge.operator.kubernetes.FinalizerPatch;
import dev.omnibridge.operator.kubernetes.KubernetesEvents;
import dev.omnibridge.operator.kubernetes.KubernetesSecrets;
import dev.omnibridge.operator.kubernetes.ReferenceWatcher;
import dev.omnibridge.operator.kubernetes.StatusApply;
import dev.omnibridge.operator.kubernetes.Wakes;
import dev.omnibridge.operator.omni.Affected;
import dev.omnibridge.operator.omni.ApiProbe;
import dev.omnibridge.operator.omni.ChangeRouter;
import dev.omnibridge.operator.omni.ConnectionRegistry;
import dev.omnibridge.operator.omni.HttpApiProbe;
import dev.omnibridge.operator.omni.OmniTokens;
import dev.omnibridge.operator.omni.WaitingObjects;
import dev.omnibridge.operator.omni.WriteFailures;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.Pass;
import dev.omnibridge.operator.reconcile.Ports;
import dev.omnibridge.operator.reconcile.Reconciliations;
import dev.omnibridge.operator.reconcile.Relations;
import dev.omnibridge.operator.reconcile.Waits;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The parts between JOSDK and Omni, wired by plain constructors. */
final class Parts {

    private static final String NAMESPACE_OF_CLUSTER_SCOPED_EVENTS = "default";

    private final ReferenceWatcher references;
    private final ConnectionReconciliation connections;
    private final Reconciliations reconciliations;
    private final Controllers controllers;
    private final CachedObjects objects;
    private final ConnectionRegistry registry;
    private final WaitingObjects<WaitingKey> waiting = new WaitingObjects<>();
    private final ApiProbe probe = new HttpApiProbe();

    Parts(
            OperatorConfiguration configuration,
            KubernetesClient client,
            MirrorScheduler scheduler,
            Clock clock,
            Executor blocking,
            ChangeRouter router,
            ConnectionRegistry registry,
            CachedObjects objects) {
        this.objects = objects;
        this.registry = registry;
        Wakes wakes = new Wakes(objects, new Wakes.Ends(this::clusterGone, this::machineSetGone, this::connectionGone));
        this.references = new ReferenceWatcher(client, scheduler, blocking, reader -> wake(wakes, reader));
        FinalizerPatch finalizers = new FinalizerPatch(client);
        StatusApply statuses = new StatusApply(client);
        this.connections = new ConnectionReconciliation(
                new ConnectionReconciliation.Ports(references, new CachedUsers(objects), finalizers, statuses, clock),
                registry,
                new ConnectionReconciliation.Rules(
                        configuration.instance(),
                        configuration.namespace(),
                        configuration.allowsInsecureEndpoints(),
                        configuration.environment()));
        Ports ports = new Ports(
                this::view,
                objects,
                new ApiServerObjects(client),
                finalizers,
                statuses,
                new KubernetesEvents(client, clock, NAMESPACE_OF_CLUSTER_SCOPED_EVENTS),
                new BrakeLedger(new ConnectionReleases(client, objects::connection), clock),
                WriteFailures::of,
                clock);
        this.reconciliations = new Reconciliations(
                configuration.instance(),
                ports,
                new KubeconfigStage(new KubernetesSecrets(client), new KubeconfigMemory(), clock),
                this::tokens);
        this.controllers = new Controllers(objects, wakes, scheduler, clock);
        router.subscribe(new OmniWakes(objects, wakes, waiting, scheduler));
    }

    Controllers controllers() {
        return controllers;
    }

    ReferenceWatcher references() {
        return references;
    }

    Controllers.Passes passes() {
        return new Controllers.Passes(connections::reconcile, this::cluster, this::machineSet);
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

    private static void wake(Wakes wakes, String reader) {
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
        controllers.forget(object.getMetadata().getUid());
    }

    private void gone(String uid) {
        reconciliations.forget(uid);
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
