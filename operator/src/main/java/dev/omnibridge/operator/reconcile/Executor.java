package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.view.ClusterSlice;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out a decision: the only step of a pass that writes to Omni. Nothing is made or claimed before the live object was read again, no claim is given up
 * before all live objects were, and no machine is let go, by a removal or by a smaller set, before that and before the brake has it in its ledger.
 */
public final class Executor {

    /** When it is looked at again whether what Omni did not find is really gone. */
    private static final Duration WHETHER_IT_IS_GONE = Duration.ofSeconds(5);

    private final LiveObjects live;
    private final ConnectionLedger ledger;
    private final WriteFailure.Table failureTable;
    private final Meters meters;
    private final RefusedWrites refused;

    public Executor(
            LiveObjects live,
            ConnectionLedger ledger,
            WriteFailure.Table failureTable,
            Meters meters,
            InstantSource clock) {
        this.live = live;
        this.ledger = ledger;
        this.failureTable = failureTable;
        this.meters = meters;
        this.refused = new RefusedWrites(clock);
    }

    /** The object is gone. */
    void forget(String uid) {
        refused.keepOnly(uid, List.of());
    }

    /** How the execution ended. */
    public sealed interface Result {

        /**
         * Every operation was tried, as far as the connection held.
         *
         * @param triesAgain whether a failure was among them that may pass by itself
         * @param rest when to look again at the latest: some rest because Omni refused them before, or may not be gone yet
         */
        record Tried(Outcome outcome, boolean triesAgain, Optional<Duration> rest) implements Result {}

        /** Object or ledger changed since the decision; nothing was written and the decision has to be made again. */
        record Outdated() implements Result {}
    }

    /**
     * What a decision was made from and is compared with again before machines are let go.
     *
     * @param others other custom resources that had a say: the OmniCluster of a set, the sets of a cluster, the OmniConnection
     * @param missing a custom resource that would have had a say and was not there: the OmniCluster of a set, known by its name
     * @param inOmni the cluster as the mirror showed it
     * @param ledger what the connection remembered
     * @param isLive whether the object is what the API server has just answered, and not what an informer shows
     */
    public record Basis(
            List<Seen> others,
            Optional<? extends CustomResource<?, ?>> missing,
            ClusterSlice inOmni,
            Ledger ledger,
            boolean isLive) {
        public Basis {
            others = List.copyOf(others);
        }
    }

    /**
     * A custom resource that had a say.
     *
     * @param sight of the state that counted, as {@link Lifecycle#sight}: of a connection others keep what it said
     */
    public record Seen(CustomResource<?, ?> object, String sight) {
        static Seen of(CustomResource<?, ?> object) {
            return new Seen(object, Lifecycle.sight(object));
        }
    }

    /**
     * Tries every operation of the decision, in order.
     *
     * @throws OmniException if Omni can't be asked before something is removed; nothing was written then
     */
    public Result apply(
            CustomResource<?, ?> object, Decision decision, Basis basis, String connection, OmniWriter omni) {
        boolean mayBeGone = !basis.isLive() && decision.operations().stream().anyMatch(Executor::begins);
        if (mayBeGone && !isUnchanged(Seen.of(object))) {
            return new Result.Outdated();
        }
        boolean mayRelease = decision.operations().stream().anyMatch(Operation::mayRelease)
                || !decision.reservations().releases().isEmpty();
        boolean givesUp = decision.operations().stream().anyMatch(Executor::givesUp);
        if ((mayRelease || givesUp) && !isUnchanged(object, basis)) {
            return new Result.Outdated();
        }
        if (mayRelease && !omni.isComplete(basis.inOmni())) {
            return new Result.Outdated();
        }
        String uid = object.getMetadata().getUid();
        String wish = Lifecycle.wish(object);
        Map<Operation, RefusedWrites.Resting> resting = resting(uid, wish, decision.operations());
        // what rests is not sent, and so not counted once more
        boolean isAnySent = decision.operations().stream().anyMatch(operation -> !resting.containsKey(operation));
        if (isAnySent
                && !decision.reservations().isEmpty()
                && !ledger.reserve(connection, basis.ledger(), decision.reservations())) {
            return new Result.Outdated();
        }
        WriteCause cause = new WriteCause(nameOf(object), object.getMetadata().getGeneration());
        List<Operation> applied = new ArrayList<>();
        List<WriteFailure> failures = new ArrayList<>();
        Optional<Duration> rest = Optional.empty();
        for (Operation operation : decision.operations()) {
            if (operation.mayRelease() && !failures.isEmpty()) {
                // what goes may only go because something else came: that has to go through first
                break;
            }
            Optional<RefusedWrites.Resting> rests = Optional.ofNullable(resting.get(operation));
            Optional<OmniException> failure =
                    rests.isPresent() ? Optional.empty() : write(operation, cause, connection, omni);
            // Omni removes parts of what it tears down by itself, often before us; but its cache may only not know what
            // is
            // there, and then no event would come
            boolean isSaidToBeGone = removes(operation)
                    && failure.filter(OmniException.NotFound.class::isInstance).isPresent();
            if (rests.isPresent()) {
                failures.add(rests.get().failure());
                rest = soonest(rest, rests.get().left());
            } else if (failure.isPresent() && !isSaidToBeGone) {
                failures.add(failed(uid, wish, operation, failure.get()));
            } else {
                rest = isSaidToBeGone ? soonest(rest, WHETHER_IT_IS_GONE) : rest;
                applied.add(operation);
                continue;
            }
            if (isFoundation(operation)
                    || failure.filter(f -> !concernsOnlyThis(f)).isPresent()) {
                break;
            }
        }
        refused.keepOnly(
                uid,
                decision.operations().stream()
                        .filter(operation -> !applied.contains(operation))
                        .toList());
        return new Result.Tried(
                new Outcome(
                        applied, failures.stream().map(WriteFailure::finding).toList()),
                failures.stream().anyMatch(failure -> failure.next() == WriteFailure.Next.RETRY),
                rest);
    }

