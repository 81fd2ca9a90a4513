package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.simulator.OmniSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A registry with one connection, {@code default}, to a simulator on a port of loopback, whose controllers stand still. */
public final class SimulatedConnection implements AutoCloseable {

    public static final String NAME = "default";
    public static final String ACCOUNT = "5b2f6d0c-3d0f-4d0e-9f57-0d8f1c2b7a11";

    public final OmniSimulator omni = OmniSimulator.builder()
            .account(ACCOUNT, "acme")
            .stepped(Instant.parse("2026-11-20T10:00:00Z"))
            .build()
            .start();
    public final JumpingTime time = new JumpingTime();
    final AtomicInteger clientsMade = new AtomicInteger();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    final ChangeRouter router = new ChangeRouter(time);
    public final ConnectionRegistry registry =
            new ConnectionRegistry(new ConnectionTools(this::connect, time, executor, router, time));

    /** Runs this whenever the operator would pass over the connection because of something in Omni. */
    public void wakes(Runnable pass) {
        router.subscribe(affected -> affected.stream()
                .filter(what -> what.equals(new Affected.Everything(NAME)) || what.equals(new Affected.Counters(NAME)))
                .forEach(what -> pass.run()));
    }

    static SimulatedConnection usable() {
        SimulatedConnection connection = new SimulatedConnection();
        connection.configure(connection.known(connection.omni.serviceAccountKey()));
        connection.awaitView(ConnectionView.Usable.class);
        return connection;
    }

    Access known(String key) {
        return new Access.Known(OmniEndpoint.parse(omni.endpoint()), TlsTrust.system(), ServiceAccountKey.decode(key));
    }

    static Access lost(Reason reason) {
        return new Access.Lost(new Finding(reason, "for this test"));
    }

    void configure(Access access) {
        configure(access, Optional.of(ACCOUNT));
    }

    void configure(Access access, Optional<String> pinned) {
        registry.configure(new ConnectionSettings(
                NAME,
                "as it was",
                access,
                pinned,
                false,
                Optional.empty(),
                false,
                new BrakeLimits(3, 10, 10, Duration.ofHours(1)),
                new BudgetLimits(5, Duration.ofHours(1)),
                Set.of()));
    }

    ConnectionView view() {
        return registry.view(NAME);
    }

    <V extends ConnectionView> V awaitView(Class<V> kind) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(view()).isInstanceOf(kind));
        return kind.cast(view());
    }

    private AccountClient connect(String connection, Access.Known access) {
        clientsMade.incrementAndGet();
        return new GrpcAccountClient(
                OmniClient.connect(access.endpoint(), access.trust(), access.key(), time, "omnibridge-test"), time);
    }

    @Override
    public void close() {
        registry.close();
        omni.close();
        executor.close();
        time.close();
    }
}
