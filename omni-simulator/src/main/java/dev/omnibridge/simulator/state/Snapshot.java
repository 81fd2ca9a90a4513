package dev.omnibridge.simulator.state;

import java.util.Map;

/** The whole content of a store at one moment, to be put back later; what a backup of Omni's database holds. */
public final class Snapshot {

    private final Map<String, ResourceCollection<?>> collections;

    Snapshot(Map<String, ResourceCollection<?>> collections) {
        this.collections = Map.copyOf(collections);
    }

    /** A store without any resource. */
    public static Snapshot empty() {
        return new Snapshot(Map.of());
    }

    Map<String, ResourceCollection<?>> collections() {
        return collections;
    }
}
