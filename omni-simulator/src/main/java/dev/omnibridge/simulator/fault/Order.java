package dev.omnibridge.simulator.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fault that was ordered: it strikes until it is lifted or has struck as often as ordered. */
public final class Order {

    /** What a fault does to a call. */
    sealed interface Effect {
        /** Ends the call without running it. */
        record Refuse(io.grpc.Status status) implements Effect {}

        /** Runs the call later. */
        record Delay(Duration real) implements Effect {}

        /** Runs the call and tells the client that it failed. */
        record LoseAnswer(io.grpc.Status status) implements Effect {}

        /** Lets somebody else write the resource just before the call. */
        record WriteBefore() implements Effect {}

        /** Lets the checks before an upgrade find something. */
        record Objection(String reason) implements Effect {}

        /** Lets watches stay open and silent. */
        record Stall() implements Effect {}
    }

    private final Calls calls;
    private final Effect effect;
    private final Runnable onLift;
    private final CountDownLatch lifted = new CountDownLatch(1);
    private long left;
    private long hits;

    Order(Calls calls, Effect effect, long times, Runnable onLift) {
        this.calls = calls;
        this.effect = effect;
        this.left = times;
        this.onLift = onLift;
    }

    /** Ends the fault; calls that it delays go on at once. */
    public void lift() {
        lifted.countDown();
        onLift.run();
    }

    /** How often it has struck. */
    public synchronized long hits() {
        return hits;
    }

    /** Whether it is for this call; if so, that counts as a strike. */
    synchronized boolean strikes(Call call) {
        if (left == 0 || lifted.getCount() == 0 || !calls.contain(call)) {
            return false;
        }
        left--;
        hits++;
        return true;
    }

    /** Whether it is for this call, without counting. */
    boolean isFor(Call call) {
        return lifted.getCount() > 0 && calls.contain(call);
    }

    boolean isLifted() {
        return lifted.getCount() == 0;
    }

    Effect effect() {
        return effect;
    }

    void awaitLift(Duration atMost) throws InterruptedException {
        if (lifted.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return; // lifted early, which is as good as the end of the delay
        }
    }
}
