package dev.omnibridge.simulator.world;

import java.util.List;

/**
 * A controller of Omni: hears of changes of some types, and for each key they map to brings its outputs in line. Always called on the world's
 * loop, never twice at once. What it needs (store, world) it gets by its constructor.
 */
public interface Controller {

    /** Name as Omni has it, for instance {@code ClusterStatusController}: owner of its outputs and its finalizer on inputs. */
    String name();

    /** What it listens to. Existing resources are told when it is registered. */
    List<Input<?>> inputs();

    /** How many times the world's latency it takes from an event to its look. */
    default int slowness() {
        return 1;
    }

    /**
     * Brings one key in line. A {@link dev.omnibridge.simulator.state.StoreException} means that something moved meanwhile: the key comes
     * back after a growing delay.
     *
     * @return whether to come back to the key without an event
     */
    Requeue reconcile(String key);
}
