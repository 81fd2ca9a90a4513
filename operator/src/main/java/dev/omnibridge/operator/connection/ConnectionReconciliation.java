package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import dev.omnibridge.operator.connection.LedgerRecords.Recorded;
import dev.omnibridge.operator.connection.LedgerRecords.Records;
import dev.omnibridge.operator.omni.ConnectionHealth;
import dev.omnibridge.operator.omni.ConnectionRegistry;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.plan.UnknownSpec;
import dev.omnibridge.operator.reconcile.EventRecorder;
import dev.omnibridge.operator.reconcile.Finalizers;
import dev.omnibridge.operator.reconcile.Meters;
import dev.omnibridge.operator.reconcile.OwnWrites;
import dev.omnibridge.operator.reconcile.Pass;
import dev.omnibridge.operator.reconcile.References;
import dev.omnibridge.operator.reconcile.StatusWriter;
import dev.omnibridge.operator.status.ConnectionCheck;
import dev.omnibridge.operator.status.ConnectionStatusReporter;
import dev.omnibridge.operator.status.Report;
import dev.omnibridge.operator.status.Transitions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One pass over an OmniConnection: read how to get into the account, bring the registry in line, see how the account is, tell it in the status.
 * Waits for nothing: what the registry finds out later wakes the next pass.
 */
public final class ConnectionReconciliation {

    /** A moment for the change that is on its way. */
    private static final Duration SOON = Duration.ofMillis(500);

    /** As long as a broken watch is no news, so long a connection that was not checked yet after a start is none. */
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final Ports ports;
    private final Instant freshUntil;
    private final ConnectionRegistry registry;
    private final ConnectionSecrets secrets;
    private final AccessReader accessReader;
    private final Map<String, ConnectionMemory> memories = new ConcurrentHashMap<>();
    private final OwnWrites ownWrites = new OwnWrites();

    /** Everything a pass may touch beside the registry. */
    public record Ports(
            References references,
            ConnectionUsers users,
            Finalizers finalizers,
            StatusWriter statuses,
            EventRecorder events,
            Meters meters,
            Clock clock) {}

    /**
     * What is the same for all connections.
     *
     * @param instance name of this operator
     * @param namespace where credentials are read, the operator's own
     * @param allowsInsecureEndpoints whether endpoints without TLS may be used
     */
    public record Rules(
            String instance, String namespace, boolean allowsInsecureEndpoints, OperatorEnvironment environment) {}

    private final Rules rules;

    /** A reconciliation that configures this registry. */
    public ConnectionReconciliation(Ports ports, ConnectionRegistry registry, Rules rules) {
        this.ports = ports;
        this.freshUntil = ports.clock().instant().plus(GRACE);
        this.registry = registry;
        this.rules = rules;
        this.secrets = new ConnectionSecrets(rules.namespace());
        this.accessReader = new AccessReader(
                rules.namespace(),
                ports.references()::content,
                rules.environment(),
                rules.allowsInsecureEndpoints(),
                ports.clock());
    }

    /** One pass over the object as the informer shows it. */
    public Pass reconcile(OmniConnection connection) {
        Pass pass = pass(connection);
        return endIfGone(connection) ? Pass.untilEvent() : pass;
    }

    /** Where its end came in the middle of a pass, that may have begun anew what just had ended. */
    private boolean endIfGone(OmniConnection connection) {
        boolean isGone = !ports.users().stands(connection);
        if (isGone) {
            gone(connection);
        }
        return isGone;
    }

    private Pass pass(OmniConnection connection) {
        if (ownWrites.isBehind(connection, ports.clock().instant())) {
            return Pass.lookAgain(SOON);
        }
        String name = connection.getMetadata().getName();
        int users = ports.users().usersOf(name);
        boolean isLeaving = connection.getMetadata().getDeletionTimestamp() != null;
        if (isLeaving && users == 0) {
            return leave(connection);
        }
        if (!isLeaving && users > 0 && !Finalizers.isOn(connection)) {
            ports.finalizers().add(connection);
            return Pass.lookAgain(SOON);
        }
        if (users == 0 && Finalizers.isOn(connection)) {
            ports.finalizers().remove(connection);
            return Pass.lookAgain(SOON);
        }
        return report(connection, configured(connection), users);
    }

    /** What a process that does not lead does: client and mirror are kept ready for the moment in which it does. Writes nothing. */
    public void standBy(OmniConnection connection) {
        configured(connection);
        endIfGone(connection);
    }