    private Map<Operation, RefusedWrites.Resting> resting(String uid, String wish, List<Operation> operations) {
        Map<Operation, RefusedWrites.Resting> resting = new HashMap<>();
        operations.forEach(
                operation -> refused.resting(uid, wish, operation).ifPresent(rests -> resting.put(operation, rests)));
        return resting;
    }

    private static Optional<Duration> soonest(Optional<Duration> one, Duration other) {
        return Optional.of(one.filter(duration -> duration.compareTo(other) < 0).orElse(other));
    }

    private WriteFailure failed(String uid, String wish, Operation operation, OmniException failure) {
        WriteFailure weighed = failureTable.of(failure, operation);
        if (weighed.next() != WriteFailure.Next.RETRY) {
            refused.refused(uid, wish, operation, weighed);
        }
        return weighed;
    }

    private Optional<OmniException> write(Operation operation, WriteCause cause, String connection, OmniWriter omni) {
        Optional<OmniException> failure = sent(operation, cause, omni);
        meters.wrote(connection, operation, failure.isEmpty());
        return failure;
    }

    private static Optional<OmniException> sent(Operation operation, WriteCause cause, OmniWriter omni) {
        try {
            omni.write(operation, cause);
            return Optional.empty();
        } catch (OmniException e) {
            return Optional.of(e);
        }
    }

    private boolean isUnchanged(CustomResource<?, ?> object, Basis basis) {
        return isUnchanged(Seen.of(object))
                && basis.others().stream().allMatch(this::isUnchanged)
                && basis.missing().filter(named -> !live.isAbsent(named)).isEmpty();
    }

    /**
     * A spec, pause, approval, deletion mark or incarnation that differs from what was decided on forbids to remove anything. Each kind comes from an informer
     * of its own, so the deletion of a set may be seen before the policy or pause that its cluster got earlier.
     */
    private boolean isUnchanged(Seen seen) {
        return live.reread(seen.object())
                .filter(now -> Lifecycle.sight(now).equals(seen.sight()))
                .isPresent();
    }

    /** What an object that is gone by now begins in Omni would belong to nobody, and a stale informer shows it as long as it likes. */
    private static boolean begins(Operation operation) {
        return switch (operation) {
            case Operation.Create _ -> true;
            case Operation.Update update ->
                update.claim() == ClaimChange.TAKEN || update.claim() == ClaimChange.TAKEN_OVER;
            case Operation.Teardown _ -> false;
        };
    }

    /** A claim that is given up under a pause that came first would be one more that has to come back. */
    private static boolean givesUp(Operation operation) {
        return operation instanceof Operation.Update update && update.claim() == ClaimChange.RELEASED;
    }

    private static boolean removes(Operation operation) {
        return operation instanceof Operation.Teardown;
    }

    /** Whether the rest of the pass stands on it: what is in a cluster or set that was not made would land in somebody else's of that id. */
    private static boolean isFoundation(Operation operation) {
        ResourceType<?> type = operation.resource().type();
        return operation instanceof Operation.Create
                && (type.equals(ResourceTypes.CLUSTERS) || type.equals(ResourceTypes.MACHINE_SETS));
    }

    /** Whether other writes may still go through; one dead line is not tried again for each of a hundred nodes. */
    private static boolean concernsOnlyThis(OmniException failure) {
        return switch (failure) {
            case OmniException.Unavailable e -> false;
            case OmniException.DeadlineExceeded e -> false;
            case OmniException.Unauthenticated e -> false;
            case OmniException.EulaNotAccepted e -> false;
            case OmniException.Cancelled e -> false;
            case OmniException.NotFound e -> true;
            case OmniException.AlreadyExists e -> true;
            case OmniException.VersionConflict e -> true;
            case OmniException.PhaseConflict e -> true;
            case OmniException.PendingFinalizers e -> true;
            case OmniException.OwnerConflict e -> true;
            case OmniException.ValidationFailed e -> true;
            case OmniException.PermissionDenied e -> true;
            case OmniException.TooLarge e -> true;
            case OmniException.Unsupported e -> true;
            case OmniException.Unexpected e -> true;
        };
    }

    private static String nameOf(CustomResource<?, ?> object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
