package dev.omnibridge.simulator.world;

/** Something the world will do later. */
@FunctionalInterface
public interface Scheduled {

    /** Takes it back; no effect if it has happened. */
    void cancel();
}
