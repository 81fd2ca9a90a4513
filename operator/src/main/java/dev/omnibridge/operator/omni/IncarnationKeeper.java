package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.operator.plan.Tokens;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes sure that no other management cluster writes to the account under our instance name. The record in Omni is changed with the first write of
 * this process and watched from then on: at rest it costs nothing. Whoever had it and finds it taken contests it, and then neither writes.
 */
final class IncarnationKeeper {

    /** By then a process elsewhere that had the record has contested it; removals wait that long after it was taken. */
    static final Duration CONTEST = Duration.ofSeconds(2);

    private static final Duration AN_ANSWER = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;

    private final String connection;
    private final StateClient state;
    private final Incarnations incarnations;
    private final ConnectionTools tools;
    private final Listener listener;

    /** One decision at a time; calls are made under it. */
    private final ReentrantLock deciding = new ReentrantLock();

    private volatile Set<String> approvals = Set.of();
    private volatile Optional<Finding> conflict = Optional.empty();
    /** Whether the conflict was found while standing by, when nothing is written. */
    private volatile boolean isUnanswered;
    /** Whether the record, or that there is none, was seen once. */
    private volatile boolean isJudged;
    /** The id that the record had when it was last seen to be ours. */
    private volatile Optional<String> held = Optional.empty();
    /** How often the mirror showed another record than the one that is held, or none. */
    private final AtomicLong doubts = new AtomicLong();
    /** The last of these doubts that a judgement has ended; what an older record said, or an unanswered question, ends none. */
    private final AtomicLong settled = new AtomicLong();
    /** When this process took it; empty before its first write. */
    private volatile Optional<Instant> takenAt = Optional.empty();

    /** Hears of what the record says. */
    interface Listener {

        /** Omni answered with this record. */
        void stored(Resource<?> record);

        /** Whether there is a conflict has changed. */
        void news();
    }

    IncarnationKeeper(
            String connection, StateClient state, Incarnations incarnations, ConnectionTools tools, Listener listener) {
        this.connection = connection;
        this.state = state;
        this.incarnations = incarnations;
        this.tools = tools;
        this.listener = listener;
    }

    String recordId() {
        return Incarnation.recordId(incarnations.instance());
    }

    /** Whether it is known by now whether there is a conflict. */
    boolean isJudged() {
        return isJudged;
    }

    /** Why nothing may be written, if another cluster has the record. */
    Optional<Finding> conflict() {
        return conflict;
    }

    /** Tokens on the connection; the record is looked at again if they are others, or if this process may answer a conflict only now. */
    void approve(Set<String> tokens) {
        boolean isNews = !tokens.equals(approvals) || (isUnanswered && isLeading());
        approvals = Set.copyOf(tokens);
        if (isNews && conflict.isPresent()) {
            tools.executor().execute(this::readAndJudge);
        }
    }

    /** The mirror shows this record, or that there is none. Does not block. */
    void shows(Optional<Resource<MachineLabelsSpec>> record) {
        boolean isOurs = record.map(Incarnation::of).filter(this::isHeld).isPresent();
        long doubt = isOurs ? doubts.get() : doubts.incrementAndGet();
        tools.executor().execute(() -> judgeOrTryAgain(record, doubt));
    }

    /**
     * Makes sure before a write that the record is ours.
     *
     * @param removes whether the write could do harm that nothing mends: then a contest is waited for
     * @throws OmniException if it is not, or can't be asked
     */
    void require(boolean removes) {
        refuse();
        long doubt = doubts.get();
        if (takenAt.isPresent() && settled.get() < doubt) {
            decide(() -> judge(stored(), false), doubt);
            refuse();
        }
        if (takenAt.isEmpty()) {
            take();
        }
        Duration left =
                takenAt.map(at -> Duration.between(now(), at.plus(CONTEST))).orElse(Duration.ZERO);
        if (removes && left.isPositive()) {
            await(left);
        }
        refuse();
    }

    private void take() {
        long doubt = doubts.get();
        decide(
                () -> {
                    for (int attempt = 0; attempt < ATTEMPTS && takenAt.isEmpty(); attempt++) {
                        try {
                            judge(stored(), true);
                        } catch (OmniException.AlreadyExists | OmniException.VersionConflict e) {
                            if (attempt == ATTEMPTS - 1) {
                                throw e;
                            }
                        }
                    }
                },
                doubt);
        refuse();
    }

    private void readAndJudge() {
        long doubt = doubts.get();
        try {
            judgeOrTryAgain(stored(), doubt);
        } catch (OmniException e) {
            tools.scheduler().after(AGAIN, () -> tools.executor().execute(this::readAndJudge));
        }
    }

    private Optional<Resource<MachineLabelsSpec>> stored() {
        return state.getStored(ResourceTypes.MACHINE_LABELS, recordId(), AN_ANSWER);
    }

    private void judgeOrTryAgain(Optional<Resource<MachineLabelsSpec>> record, long doubt) {
        try {
            decide(() -> judge(record, false), doubt);
        } catch (OmniException e) {
            // in the meantime a write makes sure for itself
            tools.scheduler().after(AGAIN, () -> tools.executor().execute(this::readAndJudge));
        }
    }

