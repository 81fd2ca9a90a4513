package dev.omnibridge.operator.omni;

/** What a change in Omni concerns, named by Omni's ids and the OmniConnection it came through. */
public sealed interface Affected {

    /** Name of the OmniConnection. */
    String connection();

    /**
     * A cluster.
     *
     * @param part what of it changed; its machine sets read only what is declared
     */
    record Cluster(String connection, String name, Part part) implements Affected {}

    /** A machine set, by its id in Omni. */
    record MachineSet(String connection, String id) implements Affected {}

    /** Objects of the account that said they wait for such a change. */
    record Waiting(String connection, Topic topic) implements Affected {}

    /** The counters of the OmniConnection itself. */
    record Counters(String connection) implements Affected {}

    /** The OmniConnection and every object that uses it: what can be done through it changed. */
    record Everything(String connection) implements Affected {}

    /** Every object that rests after a failure: it is certain again that the right account answers, and the reason may be gone. */
    record Resting(String connection) implements Affected {}

    /** The two halves of what Omni holds about a cluster. */
    enum Part {
        /** The Cluster resource: versions, claim, lock, phase. */
        DECLARED,
        /** What Omni's controllers report about it. */
        OBSERVED
    }

    /** What an object may wait for that belongs to no cluster. */
    enum Topic {
        /** Talos versions that Omni offers. */
        VERSIONS,
        /** Machine classes. */
        CLASSES,
        /** Machines that come, go, or become free. */
        MACHINES
    }
}
