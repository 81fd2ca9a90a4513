package dev.omnibridge.simulator.world;

import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreException;
import dev.omnibridge.simulator.state.StoreListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop on which controllers and machines act, one after the other. With stepped time nothing happens until {@link #advance} or
 * {@link #runUntilIdle}, and then on the caller's thread, so that equal runs do equal things; otherwise {@link #start} gives it a thread.
 */
public final class World implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(World.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    /** More work at one moment than any world needs: controllers that answer each other for ever. */
    private static final int RESTLESS = 5_000_000;

    /** Who hears of a type; found by its name, because there are many controllers and each hears of few types. */
    private record Subscription(Controller controller, Input<?> input) {}

    private final Store store;
    private final SimulatedTime time;
    private final Duration latency;
    private final Agenda agenda = new Agenda();
    private final List<Controller> controllers = new CopyOnWriteArrayList<>();
    private final Map<String, List<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private final Map<Agenda.Task.Key, Duration> retries = new HashMap<>();
    private final ReentrantLock running = new ReentrantLock();
    private final ReentrantLock waking = new ReentrantLock();
    private final Condition changed = waking.newCondition();
    private volatile boolean closed;
    private volatile boolean paused;

    /** A world around a store, whose controllers hear of everything at once; the store's clock should be the same time. */
    public World(Store store, SimulatedTime time) {
        this(store, time, Duration.ZERO);
    }

    /**
     * A world around a store; the store's clock should be the same time.
     *
     * @param latency how long after an event controllers look at what it concerns; with some, more events join one look, as in a real Omni
     */
    public World(Store store, SimulatedTime time, Duration latency) {
        this.store = store;
        this.time = time;
        this.latency = latency;
        store.listen(new StoreListener() {
            @Override
            public void onEvent(StoreEvent<?> event) {
                noteEvent(event);
            }

            @Override
            public void onRestored() {
                controllers.forEach(World.this::noteExisting);
            }
        });
    }

    /** The state everything acts on. */
    public Store store() {
        return store;
    }

    /** The simulated time. */
    public SimulatedTime time() {
        return time;
    }

    /** The simulated moment. */
    public Instant now() {
        return time.instant();
    }

    /** Adds a controller; it gets the keys of all that exists. */
    public void register(Controller controller) {
        controllers.add(controller);
        for (Input<?> input : controller.inputs()) {
            subscriptions
                    .computeIfAbsent(input.type().name(), type -> new CopyOnWriteArrayList<>())
                    .add(new Subscription(controller, input));
        }
        noteExisting(controller);
    }

    /** Brings a key to a controller, for causes that are no event of the store. */
    public void enqueue(Controller controller, String key) {
        agenda.add(now(), controller, key);
        wake();
    }

    /** Does something after a simulated delay, on the loop. */
    public Scheduled schedule(Duration delay, Runnable action) {
        Scheduled scheduled = agenda.add(now().plus(delay), action);
        wake();
        return scheduled;
    }

    /** Starts the thread of a world whose time runs by itself; with stepped time there is nothing to start. */
    public void start() {
        if (!time.isStepped()) {
            Thread.ofPlatform().name("omni-world").daemon().start(this::loop);
        }
    }

    /** Lets controllers and machines stand still until {@link #resume}; time goes on. */
    public void pause() {
        paused = true;
    }

    /** Lets them go on, with what became due meanwhile. */
    public void resume() {
        paused = false;
        wake();
    }

    /** Does all that is due now, and all that follows from it now. Only with stepped time. */
    public void runUntilIdle() {
        advance(Duration.ZERO);
    }

    /** Moves stepped time forward and does on the way, each at its moment, what becomes due. */
    public void advance(Duration duration) {
        if (!time.isStepped()) {
            throw new IllegalStateException(
                    "this world runs by itself; build it with stepped time to advance it by hand");
        }
        Instant target = now().plus(duration);
        drain();
        for (Instant due = nextDue(target); !due.isAfter(target); due = nextDue(target)) {
            time.moveTo(due);
            drain();
        }
        time.moveTo(target);
    }

    /** When something is due next; the end of time if nothing is, or while paused. */
    public Instant nextDue() {
        return paused ? Instant.MAX : agenda.nextDue().orElse(Instant.MAX);
    }

    /** Ends the loop. */
    @Override
    public void close() {
        closed = true;
        wake();
    }

    private Instant nextDue(Instant target) {
        Instant due = nextDue();
        return due.equals(Instant.MAX) ? target.plusNanos(1) : due;
    }

    private void drain() {
        running.lock();
        try {
            for (int done = 0; !paused && !closed && runNext(); done++) {
                if (done == RESTLESS) {
                    throw new IllegalStateException("controllers don't settle: " + RESTLESS + " steps at " + now());
                }
            }
        } finally {
            running.unlock();
        }
    }

    private boolean runNext() {
        var task = agenda.take(now());
        task.ifPresent(this::run);
        return task.isPresent();
    }

    private void run(Agenda.Task task) {
        switch (task) {
            case Agenda.Task.Action(Runnable action) -> action.run();
            case Agenda.Task.Key key -> reconcile(key);
        }
    }

    private void reconcile(Agenda.Task.Key task) {
        try {
            Requeue requeue = task.controller().reconcile(task.key());
            retries.remove(task);
            if (requeue instanceof Requeue.After(Duration delay)) {
                agenda.add(now().plus(delay), task.controller(), task.key());
            }
        } catch (StoreException e) {
            // what it read is no longer so: the next look will find the new state
            Duration delay = retries.getOrDefault(task, FIRST_RETRY);
            LOG.debug("{} comes back to {} in {}: {}", task.controller().name(), task.key(), delay, e.getMessage());
            Duration next = delay.multipliedBy(2);
            retries.put(task, next.compareTo(LONGEST_RETRY) < 0 ? next : LONGEST_RETRY);
            agenda.add(now().plus(delay), task.controller(), task.key());
        }
    }

    private void loop() {
        while (!closed) {
            try {
                drain();
                await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("a controller or machine of the simulator failed; the world goes on without that step", e);
            }
        }
    }

    private void await() throws InterruptedException {
        waking.lock();
        try {
            Instant due = nextDue();
            if (closed) {
                return;
            }
            if (due.equals(Instant.MAX)) {
                changed.await();
            } else {
                long nanos = time.realDurationUntil(due).toNanos();
                if (nanos > 0) {
                    // an early return does no harm: the loop looks again
                    long left = changed.awaitNanos(nanos);
                    LOG.trace("woken with {} ns left", left);
                }
            }
        } finally {
            waking.unlock();
        }
    }

    private void noteEvent(StoreEvent<?> event) {
        Instant now = now();
        for (Subscription subscription : subscriptions.getOrDefault(event.type().name(), List.of())) {
            Controller controller = subscription.controller();
            Instant due = now.plus(latency.multipliedBy(controller.slowness()));
            subscription.input().keysOf(event).forEach(key -> agenda.add(due, controller, key));
        }
        wake();
    }

    private void noteExisting(Controller controller) {
        Instant now = now();
        for (Input<?> input : controller.inputs()) {
            input.keysOfExisting(store).forEach(key -> agenda.add(now, controller, key));
        }
        wake();
    }

    private void wake() {
        waking.lock();
        try {
            changed.signalAll();
        } finally {
            waking.unlock();
        }
    }
}
