package dev.omnibridge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConnectionClusters;
import dev.omnibridge.api.v1alpha1.ConnectionMachines;
import dev.omnibridge.api.v1alpha1.ObjectCount;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.api.v1alpha1.ServiceAccountIdentity;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.status.ConnectionCheck.Credentials;
import dev.omnibridge.operator.status.ConnectionCheck.Reach;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionStatusTest {

    private static final OmniServer SERVER = new OmniServer("1.10.4", 2, "7d1a1f3e", "acme");

    private final OmniConnection connection = new OmniConnection();
    private FirstSeen seen = FirstSeen.NOTHING;
    private Instant now = Looks.START;
    private Optional<Duration> lookAgainAfter = Optional.empty();

    ConnectionStatusTest() {
        connection.setMetadata(
                new ObjectMetaBuilder().withName("default").withGeneration(2L).build());
    }

    @Test
    void anAccountThatAnswersIsReadyAndTold() {
        OmniConnectionStatus status = report(check(new Reach.Connected(), new Credentials.Valid(), null));

        assertThat(says(status, "Ready"))
                .isEqualTo(
                        "TRUE Ready Omni 1.10.4, as omnibridge@serviceaccount.omni.sidero.dev with the role Operator");
        assertThat(says(status, "Reconciling")).startsWith("FALSE");
        assertThat(status.omni()).isEqualTo(SERVER);
        assertThat(status.machines()).isEqualTo(new ConnectionMachines(60, 58, 9, 51));
        assertThat(status.observedGeneration()).isEqualTo(2);
        assertThat(KStatus.of(false, 2, 2L, status.conditions())).isEqualTo(KStatus.CURRENT);
    }

    @Test
    void aConnectionThatWasNotCheckedIsUnknown() {
        OmniConnectionStatus status = report(ConnectionCheck.notTried());

        assertThat(says(status, "Ready")).startsWith("UNKNOWN ConnectionPending");
        assertThat(says(status, "Reachable")).startsWith("UNKNOWN NotChecked");
        assertThat(KStatus.of(false, 2, 2L, status.conditions())).isEqualTo(KStatus.IN_PROGRESS);
    }

    @ParameterizedTest
    @EnumSource(names = {"DNS_FAILED", "CONNECTION_REFUSED", "DEADLINE_EXCEEDED", "UNAVAILABLE", "WATCH_BROKEN"})
    void anEndpointThatNeverAnsweredNeedsAPersonAfterTenMinutes(Reason reason) {
        ConnectionCheck failed =
                failing(new Reach.Failed(new Finding(reason, "no answer")), new Credentials.NotChecked());

        assertThat(says(report(failed), "Reconciling")).startsWith("TRUE " + reason.text());
        assertThat(lookAgainAfter).contains(Duration.ofMinutes(10));
        now = now.plus(Duration.ofMinutes(10));
        assertThat(says(report(failed), "Stalled")).startsWith("TRUE " + reason.text());
        seen = FirstSeen.NOTHING;
        assertThat(says(report(failed), "Stalled")).as("after a restart").startsWith("TRUE");
    }

    @Test
    void anEndpointThatAnsweredOnceIsWaitedForAndItsNumbersStay() {
        report(check(new Reach.Connected(), new Credentials.Valid(), null));
        now = now.plus(Duration.ofHours(1));

        OmniConnectionStatus status = report(failing(
                new Reach.Failed(new Finding(Reason.UNAVAILABLE, "connection reset")), new Credentials.NotChecked()));

        assertThat(says(status, "Ready")).isEqualTo("FALSE Unavailable connection reset");
        assertThat(says(status, "Reconciling")).startsWith("TRUE Unavailable");
        assertThat(status.omni()).isEqualTo(SERVER);
        assertThat(status.machines()).isEqualTo(new ConnectionMachines(60, 58, 9, 51));
        assertThat(lookAgainAfter).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_NAME_MISMATCH", "TLS_UNTRUSTED", "NOT_HTTP2", "INSECURE_ENDPOINT"})
    void whatNoWaitingMendsNeedsAPersonAtOnce(Reason reason) {
        OmniConnectionStatus status =
                report(failing(new Reach.Failed(new Finding(reason, "mend it")), new Credentials.NotChecked()));

        assertThat(says(status, "Stalled")).isEqualTo("TRUE " + reason.text() + " mend it");
        assertThat(says(status, "Reconciling")).startsWith("FALSE");
    }

    @Test
    void aMissingSecretIsWaitedForTwoMinutes() {
        ConnectionCheck missing = failing(
                new Reach.NotTried(),
                new Credentials.Refused(new Finding(Reason.SECRET_NOT_FOUND, "there is no Secret omni")));

        assertThat(says(report(missing), "Reconciling")).startsWith("TRUE SecretNotFound");
        now = now.plus(Duration.ofMinutes(2));
        OmniConnectionStatus status = report(missing);
        assertThat(says(status, "Stalled")).startsWith("TRUE SecretNotFound");
        assertThat(says(status, "CredentialsValid")).startsWith("FALSE SecretNotFound");
    }

    @Test
    void anotherAccountBehindTheEndpointDoesNotReplaceThePinnedOne() {
        report(check(new Reach.Connected(), new Credentials.Valid(), null));
        Finding changed = new Finding(Reason.ACCOUNT_CHANGED, "account 99 instead of 7d1a1f3e");
        ConnectionCheck other = new ConnectionCheck(
                new Reach.Connected(),
                new Credentials.Valid(),
                Optional.of(changed),
                Optional.of(new OmniServer("1.10.4", 2, "99", "other")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                3);

        OmniConnectionStatus status = report(other);

        assertThat(says(status, "Stalled")).startsWith("TRUE AccountChanged");
        assertThat(status.omni()).isEqualTo(SERVER);
    }

    @Test
    void aConnectionInUseSaysHowManyHoldIt() {
        connection.getMetadata().setDeletionTimestamp("2026-11-20T09:00:00Z");

        OmniConnectionStatus status = report(check(new Reach.Connected(), new Credentials.Valid(), null));

        assertThat(says(status, "Ready")).startsWith("FALSE Deleting");
        assertThat(says(status, "Deleting"))
                .isEqualTo("TRUE InUse 3 objects still use this connection: delete or release them first");
    }

    @Test
    void eventsTellOfTheBrakeAndOfTheKey() {
        OmniConnectionStatus before = report(check(new Reach.Connected(), new Credentials.Valid(), null));
        OmniConnectionStatus braked =
                report(check(new Reach.Connected(), new Credentials.Valid(), "12 machines of 3 sets wait"));

        assertThat(says(braked, "ReleaseHeld")).isEqualTo("TRUE BrakeTripped 12 machines of 3 sets wait");
        assertThat(Transitions.between(before, braked))
                .containsExactly(StatusEvent.warning("BrakeTripped", "12 machines of 3 sets wait"));
        OmniConnectionStatus down = report(failing(
                new Reach.Failed(new Finding(Reason.UNAVAILABLE, "connection reset")), new Credentials.NotChecked()));
        assertThat(Transitions.between(braked, down))
                .contains(StatusEvent.warning("ConnectionDown", "connection reset"));
    }

    private OmniConnectionStatus report(ConnectionCheck check) {
        Report<OmniConnectionStatus> report = ConnectionStatusReporter.report(connection, check, seen, now);
        seen = report.remembered();
        lookAgainAfter = report.lookAgainAfter();
        connection.setStatus(report.status());
        return report.status();
    }

    private static ConnectionCheck check(Reach reach, Credentials credentials, @Nullable String brake) {
        return new ConnectionCheck(
                reach,
                credentials,
                Optional.empty(),
                Optional.of(SERVER),
                Optional.of(new ServiceAccountIdentity(
                        "omnibridge@serviceaccount.omni.sidero.dev", "Operator", "a9ca8357", "2027-08-01T00:00:00Z")),
                Optional.of(new ConnectionClusters(12, 3)),
                Optional.of(new ConnectionMachines(60, 58, 9, 51)),
                Optional.of(new ObjectCount(0, List.of())),
                Optional.ofNullable(brake),
                3);
    }

    private static ConnectionCheck failing(Reach reach, Credentials credentials) {
        ConnectionCheck nothing = ConnectionCheck.notTried();
        return new ConnectionCheck(
                reach,
                credentials,
                nothing.account(),
                nothing.server(),
                nothing.identity(),
                nothing.clusters(),
                nothing.machines(),
                nothing.orphans(),
                nothing.brake(),
                nothing.users());
    }

    private static String says(OmniConnectionStatus status, String type) {
        Condition condition = Conditions.of(status.conditions()).list().stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
        return condition.status() + " " + condition.reason() + " " + condition.message();
    }
}