    /** @param doubt the last one that this decision ends, if it comes about */
    private void decide(Runnable decision, long doubt) {
        deciding.lock();
        Optional<Finding> before = conflict;
        boolean wasJudged = isJudged;
        boolean isNews;
        try {
            decision.run();
            isJudged = true;
            settled.accumulateAndGet(doubt, Math::max);
        } finally {
            isNews = !conflict.equals(before) || isJudged != wasJudged;
            deciding.unlock();
            if (isNews) {
                listener.news();
            }
        }
    }

    /** @param takes whether a record that is ours, or nobody's, is taken for this process */
    private void judge(Optional<Resource<MachineLabelsSpec>> record, boolean takes) {
        if (record.isEmpty()) {
            // never made, or lost: the next write makes it
            held = Optional.empty();
            takenAt = Optional.empty();
            conflict = Optional.empty();
            if (takes) {
                write(record);
            }
            return;
        }
        Incarnation found = Incarnation.of(record.get());
        boolean isAsWeKnow = isHeld(found);
        if (isAsWeKnow && !takes) {
            conflict = Optional.empty();
            return;
        }
        String token = Tokens.instance(connection, found.id(), record.get().version());
        boolean isApproved = approvals.contains(token) && isLeading();
        if (isApproved || isAsWeKnow || (!found.isContested() && isKnown(found.id()))) {
            held = Optional.of(found.id());
            conflict = Optional.empty();
            if (takes || isApproved) {
                write(record);
            }
            return;
        }
        boolean wasTakenFromUs = held.isPresent() && !held.get().equals(found.id()) && !found.isContested();
        takenAt = Optional.empty();
        conflict = Optional.of(finding(found, token));
        isUnanswered = !isLeading();
        if (isUnanswered) {
            // that is for the leader, and if it is gone by then, for this process as the next one
            return;
        }
        held = Optional.empty();
        if (wasTakenFromUs) {
            contest(record.get(), found);
        }
    }

    private void write(Optional<Resource<MachineLabelsSpec>> record) {
        String id = incarnations.ids().get();
        remember(id);
        Resource<MachineLabelsSpec> stored =
                stored(record, Incarnation.fresh(id, incarnations.by() + " since " + now()));
        held = Optional.of(id);
        takenAt = Optional.of(now());
        listener.stored(stored);
    }

    private void contest(Resource<MachineLabelsSpec> record, Incarnation found) {
        Incarnation contested = found.contested();
        Resource<MachineLabelsSpec> stored = stored(Optional.of(record), contested);
        // the token is for the record as it is now
        conflict = Optional.of(finding(contested, Tokens.instance(connection, contested.id(), stored.version())));
        listener.stored(stored);
    }

    private Resource<MachineLabelsSpec> stored(Optional<Resource<MachineLabelsSpec>> record, Incarnation incarnation) {
        Resource<MachineLabelsSpec> next = incarnation.record(incarnations.instance(), record);
        return record.isPresent() ? state.update(next) : state.create(next);
    }

    private Finding finding(Incarnation found, String token) {
        return new Finding(
                Reason.INSTANCE_CONFLICT,
                "another operator with the instance name %s works in this account: %s%s. Nothing is written through this connection. If this is a clone, or another operator, give it an instance name of its own; if the other one has ended for good, %s on this OmniConnection"
                        .formatted(
                                incarnations.instance(),
                                found.by(),
                                found.isContested() ? ", and both have stopped" : "",
                                Tokens.howToApprove(token)));
    }

    private boolean isHeld(Incarnation found) {
        return !found.isContested() && held.equals(Optional.of(found.id()));
    }

    private boolean isKnown(String id) {
        try {
            return incarnations.memory().known().contains(id);
        } catch (IncarnationMemory.Unanswered e) {
            throw new OmniException.Cancelled(
                    "the management cluster does not say which records are its own: " + e.getMessage(), e);
        }
    }

    private void remember(String id) {
        try {
            incarnations.memory().remember(id);
        } catch (IncarnationMemory.Unanswered e) {
            throw new OmniException.Cancelled(
                    "the management cluster can't remember the record of its own: " + e.getMessage(), e);
        }
    }

    private void await(Duration left) {
        Object monitor = new Object();
        Instant end = now().plus(left);
        tools.scheduler().after(left, () -> {
            synchronized (monitor) {
                monitor.notifyAll();
            }
        });
        synchronized (monitor) {
            try {
                for (Duration rest = left; rest.isPositive(); rest = Duration.between(now(), end)) {
                    tools.scheduler().await(monitor, rest);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OmniException.Cancelled("interrupted while a removal waited", e);
            }
        }
    }

    private boolean isLeading() {
        return incarnations.leadership().isHeld();
    }

    private void refuse() {
        if (!isLeading()) {
            throw new OmniException.Cancelled(
                    "this process does not lead any more, and another one may be at work", null);
        }
        if (conflict.isPresent()) {
            throw new OmniException.Cancelled(conflict.get().message(), null);
        }
    }

    private Instant now() {
        return tools.scheduler().now();
    }
}
