package dev.omnibridge.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.ConnectionClusters;
import dev.omnibridge.api.v1alpha1.ObjectCount;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.api.v1alpha1.ServiceAccountIdentity;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.omni.AccountCheck;
import dev.omnibridge.operator.omni.ChangeRouter;
import dev.omnibridge.operator.omni.SimulatedConnection;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.ConnectionView.Missing;
import dev.omnibridge.operator.reconcile.ConnectionView.Usable;
import dev.omnibridge.operator.reconcile.References.Content;
import dev.omnibridge.operator.reconcile.References.Kind;
import dev.omnibridge.operator.reconcile.WriteCause;
import dev.omnibridge.operator.status.StatusEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectionReconciliationTest {

    private static final String OTHER_ACCOUNT = "0d6c1ad4-7b1e-4a43-8f0c-4a3a3f0c9a55";

    private final SimulatedConnection simulated = new SimulatedConnection();
    private final FixedReferences references = new FixedReferences();
    private final FakeCluster kubernetes = new FakeCluster();
    private final OperatorMetrics metrics = new OperatorMetrics();
    private final OmniConnection connection = Connections.connection(
            SimulatedConnection.NAME,
            Connections.spec().endpoint(simulated.omni.endpoint()).build());
    private final ConnectionReconciliation reconciliation = new ConnectionReconciliation(
            new ConnectionReconciliation.Ports(
                    references, kubernetes, kubernetes, kubernetes, kubernetes, metrics, simulated.time),
            simulated.registry,
            new ConnectionReconciliation.Rules(
                    "prod",
                    FixedReferences.NAMESPACE,
                    true,
                    new OperatorEnvironment(Optional.empty(), Optional.empty())));

    @AfterEach
    void end() {
        simulated.close();
    }

    @Test
    void theFirstContactIsPinnedAndThenTheConnectionIsUsable() {
        reachReady();

        OmniConnectionStatus status = connection.getStatus();
        assertThat(status.omni()).extracting(OmniServer::accountId).isEqualTo(SimulatedConnection.ACCOUNT);
        assertThat(status.identity())
                .extracting(ServiceAccountIdentity::role, ServiceAccountIdentity::keyExpiresAt)
                .containsExactly("Admin", simulatedKey().expiry().toString());
        assertThat(simulated.registry.view(SimulatedConnection.NAME)).isInstanceOf(Usable.class);
    }

    @Test
    @DisplayName("R33: a settled connection writes no status and calls nothing")
    void aSettledConnectionIsQuiet() {
        reachReady();
        simulated.time.jump(Duration.ofMinutes(1));
        reconciliation.reconcile(connection);
        int writes = kubernetes.statusWrites;
        long calls = simulated.omni.writeLog().calls().total();

        for (int i = 0; i < 20; i++) {
            reconciliation.reconcile(connection);
        }

        assertThat(kubernetes.statusWrites).isEqualTo(writes);
        assertThat(simulated.omni.writeLog().calls().total()).isEqualTo(calls);
    }

    @Test
    @DisplayName("R58: a connection that nothing happens to comes to rest: its passes wake no passes")
    void passesComeToRest() {
        reachReady();
        AtomicInteger passes = new AtomicInteger();
        simulated.wakes(() -> {
            passes.incrementAndGet();
            reconciliation.reconcile(connection);
        });

        reconciliation.reconcile(connection);

        AtomicInteger seen = new AtomicInteger(-1);
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> passes.get() == seen.getAndSet(passes.get()));
        assertThat(passes).hasValueLessThan(3);
    }

    @Test
    @DisplayName("R58: an Omni that is away for a moment is written nowhere")
    void aShortOutageIsNotTold() {
        reachReady();
        int writes = kubernetes.statusWrites;
        simulated.omni.stopServer();
        await().until(() ->
                simulated.registry.health(SimulatedConnection.NAME).check() instanceof AccountCheck.Unreachable);

        reconciliation.reconcile(connection);

        assertThat(kubernetes.statusWrites).isEqualTo(writes);
        assertThat(connection.getStatus().identity())
                .extracting(ServiceAccountIdentity::role)
                .isEqualTo("Admin");
    }

    @Test
    @DisplayName("R47: another account stays the reason, also when nothing of it has been followed for long")
    void anotherAccountStaysTheReason() {
        reachReady();
        simulated.omni.pretendToBe(OTHER_ACCOUNT, "other");
        simulated.omni.faults().dropWatches();
        awaitReason("Ready", "AccountChanged");

        simulated.time.jump(Duration.ofMinutes(10));
        reconciliation.reconcile(connection);

        assertThat(condition("Ready").reason()).isEqualTo("AccountChanged");
        assertThat(condition("Reachable").status()).isEqualTo(ConditionStatus.TRUE);
    }

    @Test
    @DisplayName("R47: another account is told, its identity is not taken over, and nothing is pinned anew")
    void anotherAccountIsTold() {
        reachReady();
        simulated.omni.pretendToBe(OTHER_ACCOUNT, "other");
        simulated.omni.faults().dropWatches();

        awaitReason("Ready", "AccountChanged");

        assertThat(condition("Ready").status()).isEqualTo(ConditionStatus.FALSE);
        assertThat(condition("Stalled").status()).isEqualTo(ConditionStatus.TRUE);
        assertThat(connection.getStatus().omni())
                .extracting(OmniServer::accountId)
                .isEqualTo(SimulatedConnection.ACCOUNT);
    }

    @Test
    @DisplayName(
            "R47: approved by its token, the other account is pinned, and the first one would have to be approved again")
    void anotherAccountIsApproved() {
        reachReady();
        simulated.omni.pretendToBe(OTHER_ACCOUNT, "other");
        simulated.omni.faults().dropWatches();
        awaitReason("Ready", "AccountChanged");
        String message = condition("Ready").message();
        String token = message.substring(message.indexOf("account:"), message.lastIndexOf(" on this"));

        connection.getMetadata().setAnnotations(Map.of("omnibridge.dev/approve", token));

        awaitReason("Ready", "Ready");
        assertThat(connection.getStatus().omni())
                .extracting(OmniServer::accountId)
                .isEqualTo(OTHER_ACCOUNT);
        simulated.omni.pretendToBe(SimulatedConnection.ACCOUNT, "acme");
        simulated.omni.faults().dropWatches();
        awaitReason("Ready", "AccountChanged");
    }

    @Test
    @DisplayName("R07: a Secret that is gone is a reason with the way out, and the connection heals when it is back")
    void aMissingSecretIsTold() {
        reachReady();
        references.with(Kind.SECRET, Connections.SECRET, new Content.Absent());
        reconciliation.reconcile(connection);

        assertThat(condition("CredentialsValid").reason()).isEqualTo("SecretNotFound");
        assertThat(condition("CredentialsValid").message()).contains("Secret omnibridge/omni", "create it");
        assertThat(condition("Stalled").status()).isEqualTo(ConditionStatus.FALSE);
        simulated.time.jump(Duration.ofMinutes(2));
        reconciliation.reconcile(connection);
        assertThat(condition("Stalled").status()).isEqualTo(ConditionStatus.TRUE);
        assertThat(kubernetes.events)
                .extracting(StatusEvent::reason)
                .containsExactly("Ready", "Connected", "SecretNotFound");

        reachReady();
    }

    @Test
    void whatAnAccountHoldsIsCountedByClaim() {
        reachReady();
        write(cluster("ours")
                .withAnnotation(ClaimKeys.OWNER, "prod/OmniCluster/a/ours")
                .withAnnotation(ClaimKeys.OWNER_UID, "uid-1"));
        write(cluster("left")
                .withAnnotation(ClaimKeys.OWNER, "prod/OmniCluster/a/left")
                .withAnnotation(ClaimKeys.OWNER_UID, "uid-gone"));
        write(cluster("released").withAnnotation(ClaimKeys.RELEASED, "prod/OmniCluster/a/released@uid-old"));
        write(cluster("other")
                .withAnnotation(ClaimKeys.OWNER, "production/OmniCluster/a/other")
                .withAnnotation(ClaimKeys.OWNER_UID, "uid-2"));
        write(cluster("nobodys"));
        kubernetes.uids.add("uid-1");
        simulated.time.jump(ChangeRouter.BETWEEN_COUNTERS.plusSeconds(1));

        reconciliation.reconcile(connection);

        assertThat(connection.getStatus().clusters()).isEqualTo(new ConnectionClusters(2, 3));
        assertThat(connection.getStatus().orphans())
                .isEqualTo(new ObjectCount(2, List.of("Cluster/left", "Cluster/released")));
        assertThat(metrics.page()).contains("kind=\"Cluster\"} 2.0", "kind=\"MachineSet\"} 0.0");
    }

    @Test
    void countersAreNotWrittenTwiceWithinTenSeconds() {
        reachReady();
        write(cluster("new"));

        var pass = reconciliation.reconcile(connection);

        assertThat(connection.getStatus().clusters()).isEqualTo(new ConnectionClusters(0, 0));
        assertThat(pass.lookAgainAfter())
                .hasValueSatisfying(
                        after -> assertThat(after).isBetween(Duration.ofSeconds(1), ChangeRouter.BETWEEN_COUNTERS));
    }

    @Test
    void aConnectionInUseStaysUntilNobodyUsesIt() {
        reachReady();
        kubernetes.users = 2;
        reconciliation.reconcile(connection);
        assertThat(connection.getMetadata().getFinalizers()).containsExactly("omnibridge.dev/finalizer");

        connection.getMetadata().setDeletionTimestamp("2026-11-20T10:00:00Z");
        reconciliation.reconcile(connection);
        assertThat(condition("Deleting").reason()).isEqualTo("InUse");
        assertThat(simulated.registry.view(SimulatedConnection.NAME)).isInstanceOf(Usable.class);

        kubernetes.users = 0;
        reconciliation.reconcile(connection);
        assertThat(connection.getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void theStatusThatIsWrittenNeverMentionsTheReleases() {
        Release release = new Release("demo", null, 5, 1, 7L, "2026-11-20T10:00:00Z");
        connection.setStatus(
                OmniConnectionStatusBuilder.builder().releases(List.of(release)).build());

        reachReady();

        assertThat(kubernetes.written.getLast().releases()).isNull();
        assertThat(connection.getStatus().releases()).containsExactly(release);
    }

    @Test
    void aStatusThatCouldNotBeWrittenIsTriedAgain() {
        kubernetes.refusesStatus = true;

        assertThat(reconciliation.reconcile(connection).lookAgainAfter()).isPresent();
    }

    @Test
    void aConnectionThatIsGoneIsForgotten() {
        reachReady();

        reconciliation.gone(connection);

        assertThat(references.referredBy(ConnectionReconciliation.reader(SimulatedConnection.NAME)))
                .isEmpty();
        assertThat(simulated.registry.management(SimulatedConnection.NAME)).isEmpty();
    }

    @Test
    void aPassThatMeetsTheEndOfItsConnectionLeavesNothingBehind() {
        references.withSecret(Connections.SECRET, "OMNI_SERVICE_ACCOUNT_KEY", simulated.omni.serviceAccountKey());
        kubernetes.connectionStands = false;

        reconciliation.reconcile(connection);

        assertThat(simulated.registry.view(SimulatedConnection.NAME)).isInstanceOf(Missing.class);
        assertThat(references.referredBy(ConnectionReconciliation.reader(SimulatedConnection.NAME)))
                .isEmpty();
    }

    private void reachReady() {
        references.withSecret(Connections.SECRET, "OMNI_SERVICE_ACCOUNT_KEY", simulated.omni.serviceAccountKey());
        awaitReason("Ready", "Ready");
        await().until(() -> simulated.registry.view(SimulatedConnection.NAME) instanceof Usable);
        simulated.time.jump(ChangeRouter.BETWEEN_COUNTERS.plusSeconds(1));
        reconciliation.reconcile(connection);
    }

    private void awaitReason(String type, String reason) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            reconciliation.reconcile(connection);
            assertThat(condition(type).reason()).isEqualTo(reason);
        });
    }

    private Condition condition(String type) {
        return Optional.ofNullable(connection.getStatus().conditions()).stream()
                .flatMap(List::stream)
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private ServiceAccountKey simulatedKey() {
        return ServiceAccountKey.decode(simulated.omni.serviceAccountKey());
    }

    private void write(Resource<?> resource) {
        ((Usable) simulated.registry.view(SimulatedConnection.NAME))
                .writer()
                .write(new Operation.Create(resource, List.of()), new WriteCause("test", 1));
    }

    private static Resource<ClusterSpec> cluster(String id) {
        return Resource.of(
                ResourceTypes.CLUSTERS,
                id,
                ClusterSpec.newBuilder()
                        .setTalosVersion("1.13.8")
                        .setKubernetesVersion("1.34.5")
                        .build());
    }
}
