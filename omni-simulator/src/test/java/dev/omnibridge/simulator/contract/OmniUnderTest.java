package dev.omnibridge.simulator.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.transport.OmniChannel;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Omni that a contract is checked on, and what a check makes in it. */
final class OmniUnderTest implements AfterEachCallback, AfterAllCallback {

    private static final String USER_AGENT = "omnibridge-contract";

    private final String run = "contract-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Leftovers leftovers = new Leftovers();
    private final Optional<OmniSimulator> simulator;
    private final OmniEndpoint endpoint;
    private final ServiceAccountKey key;
    private final OmniClient client;
    private int checks;

    OmniUnderTest() {
        String url = System.getenv("OMNI_ENDPOINT");
        String keyText = System.getenv("OMNI_SERVICE_ACCOUNT_KEY");
        if (url == null || keyText == null) {
            OmniSimulator started = startSimulator();
            simulator = Optional.of(started);
            opened.push(started);
            url = started.endpoint();
            keyText = started.serviceAccountKey();
        } else {
            simulator = Optional.empty();
        }
        endpoint = OmniEndpoint.parse(url);
        key = ServiceAccountKey.decode(keyText);
        client = connect(key, Clock.systemUTC());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        checks++;
        leftovers.remove(client.state());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** With a key that was made an hour ago, so that signatures of some minutes ago are possible. */
    private static OmniSimulator startSimulator() {
        AtomicReference<Duration> ago = new AtomicReference<>(Duration.ofHours(1));
        OmniSimulator simulator = OmniSimulator.builder()
                .clock(() -> Instant.now().minus(ago.get()))
                .machineSpeeds(MachineSpeeds.instant())
                .build();
        ago.set(Duration.ZERO);
        return simulator.start();
    }

    OmniClient client() {
        return client;
    }

    StateClient state() {
        return client.state();
    }

    ServiceAccountKey key() {
        return key;
    }

    /** A name that no other run and no other check uses. */
    String id(String suffix) {
        return run + checks + "-" + suffix;
    }

    /** What was made here is removed after the check. */
    Leftovers leftovers() {
        return leftovers;
    }

    /** Another client of the same Omni. */
    OmniClient connect(ServiceAccountKey otherKey, Clock clock) {
        OmniClient other = OmniClient.connect(endpoint, TlsTrust.system(), otherKey, clock, USER_AGENT);
        opened.push(other);
        return other;
    }

    /** A channel that signs, for requests the client would never send. */
    Channel signed() {
        OmniChannel channel = OmniChannel.open(
                endpoint,
                TlsTrust.system(),
                new SigningInterceptor(new RequestSigner(key, Clock.systemUTC())),
                USER_AGENT);
        opened.push(channel);
        // Watches that a check leaves behind need no grace.
        opened.push(channel.grpc()::shutdownNow);
        return channel.grpc();
    }

    /** A channel that adds nothing to what the check sends. */
    Channel unsigned() {
        ManagedChannelBuilder<?> builder = ManagedChannelBuilder.forAddress(endpoint.host(), endpoint.port());
        ManagedChannel channel = (endpoint.tls() ? builder : builder.usePlaintext()).build();
        opened.push(channel::shutdownNow);
        return channel;
    }

    /** A client of another role: the simulator makes a service account for it, for a real Omni a variable holds its key. */
    OmniClient as(Role role) {
        String lowerCase = role.text().toLowerCase(Locale.ROOT);
        String variable = "OMNI_SERVICE_ACCOUNT_KEY_" + role.text().toUpperCase(Locale.ROOT);
        Optional<String> keyText = simulator
                .map(started -> started.accounts().create("as-" + lowerCase, role))
                .or(() -> Optional.ofNullable(System.getenv(variable)));
        assumeTrue(
                keyText.isPresent(),
                "needs a second service account with the role " + role.text() + ": set " + variable + " to its key");
        return connect(ServiceAccountKey.decode(keyText.orElseThrow()), Clock.systemUTC());
    }

    /** Skips the check, with the reason, if the service account may not write. */
    void needsToWrite() {
        String role = client.account().role();
        assumeTrue(
                role.equals("Operator") || role.equals("Admin"),
                "needs a service account with the role Operator, this one has " + role);
    }

    /** Skips the check, with the reason, if the key is too young for signatures of some minutes ago. */
    void needsAKeyOfSomeAge() {
        assumeTrue(
                key.created().isBefore(Instant.now().minus(Duration.ofMinutes(10))),
                "needs a key that is more than ten minutes old, this one is from " + key.created());
    }

    /** Skips the check, with the reason, if the clocks here and there differ too much to judge it. */
    void needsAClockThatAgrees() {
        Optional<Duration> skew = client.clockSkew();
        assumeTrue(
                skew.map(s -> s.abs().toSeconds() <= 5).orElse(true),
                () -> "needs a clock within 5 s of Omni's, this one is off by " + skew.orElseThrow());
    }
}
