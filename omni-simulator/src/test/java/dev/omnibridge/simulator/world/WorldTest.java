package dev.omnibridge.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final SimulatedTime time = SimulatedTime.stepped(START);
    private final Store store = new Store(time);
    private final World world = new World(store, time);

    @Test
    void aControllerSeesWhatExistsAndEveryKeyOnceForAllItsEvents() {
        create("old");
        world.register(controller(key -> Requeue.onEvent()));
        create("new");
        store.addFinalizer(ResourceTypes.MACHINE_LABELS, "new", "F");

        assertThat(seen).isEmpty();
        world.runUntilIdle();

        assertThat(seen).containsExactly("0 old", "0 new");
    }

    @Test
    void timePassesOnlyWhenAdvancedAndThingsHappenAtTheirMoment() {
        world.schedule(Duration.ofSeconds(5), () -> note("five"));
        world.schedule(Duration.ofSeconds(2), () -> {
            note("two");
            world.schedule(Duration.ofSeconds(1), () -> note("three"));
        });
        world.schedule(Duration.ofSeconds(4), () -> note("never")).cancel();

        world.advance(Duration.ofSeconds(4));
        assertThat(seen).containsExactly("2 two", "3 three");
        world.advance(Duration.ofSeconds(4));

        assertThat(seen).containsExactly("2 two", "3 three", "5 five");
        assertThat(world.now()).isEqualTo(START.plusSeconds(8));
    }

    @Test
    void aKeyComesBackAfterTheDelayItsControllerAskedFor() {
        world.register(controller(key -> Requeue.after(Duration.ofSeconds(10))));
        create("a");

        world.advance(Duration.ofSeconds(25));

        assertThat(seen).containsExactly("0 a", "10 a", "20 a");
    }

    @Test
    void aRefusedWriteBringsTheKeyBackWithGrowingDelays() {
        world.register(controller(key -> {
            throw StoreException.notFound("T", "default", key);
        }));
        create("a");

        world.advance(Duration.ofSeconds(4));

        // after 0.5, 1 and 2 seconds more
        assertThat(seen).containsExactly("0 a", "0 a", "1 a", "3 a");
    }

    @Test
    void nothingHappensWhilePaused() {
        world.register(controller(key -> Requeue.onEvent()));
        world.pause();
        create("a");
        world.advance(Duration.ofSeconds(3));
        assertThat(seen).isEmpty();

        world.resume();
        world.runUntilIdle();

        assertThat(seen).containsExactly("3 a");
    }

    @Test
    void aRestoredStoreShowsAllKeysAgain() {
        world.register(controller(key -> Requeue.onEvent()));
        create("a");
        world.runUntilIdle();

        store.restore(store.snapshot());
        world.runUntilIdle();

        assertThat(seen).containsExactly("0 a", "0 a");
    }

    @Test
    void acceleratedTimeRunsByItselfAndCannotBeMoved() {
        SimulatedTime fast = SimulatedTime.accelerated(InstantSource.system(), 3600);
        try (World running = new World(new Store(fast), fast)) {
            Instant begin = running.now();
            running.start();
            running.schedule(Duration.ofMinutes(5), () -> seen.add("done"));

            await().until(() -> seen.contains("done"));

            assertThat(running.now()).isAfterOrEqualTo(begin.plus(Duration.ofMinutes(5)));
            assertThatIllegalStateException().isThrownBy(() -> running.advance(Duration.ofSeconds(1)));
        }
    }

    private interface Reconcile {
        Requeue run(String key);
    }

    private Controller controller(Reconcile reconcile) {
        return new Controller() {
            @Override
            public String name() {
                return "TestController";
            }

            @Override
            public List<Input<?>> inputs() {
                return List.of(Input.byId(ResourceTypes.MACHINE_LABELS));
            }

            @Override
            public Requeue reconcile(String key) {
                note(key);
                return reconcile.run(key);
            }
        };
    }

    private void note(String what) {
        seen.add(Duration.between(START, world.now()).toSeconds() + " " + what);
    }

    private void create(String id) {
        store.create("", Resource.of(ResourceTypes.MACHINE_LABELS, id, ResourceTypes.MACHINE_LABELS.emptySpec()));
    }
}
