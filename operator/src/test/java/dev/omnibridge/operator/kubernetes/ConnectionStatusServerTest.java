package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.ConnectionMachines;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.operator.connection.Connections;
import dev.omnibridge.operator.connection.OperatorEnvironment;
import dev.omnibridge.operator.connection.StatusLedger;
import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.policy.BrakeEntry;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.policy.RolloutEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class ConnectionStatusServerTest {

    private static final int MOST = 10;
    private static final int MOST_ATTEMPTS = 200;
    private static final Clock CLOCK = Clock.systemUTC();

    private final KubernetesClient client;

    ConnectionStatusServerTest(KubernetesClient client) {
        this.client = client;
    }

    @AfterEach
    void removeAll() {
        client.resources(OmniConnection.class).delete();
        await().until(() ->
                client.resources(OmniConnection.class).list().getItems().isEmpty());
    }

    @Test
    @DisplayName("R52: two operators that reserve at the same time never let more machines go than the brake allows")
    void concurrentReservationsStayWithinTheBrake() throws Exception {
        client.resource(Connections.fresh("ledger")).create();
        List<Callable<Integer>> removers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = "set-" + i;
            StatusLedger ledger = ledger();
            removers.add(() -> removeWhileAllowed(ledger, id));
        }

        int released = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(removers.size())) {
            for (Future<Integer> future : executor.invokeAll(removers)) {
                released += future.get();
            }
        }

        assertThat(released).isEqualTo(MOST);
        assertThat(live("ledger").getStatus().releases()).hasSize(MOST / 2);
    }

    @Test
    void statusAndReservationsAreWrittenSideBySideAndNeitherIsLost() throws Exception {
        client.resource(Connections.fresh("both")).create();
        StatusApply statuses = new StatusApply(client, Leadership.ALONE);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        int reserved = 0;
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<Integer> writer = executor.submit(() -> {
                int written = 0;
                while (goesOn.get()) {
                    OmniConnection read = live("both");
                    written += statuses.write(read, machines(written)).isPresent() ? 1 : 0;
                }
                return written;
            });
            StatusLedger ledger = ledger();
            for (int i = 0; i < 20; i++) {
                reserved += ledger.reserve("both", ledger.entries("both"), entry("set-" + i)) ? 1 : 0;
            }
            goesOn.set(false);
            assertThat(writer.get()).isPositive();
        }

        OmniConnectionStatus status = live("both").getStatus();
        assertThat(reserved).isPositive();
        assertThat(status.releases()).hasSize(reserved);
        assertThat(status.machines()).isNotNull();
    }

    @Test
    void theRecordsComeBackAsTheyWere() {
        client.resource(Connections.fresh("same")).create();
        BrakeEntry release = new BrakeEntry("demo", "3f0c9a55-7b1e-4a43-8f0c-4a3a3f0c9a55", 5, 1, CLOCK.instant(), 7);
        Ledger both = new Ledger(List.of(release), List.of(new RolloutEntry("demo", CLOCK.instant())));

        assertThat(ledger().reserve("same", Ledger.NOTHING, both)).isTrue();

        assertThat(ledger().entries("same")).isEqualTo(both);
        assertThat(live("same").getStatus().releases())
                .extracting(Release::version)
                .containsExactly(7L);
    }

    @Test
    void theEnvironmentMakesTheDefaultConnectionOnceAndLeavesItAlone() {
        OperatorEnvironment environment =
                new OperatorEnvironment(Optional.of("https://acme.omni.example.com"), Optional.of("key"));

        assertThat(new EnvironmentConnection(client, environment).makeIfMissing())
                .isTrue();
        OmniConnection made = live("default");
        assertThat(made.getMetadata().getLabels()).containsEntry("omnibridge.dev/made-from", "environment");
        assertThat(made.getSpec().credentials().fromEnvironment()).isTrue();
        assertThat(made.getSpec().endpoint()).isEqualTo("https://acme.omni.example.com");

        OperatorEnvironment other =
                new OperatorEnvironment(Optional.of("https://other.example.com"), Optional.of("key"));
        assertThat(new EnvironmentConnection(client, other).makeIfMissing()).isFalse();
        assertThat(live("default").getMetadata().getResourceVersion())
                .isEqualTo(made.getMetadata().getResourceVersion());
    }

    @Test
    void anIncompleteEnvironmentMakesNothing() {
        OperatorEnvironment environment =
                new OperatorEnvironment(Optional.of("https://acme.omni.example.com"), Optional.empty());

        assertThat(new EnvironmentConnection(client, environment).makeIfMissing())
                .isFalse();
        assertThat(client.resources(OmniConnection.class).list().getItems()).isEmpty();
    }

    /** Each removal takes two machines; asks until the brake says no. */
    private static int removeWhileAllowed(StatusLedger ledger, String id) {
        int released = 0;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Ledger entries = ledger.entries("ledger");
            int used =
                    entries.releases().stream().mapToInt(BrakeEntry::machines).sum();
            if (used + 2 > MOST) {
                return released;
            }
            if (ledger.reserve("ledger", entries, entry(id))) {
                released += 2;
            }
        }
        throw new AssertionError("reserving never ended; released " + released);
    }

    private StatusLedger ledger() {
        return new StatusLedger(
                new ConnectionLedgers(client, name -> Optional.of(live(name)), Leadership.ALONE), CLOCK);
    }

    private OmniConnection live(String name) {
        return client.resources(OmniConnection.class).withName(name).get();
    }

    private static Ledger entry(String id) {
        return Ledger.ofReleases(List.of(new BrakeEntry(id, "", 2, 0, CLOCK.instant(), 1)));
    }

    private static OmniConnectionStatus machines(int total) {
        return OmniConnectionStatusBuilder.builder()
                .machines(new ConnectionMachines(total, 0, 0, 0))
                .build();
    }
}
