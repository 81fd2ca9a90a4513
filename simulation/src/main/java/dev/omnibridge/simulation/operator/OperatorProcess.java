package dev.omnibridge.simulation.operator;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.operator.app.LogFormat;
import dev.omnibridge.operator.app.OperatorConfiguration;
import dev.omnibridge.operator.app.Parts;
import dev.omnibridge.operator.connection.OperatorEnvironment;
import dev.omnibridge.operator.kubeconfig.TokenSource;
import dev.omnibridge.operator.kubernetes.CachedObjects;
import dev.omnibridge.operator.kubernetes.Controllers;
import dev.omnibridge.operator.kubernetes.Wakes;
import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.omni.ChangeRouter;
import dev.omnibridge.operator.omni.ConnectionRegistry;
import dev.omnibridge.operator.omni.ConnectionSettings;
import dev.omnibridge.operator.omni.ConnectionTools;
import dev.omnibridge.operator.omni.Incarnations;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.Pass;
import dev.omnibridge.simulation.kubernetes.ApiServer;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import dev.omnibridge.simulation.kubernetes.KnownRecords;
import dev.omnibridge.simulation.kubernetes.SecretShelf;
import dev.omnibridge.simulation.omni.ManagementCalls;
import dev.omnibridge.simulation.omni.OmniWorld;
import dev.omnibridge.simulation.omni.SimulatedAccount;
import dev.omnibridge.simulation.omni.SimulatedState;
import dev.omnibridge.simulation.omni.Stream;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One process of the operator, made of the operator's own parts. Nothing in it runs by itself: whoever holds it delivers events, runs what is due and
 * the passes, each on its own thread of thought.
 */
public final class OperatorProcess {

    /** Name of the connection, and of the operator in claims. */
    public static final String CONNECTION = "default";

    /** Instance name of all operators here. */
    public static final String INSTANCE = "acme-prod";

    private static final OperatorConfiguration CONFIGURATION = new OperatorConfiguration(
            INSTANCE,
            "omnibridge",
            Set.of(),
            false,
            false,
            LogFormat.TEXT,
            Optional.empty(),
            1,
            0,
            new OperatorEnvironment(Optional.empty(), Optional.empty()));

    private final String name;
    private final Stage stage;
    private final boolean goesThroughJson;
    private final Timers timers;
    private final Deque<Runnable> blocking = new ArrayDeque<>();
    private final List<SimulatedState> states = new ArrayList<>();
    private final ConnectionRegistry registry;
    private final CachedObjects objects;
    private final PassQueue queue;
    private final Map<Kind, Feed<?>> feeds;
    private int records;

    /**
     * A process that has just started; its caches are filled before its first pass.
     *
     * @param surroundings what it works in
     * @param name for traces
     * @param listsAt where in the API server's log the first lists come from: a replica may be behind
     */
    public OperatorProcess(Surroundings surroundings, String name, long seed, int listsAt) {
        this.name = name;
        this.stage = surroundings.stage();
        OmniWorld omni = surroundings.omni();
        this.goesThroughJson = seed % 4 == 0;
        this.timers = new Timers(omni.time(), seed, atMost -> stage.waits(this, atMost));
        Clock clock = new WorldClock(omni.time(), ZoneOffset.UTC);
        ChangeRouter router = new ChangeRouter(timers);
        this.objects = new CachedObjects();
        ManagementPorts ports = new ManagementPorts(this, stage, surroundings.server(), surroundings.apiFaults());
        this.registry = new ConnectionRegistry(new ConnectionTools(
                (_, access) -> account(surroundings, access),
                timers,
                blocking::add,
                router,
                clock,
                Optional.of(new Incarnations(
                        INSTANCE,
                        name,
                        () -> name + "-" + ++records,
                        surroundings.seams().memory().apply(new SimulatedMemory(ports, surroundings.records())),
                        // as one does that does not know yet that another leads
                        Leadership.ALONE))));
        Parts parts = new Parts(
                CONFIGURATION,
                surroundings
                        .seams()
                        .management()
                        .apply(ports.ports(
                                new ConnectionRecords(ports, surroundings.server(), objects::connection),
                                new SimulatedSecrets(ports, surroundings.secrets(), this, stage))),
                (server, token, caPem) -> TokenSource.Acceptance.ACCEPTED,
                surroundings.seams().reconciliations(),
                new NoMeters(),
                timers,
                clock,
                router,
                registry,
                objects);
        Controllers.Passes passes = parts.passes();
        Controllers.Runners runners = parts.controllers()
                .runners(new Controllers.Passes(
                        watched(passes.connection()),
                        watched(passes.cluster()),
                        watched(passes.machineSet()),
                        passes.standby()));
        this.queue = new PassQueue(omni.time());
        Wakes wakes = parts.wakes();
        this.feeds = Map.of(
                Kind.CONNECTION,
                new Feed<OmniConnection>(
                        surroundings.server(),
                        Kind.CONNECTION,
                        objects.connections(),
                        wakes.connections(),
                        runners.connection()::run,
                        queue),
                Kind.CLUSTER,
                new Feed<OmniCluster>(
                        surroundings.server(),
                        Kind.CLUSTER,
                        objects.clusters(),
                        wakes.clusters(),
                        runners.cluster()::run,
                        queue),
                Kind.MACHINE_SET,
                new Feed<OmniMachineSet>(
                        surroundings.server(),
                        Kind.MACHINE_SET,
                        objects.machineSets(),
                        wakes.machineSets(),
                        runners.machineSet()::run,
                        queue));
        for (Kind kind : Kind.values()) {
            feed(kind).list(listsAt);
        }
        parts.controllers().gate().open();
    }

