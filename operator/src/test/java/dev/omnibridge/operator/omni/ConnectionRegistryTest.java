package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.kubeconfig.KubeconfigWish;
import dev.omnibridge.operator.kubeconfig.TokenSource;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.ConnectionView.ForDeletionsOnly;
import dev.omnibridge.operator.reconcile.ConnectionView.NotReady;
import dev.omnibridge.operator.reconcile.ConnectionView.Usable;
import dev.omnibridge.simulator.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {

    private SimulatedConnection connection = SimulatedConnection.usable();

    @AfterEach
    void end() {
        connection.close();
    }

    @Test
    void aUsableConnectionKnowsItsAccountAndHasReadEverything() {
        Usable view = connection.awaitView(Usable.class);

        assertThat(view.facts().accountId()).isEqualTo(SimulatedConnection.ACCOUNT);
        assertThat(view.facts().accountName()).isEqualTo("acme");
        assertThat(view.snapshot().bootstrapped()).isTrue();
        assertThat(view.snapshot().kind(ResourceTypes.TALOS_VERSIONS).all()).isNotEmpty();
    }

    @Test
    void nothingIsPlannedBeforeTheStatusPinsTheAccount() {
        connection.close();
        connection = new SimulatedConnection();
        connection.configure(connection.known(connection.omni.serviceAccountKey()), Optional.empty());

        await().until(() ->
                connection.registry.health(SimulatedConnection.NAME).check() instanceof AccountCheck.Passed);

        assertThat(connection.view())
                .isInstanceOfSatisfying(
                        NotReady.class,
                        view -> assertThat(view.finding().reason()).isEqualTo(Reason.CONNECTION_PENDING));
    }

    @Test
    void aWriteIsInTheNextSnapshotBeforeItsEventComes() {
        Usable view = connection.awaitView(Usable.class);

        Resource<?> stored = view.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE);

        Usable next = (Usable) connection.view();
        assertThat(next.snapshot().kind(ResourceTypes.CLUSTERS).get("demo"))
                .map(Resource::version)
                .contains(stored.version());
        assertThat(next.writer().isConfirmedAbsent(ResourceTypes.CLUSTERS, "demo"))
                .isFalse();
        assertThat(next.writer().isConfirmedAbsent(ResourceTypes.CLUSTERS, "other"))
                .isTrue();
    }

    @Test
    @DisplayName(
            "R47: another, empty account behind the endpoint stops every write and shows no absence; back again, it"
                    + " goes on")
    void anotherAccountStopsEverything() {
        Usable before = connection.awaitView(Usable.class);
        before.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE);

        connection.omni.pretendToBe("0d6c1ad4-7b1e-4a43-8f0c-4a3a3f0c9a55", "other");
        connection.omni.faults().dropWatches();
        NotReady stopped = connection.awaitView(NotReady.class);

        assertThat(stopped.finding().reason()).isEqualTo(Reason.CONNECTION_NOT_READY);
        assertThat(stopped.finding().message()).contains("AccountChanged", "other", SimulatedConnection.ACCOUNT);
        int writes = connection.omni.writeLog().writes().size();
        assertThatThrownBy(() -> before.writer().write(Declared.create(Declared.cluster("new")), Declared.CAUSE))
                .isInstanceOf(OmniException.Cancelled.class);
        assertThat(connection.omni.writeLog().writes()).hasSize(writes);

        connection.omni.returnHome();
        Usable after = connection.awaitView(Usable.class);
        assertThat(after.snapshot().kind(ResourceTypes.CLUSTERS).get("demo")).isPresent();
        assertThat(connection.omni.writeLog().writes()).hasSize(writes);
    }

    @Test
    @DisplayName("R47: while it is not certain which account answers, the last certain snapshot is read")
    void theLastCertainSnapshotIsReadMeanwhile() {
        Usable before = connection.awaitView(Usable.class);
        before.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE);

        connection.omni.stopServer();
        await().until(() -> !((Usable) connection.view()).snapshot().live());

        Usable within = (Usable) connection.view();
        assertThat(within.snapshot().kind(ResourceTypes.CLUSTERS).get("demo")).isPresent();
        assertThatThrownBy(() -> within.writer().write(Declared.create(Declared.cluster("new")), Declared.CAUSE))
                .isInstanceOf(OmniException.class);
    }

    @Test
    void anOmniThatIsAwayForLongerThanTheGraceIsDownAndComesBack() {
        connection.omni.stopServer();
        await().until(() ->
                connection.view() instanceof Usable usable && !usable.snapshot().live());

        connection.time.jump(ConnectionViews.GRACE);
        ConnectionView.Down down = connection.awaitView(ConnectionView.Down.class);
        assertThat(down.finding().reason()).isEqualTo(Reason.CONNECTION_DOWN);

        connection.omni.startServer();
        assertThat(connection.awaitView(Usable.class).snapshot()).isNotNull();
    }

    @Test
    @DisplayName(
            "R07: a Secret that is gone leaves the last key in memory, for deletions only, once it is not just being"
                    + " replaced")
    void aLostSecretLeavesTheLastKeyForDeletions() {
        connection.configure(SimulatedConnection.lost(Reason.SECRET_NOT_FOUND));
        assertThat(connection.view()).isInstanceOf(Usable.class);

        connection.time.jump(LiveConnection.REPLACEMENT);

        assertThat(connection.view()).isInstanceOfSatisfying(ForDeletionsOnly.class, view -> {
            assertThat(view.finding().reason()).isEqualTo(Reason.CONNECTION_NOT_READY);
            assertThat(view.finding().message()).contains("SecretNotFound");
            view.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE);
        });

        connection.configure(connection.known(connection.omni.serviceAccountKey()));
        assertThat(connection.view()).isInstanceOf(Usable.class);
        assertThat(connection.clientsMade).hasValue(1);
    }

    @Test
    @DisplayName(
            "R07: an operator that never had the Secret waits for it as long as one that lost it, and then says that a person is needed")
    void aSecretThatWasNeverThereNeedsAPersonAfterAWhile() {
        connection.registry.remove(SimulatedConnection.NAME);
        connection.configure(SimulatedConnection.lost(Reason.SECRET_NOT_FOUND));
        assertThat(reasonOfNotReady()).isEqualTo(Reason.CONNECTION_PENDING);

        connection.time.jump(LiveConnection.REPLACEMENT);

        assertThat(reasonOfNotReady()).isEqualTo(Reason.CONNECTION_NOT_READY);
    }

    private Reason reasonOfNotReady() {
        return connection.awaitView(NotReady.class).finding().reason();
    }

    @Test
    void aMalformedKeyStopsAllButDeletionsAtOnce() {
        connection.configure(SimulatedConnection.lost(Reason.KEY_MALFORMED));

        assertThat(connection.view()).isInstanceOf(ForDeletionsOnly.class);
    }

    @Test
    void anotherKeyIsTakenIntoUseOverTheSameChannel() {
        String second = connection.omni.accounts().create("second", Role.OPERATOR);

        connection.configure(connection.known(second));

        await().until(() -> connection
                .registry
                .health(SimulatedConnection.NAME)
                .account()
                .filter(account -> account.identity().startsWith("second@"))
                .isPresent());
        assertThat(connection.awaitView(Usable.class)).isNotNull();
        assertThat(connection.clientsMade).hasValue(1);
    }

    @Test
    void aKeyThatIsRevokedIsFoundOutByTheFirstRefusedWrite() {
        Usable view = connection.awaitView(Usable.class);
        connection.omni.accounts().revoke("omnibridge");

        assertThatThrownBy(() -> view.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE))
                .isInstanceOf(OmniException.Unauthenticated.class);

        assertThat(connection.awaitView(NotReady.class).finding().message()).contains("KeyUnknown");
    }

    @Test
    void aKeyThatIsRevokedIsFoundOutByARefusedKubeconfig() {
        connection.awaitView(Usable.class);
        OmniTokens tokens = new OmniTokens(
                connection.registry.management(SimulatedConnection.NAME).orElseThrow(),
                Optional.empty(),
                (server, token, caPem) -> TokenSource.Acceptance.ACCEPTED,
                failure -> connection.registry.failed(SimulatedConnection.NAME, failure));
        connection.omni.accounts().revoke("omnibridge");

        assertThatThrownBy(() -> tokens.mint(
                        "demo", new KubeconfigWish("demo", "omnibridge", List.of("admins"), Duration.ofHours(1))))
                .isInstanceOf(OmniException.Unauthenticated.class);

        assertThat(connection.awaitView(NotReady.class).finding().message()).contains("KeyUnknown");
    }

    @Test
    void aRoleThatMayNotWriteIsOneFindingOfTheConnection() {
        Usable view = connection.awaitView(Usable.class);
        connection.omni.accounts().changeRole("omnibridge", Role.READER);

        assertThatThrownBy(() -> view.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE))
                .isInstanceOf(OmniException.PermissionDenied.class);

        assertThat(connection.awaitView(NotReady.class).finding().message())
                .contains("RoleTooWeak", "Reader", "Operator");
    }

    @Test
    void aKeyExpiresWithoutAnEventOfOmni() {
        connection.configure(
                connection.known(connection.omni.accounts().create("brief", Role.OPERATOR, Duration.ofSeconds(3))));

        assertThat(connection.awaitView(NotReady.class).finding().message()).contains("KeyExpired");
    }

    @Test
    void aWriteOnAnOldVersionIsRefusedAndNothingIsWritten() {
        Usable view = connection.awaitView(Usable.class);
        view.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE);
        Resource<ClusterSpec> read = ((Usable) connection.view())
                .snapshot()
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow();
        view.writer().write(Declared.label(read, "a", "1"), Declared.CAUSE);

        assertThatThrownBy(() -> view.writer().write(Declared.label(read, "a", "2"), Declared.CAUSE))
                .isInstanceOf(OmniException.VersionConflict.class);
    }

    @Test
    @DisplayName("R58: to configure what is so already tells nobody, although each pass reads the key anew")
    void theSameSettingsAgainTellNobody() {
        List<Affected> told = new CopyOnWriteArrayList<>();
        connection.router.subscribe(told::addAll);
        connection.router.everything("before");
        await().until(() -> told.contains(new Affected.Everything("before")));
        told.clear();

        connection.configure(connection.known(connection.omni.serviceAccountKey()));
        connection.router.everything("after");
        await().until(() -> told.contains(new Affected.Everything("after")));

        assertThat(told).doesNotContain(new Affected.Everything(SimulatedConnection.NAME));
    }

    @Test
    void aRemovedConnectionIsMissing() {
        connection.registry.remove(SimulatedConnection.NAME);

        assertThat(connection.view()).isEqualTo(new ConnectionView.Missing(SimulatedConnection.NAME));
    }
}
