package dev.omnibridge.simulator;

import dev.omnibridge.simulator.access.AccessTable;
import dev.omnibridge.simulator.access.ClusterRoles;
import dev.omnibridge.simulator.auth.ServiceAccounts;
import dev.omnibridge.simulator.auth.SignatureCheck;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.behaviour.OmniBehaviour;
import dev.omnibridge.simulator.catalog.MediaTable;
import dev.omnibridge.simulator.catalog.SelfDescription;
import dev.omnibridge.simulator.catalog.VersionTable;
import dev.omnibridge.simulator.fault.FaultInterceptor;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.joining.JoinTokens;
import dev.omnibridge.simulator.kind.Definitions;
import dev.omnibridge.simulator.kubernetes.KubernetesApi;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.management.ManagementService;
import dev.omnibridge.simulator.proxy.KubernetesProxy;
import dev.omnibridge.simulator.proxy.Tokens;
import dev.omnibridge.simulator.server.CachedReads;
import dev.omnibridge.simulator.server.GrpcEndpoint;
import dev.omnibridge.simulator.server.StateService;
import dev.omnibridge.simulator.server.Watches;
import dev.omnibridge.simulator.state.Snapshot;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.validation.RuleBook;
import dev.omnibridge.simulator.world.World;
import java.util.List;
import java.util.Optional;

/**
 * An Omni in memory: gRPC server with signature check, state engine, controllers and machines. Made by {@link #builder()}, begins to serve with
 * {@link #start()}. Several can run side by side.
 */
public final class OmniSimulator implements AutoCloseable {

    private final SimulatorSettings settings;
    private final Store store;
    private final World world;
    private final Machines machines;
    private final ServiceAccounts accounts;
    private final BackupStore backups = new BackupStore();
    private final WriteLog log = new WriteLog();
    private final Watches watches;
    private final Faults faults;
    private final CachedReads cache;
    private final Tokens tokens;
    private final KubernetesProxy proxy;
    private final GrpcEndpoint endpoint;
    private final String firstKey;
    private Optional<Snapshot> home = Optional.empty();

    OmniSimulator(SimulatorSettings settings) {
        this.settings = settings;
        this.store = new Store(settings.time());
        this.world = new World(store, settings.time(), settings.latency());
        publish(settings.self());
        this.machines = OmniBehaviour.start(world, settings.speeds(), backups, settings.seed());
        this.accounts = new ServiceAccounts(settings.clock());
        this.firstKey = accounts.create(settings.serviceAccount(), settings.role());
        this.watches = new Watches(store, settings.time(), Thread::startVirtualThread);
        this.faults = new Faults(watches);
        this.cache = new CachedReads(store, settings.time(), settings.readLag());
        RuleBook rules =
                settings.validates() ? RuleBook.of(store, settings.self().version(), backups) : RuleBook.limitsOnly();
        ClusterRoles roles = new ClusterRoles(store);
        this.tokens = new Tokens(settings.self().name(), settings.clock());
        this.proxy = new KubernetesProxy(
                store, tokens, settings.certificates(), new KubernetesApi(store, machines)::answers);
        this.endpoint = new GrpcEndpoint(
                settings.place(),
                List.of(
                        new StateService(
                                store,
                                new AccessTable(settings.self().version()),
                                roles,
                                cache,
                                backups,
                                rules,
                                watches,
                                faults,
                                log,
                                settings.time()),
                        new ManagementService(
                                settings.self(), store, roles, accounts, tokens, faults, proxy::url, this::endpoint)),
                new SignatureCheck(accounts, settings.clock()),
                new FaultInterceptor(faults, log));
    }

    /** Settings of a new simulator, each with a sensible default. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** Opens the door and lets the world run. */
    public OmniSimulator start() {
        world.start();
        proxy.start();
        endpoint.start();
        return this;
    }

    /** What a client dials: {@code http://localhost:<port>}; for a simulator within the JVM see {@link #channelName()}. */
    public String endpoint() {
        return switch (settings.place()) {
            case GrpcEndpoint.Place.Port(int number, var credentials) ->
                (credentials.isPresent() ? "https" : "http") + "://localhost:" + endpoint.port();
            case GrpcEndpoint.Place.InProcess(String name) -> "in-process:" + name;
        };
    }

    /** Name of the in-process channel. */
    public String channelName() {
        return switch (settings.place()) {
            case GrpcEndpoint.Place.InProcess(String name) -> name;
            case GrpcEndpoint.Place.Port p ->
                throw new IllegalStateException("this simulator listens on a port; build it with inProcess()");
        };
    }

    /** Key text of the service account the simulator was built with. A secret, if a pretended one. */
    public String serviceAccountKey() {
        return firstKey;
    }

    /** The service accounts: more of them, their roles, expiry, revocation. */
    public ServiceAccounts accounts() {
        return accounts;
    }

    /** The state, for looking and for changes nobody's signature is needed for. */
    public Store store() {
        return store;
    }

    /** Time, controllers, machines. */
    public World world() {
        return world;
    }

    /** The virtual machines: adding, disconnecting, breaking them. */
    public Machines machines() {
        return machines;
    }

    /** Where backups of etcd go. */
    public BackupStore backups() {
        return backups;
    }

    /** What clients wrote and how often they called. */
    public WriteLog writeLog() {
        return log;
    }

    /** Faults of calls and watches. */
    public Faults faults() {
        return faults;
    }

    /** The cache that reads are answered from. */
    public CachedReads cachedReads() {
        return cache;
    }

    /** The Kubernetes APIs of the clusters, behind one URL. */
    public KubernetesProxy kubernetesProxy() {
        return proxy;
    }

    /** Every token in a kubeconfig issued so far, for tests that look where they must not be. Secrets. */
    public List<String> issuedTokens() {
        return tokens.issued();
    }

    /** CA that signed the certificates of the proxy and, where built with TLS, of the endpoint; PEM. */
    public String caPem() {
        return settings.certificates().caPem();
    }

    /** How many watches are open. */
    public int openWatches() {
        return watches.count();
    }

    /** Closes the door, as a server that is down; the world goes on. */
    public void stopServer() {
        endpoint.stop();
        watches.restart();
    }

    /** Opens the door again, at the same port. */
    public void startServer() {
        endpoint.start();
    }

    /** The state as it is now, to be put back by {@link #restore}. */
    public Snapshot snapshot() {
        return store.snapshot();
    }

    /** Puts a state of an earlier moment back, as a restored backup: versions go back and all watches end. Machines live on. */
    public void restore(Snapshot snapshot) {
        store.restore(snapshot);
    }

    /** Lets another, empty account answer behind the endpoint, with the same service accounts; nobody tends it. */
    public void pretendToBe(String otherAccount, String otherName) {
        world.pause();
        if (home.isEmpty()) {
            home = Optional.of(store.snapshot());
        }
        store.restore(Snapshot.empty());
        publish(new SelfDescription(otherAccount, otherName, settings.self().version()));
    }

    /** Ends {@link #pretendToBe}: the own account and its state are back. */
    public void returnHome() {
        home.ifPresent(store::restore);
        home = Optional.empty();
        world.resume();
    }

    /** Stops everything. */
    @Override
    public void close() {
        endpoint.stop();
        proxy.close();
        world.close();
    }

    private void publish(SelfDescription self) {
        self.publish(store);
        VersionTable.publish(store);
        MediaTable.publish(store, self.name());
        JoinTokens.publish(store, self.account());
        Definitions.publish(self.version(), store);
    }
}