    /** Whether what it writes really becomes text and is read again. */
    boolean goesThroughJson() {
        return goesThroughJson;
    }

    /** For traces. */
    public String name() {
        return name;
    }

    /** What waits for a pass. */
    public PassQueue queue() {
        return queue;
    }

    /** What waits for its time. */
    public Timers timers() {
        return timers;
    }

    /** Calls that block, each to be run once. */
    public Deque<Runnable> blocking() {
        return blocking;
    }

    /** The informer of a kind, with what follows from its events. */
    public Feed<?> feed(Kind kind) {
        return java.util.Objects.requireNonNull(feeds.get(kind));
    }

    /** Open watches on Omni. */
    public List<Stream> streams() {
        List<Stream> all = new ArrayList<>();
        states.forEach(state -> all.addAll(state.streams()));
        return all;
    }

    /** What it knows of Omni; empty before everything was read. */
    public Optional<OmniSnapshot> seen() {
        return registry.health(CONNECTION).snapshot();
    }

    /** What it knows of the connection, where it can be used. */
    public Optional<ConnectionFacts> facts() {
        return registry.view(CONNECTION) instanceof ConnectionView.Usable(ConnectionFacts facts, var omni, var writer)
                ? Optional.of(facts)
                : Optional.empty();
    }

    /** An OmniCluster as its informer shows it. */
    public Optional<OmniCluster> cluster(String namespace, String clusterName) {
        return objects.cluster(namespace, clusterName);
    }

    /** The OmniCluster of a set, likewise. */
    public Optional<OmniCluster> clusterOf(OmniMachineSet set) {
        return cluster(
                set.getMetadata().getNamespace(), set.getSpec().clusterRef().name());
    }

    /** The sets of a cluster, likewise. */
    public List<OmniMachineSet> setsOf(OmniCluster cluster) {
        return objects.machineSetsOf(
                cluster.getMetadata().getNamespace(), cluster.getMetadata().getName());
    }

    /** Whether objects are planned through the connection now. */
    public boolean isUsable() {
        return registry.view(CONNECTION) instanceof ConnectionView.Usable;
    }

    /** Runs one pass over the object of a key, if it is still there. */
    public void pass(Key key) {
        feed(key.kind()).pass(key);
    }

    /** When something is due in it by time alone. */
    public Optional<Instant> nextDue() {
        Optional<Instant> due = timers.nextDue();
        Optional<Instant> pass = queue.nextDue();
        return due.isEmpty() ? pass : pass.filter(p -> p.isBefore(due.get())).or(() -> due);
    }

    /** Ends it; what it was told to do later never happens. */
    public void end() {
        states.forEach(SimulatedState::close);
    }

    private SimulatedAccount account(Surroundings surroundings, ConnectionSettings.Access.Known access) {
        SimulatedState state = new SimulatedState(surroundings.omni(), this, stage);
        states.add(state);
        return new SimulatedAccount(
                state,
                surroundings.seams().state(),
                new ManagementClient(new ManagementCalls(surroundings.omni(), this, stage)),
                access.key(),
                timers);
    }

    /** Tells of the pass, and of exceptions that the runner would only log. */
    private <P extends CustomResource<?, ?>> Function<P, Pass> watched(Function<P, Pass> passes) {
        return object -> {
            Key key = Key.of(object);
            stage.beginsPass(this, key, object);
            try {
                return passes.apply(object);
            } catch (KubernetesClientException | dev.omnibridge.omni.state.OmniException e) {
                stage.note(name + ": pass over " + key + " ended early: " + e.getMessage());
                throw e;
            } catch (RuntimeException e) {
                stage.failed(this, key, e);
                throw e;
            } finally {
                stage.endsPass(this, key);
            }
        };
    }

    /** What processes work in. */
    public record Surroundings(
            OmniWorld omni,
            ApiServer server,
            SecretShelf secrets,
            KnownRecords records,
            ApiFaults apiFaults,
            Stage stage,
            Seams seams) {}
}
