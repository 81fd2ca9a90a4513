package dev.omnibridge.operator.story;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Every machine reports once a minute, as in a real Omni: its status gets a new version, and says nothing new. */
final class Heartbeats implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Store store;
    private final MirrorScheduler scheduler;
    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final AtomicInteger beats = new AtomicInteger();

    Heartbeats(Store store, StoryTime time) {
        this.store = store;
        this.scheduler = time.during(isOpen::get);
        beat();
    }

    int beats() {
        return beats.get();
    }

    @Override
    public void close() {
        isOpen.set(false);
    }

    private void beat() {
        store.list(ResourceTypes.MACHINE_STATUSES).forEach(this::beat);
        scheduler.after(PAUSE, this::beat);
    }

    private void beat(Resource<MachineStatusSpec> machine) {
        String number = String.valueOf(beats.incrementAndGet());
        store.atomically(() -> store.update(
                machine.owner(),
                store.require(ResourceTypes.MACHINE_STATUSES, machine.id()).withAnnotation("heartbeat", number),
                Optional.empty()));
    }
}