    private Access configured(OmniConnection connection) {
        ports.references().refer(reader(connection.getMetadata().getName()), secrets.all(connection.getSpec()));
        Access access = UnknownSpec.of(connection)
                .<Access>map(Access.Forbidden::new)
                .orElseGet(() -> accessReader.read(connection.getSpec()));
        registry.configure(ConnectionPolicy.settings(connection, access));
        return access;
    }

    /** The object is gone: its client ends, and nothing it referred to is watched for it any longer. */
    public void gone(OmniConnection connection) {
        String name = connection.getMetadata().getName();
        memories.remove(connection.getMetadata().getUid());
        ownWrites.forget(connection.getMetadata().getUid());
        ports.references().refer(reader(name), Set.of());
        registry.remove(name);
        ports.meters().gone(name);
    }

    /** The certificates that this connection trusts beside the system's, PEM; kubeconfigs carry them. */
    public Optional<String> certificates(OmniConnection connection) {
        return accessReader.certificates(connection.getSpec());
    }

    /** Name under which the connection is woken by what it refers to. */
    public static String reader(String connectionName) {
        return "OmniConnection/" + connectionName;
    }

    private Pass leave(OmniConnection connection) {
        if (!Finalizers.isOn(connection)) {
            return Pass.untilEvent();
        }
        return switch (ports.finalizers().remove(connection)) {
            case DONE -> Pass.untilEvent();
            case OUTDATED -> Pass.lookAgain(SOON);
        };
    }

    private Pass report(OmniConnection connection, Access access, int users) {
        String name = connection.getMetadata().getName();
        Instant now = ports.clock().instant();
        ConnectionMemory memory =
                memories.computeIfAbsent(connection.getMetadata().getUid(), _ -> new ConnectionMemory());
        ConnectionHealth health = registry.health(name);
        Optional<AccountCounters> counters = memory.counters(
                now,
                () -> health.snapshot()
                        .map(omni -> AccountCounters.of(
                                omni, rules.instance(), ports.users().uids())));
        counters.ifPresent(counted -> ports.meters().counted(name, counted.orphansByKind()));
        ConnectionCheck check =
                CheckReport.of(access, health, counters, ports.users().heldByBrake(name), users);
        if (check.isOnItsWay() && isToldAlready(connection, now)) {
            return Pass.lookAgain(Duration.between(now, freshUntil));
        }
        Report<OmniConnectionStatus> report =
                ConnectionStatusReporter.report(connection, check, memory.firstSeen(), now);
        memory.remember(report.remembered());
        if (!isWritten(connection, withoutLedger(report.status()))) {
            return Pass.lookAgain(SOON);
        }
        // The first contact has just been pinned: from here on objects may be planned.
        registry.configure(ConnectionPolicy.settings(connection, access));
        return Stream.concat(report.lookAgainAfter().stream(), memory.countersDue(now).stream())
                .min(Duration::compareTo)
                .map(Pass::lookAgain)
                .orElseGet(Pass::untilEvent);
    }

    /** Right after a start, what the status says is newer than our knowledge: a settled connection is not written to be told so. */
    private boolean isToldAlready(OmniConnection connection, Instant now) {
        boolean isOfThisSpec = Optional.ofNullable(connection.getStatus())
                .map(OmniConnectionStatus::observedGeneration)
                .filter(observed -> observed.equals(connection.getMetadata().getGeneration()))
                .isPresent();
        return isOfThisSpec && connection.getMetadata().getDeletionTimestamp() == null && now.isBefore(freshUntil);
    }

    private boolean isWritten(OmniConnection connection, OmniConnectionStatus status) {
        boolean isSame = Optional.ofNullable(connection.getStatus())
                .map(ConnectionReconciliation::withoutLedger)
                .filter(status::equals)
                .isPresent();
        if (isSame) {
            return true;
        }
        Optional<String> version = ports.statuses().write(connection, status);
        version.ifPresent(v -> {
            Transitions.between(connection.getStatus(), status)
                    .forEach(event -> ports.events().record(connection, event));
            ownWrites.wrote(connection.getMetadata().getUid(), v, ports.clock().instant());
            connection.getMetadata().setResourceVersion(v);
            Records ledger = Recorded.of(connection).records();
            connection.setStatus(OmniConnectionStatusBuilder.builder(status)
                    .releases(ledger.releases())
                    .rollouts(ledger.rollouts())
                    .build());
        });
        return version.isPresent();
    }

    /** The ledger belongs to {@link StatusLedger} alone: a field that is never applied here can't be taken back here either. */
    private static OmniConnectionStatus withoutLedger(OmniConnectionStatus status) {
        return OmniConnectionStatusBuilder.builder(status)
                .releases(null)
                .rollouts(null)
                .build();
    }
}
