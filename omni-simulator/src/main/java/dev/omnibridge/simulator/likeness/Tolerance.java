package dev.omnibridge.simulator.likeness;

import java.util.Set;

/** What may differ between a recording and the simulator, each with its reason. Everything else is a difference. */
public enum Tolerance {
    TIMES("times: emulated machines and a loaded computer have durations of their own"),
    OTHER_KINDS("kinds that a recording doesn't show at all: they were not watched"),
    AFTER_THE_END("what comes after the last event of a recording: it was not written down"),
    MADE_UP(
            "values that are made up anew on every server: UUIDs, addresses, keys, hashes, names of nodes; equal ones stay equal"),
    CONFIG_TEXT("the text of machine configs and of what is derived from it: the simulator's configs are short"),
    POLLED("fields of MachineStatuses that recordings leave out (hardware, links), and addresses"),
    FINALIZER_ORDER(
            "the order in which independent controllers take and leave a resource; what must wait for something is among the causes"),
    MERGED_WRITES(
            "writes of a status that follows its inputs: one write for changes of several fields, or several for one"),
    PROGRESS(
            "texts of progress, and Running of a set or a cluster that is not ready, between two other phases: a value that stood for a moment may"
                    + " be skipped, never one that comes again; which of the images a status names that follows the pulls"),
    MOMENTS(
            "what stood for less time than a controller takes to look: it may be missed, there or here; an ongoing task may skip what the status"
                    + " shows that it copies"),
    POLLED_NAMES("when the labels hostname and node-name change: they are read when the machine is polled next"),
    COUNTERS(
            "steps of counters of machines, and how often hashes and versions of inputs go on: they depend on who is looked at first");

    private static final Set<String> DECLARED = Set.of("Clusters", "MachineSets", "MachineSetNodes", "ConfigPatches");
    private static final Set<String> POLLED_FIELDS = Set.of(
            "cluster", "role", "schematic.full_id", "network.hostname", "maintenance", "talos_version", "connected");
    private static final Set<String> PROGRESS_TEXTS =
            Set.of("step", "status", "last_processed_image", "processed_count");
    /** Parts of an ongoing task that are copied from a status. */
    private static final Set<String> COPIES = Set.of("talos_upgrade.", "kubernetes_upgrade.", "destroy.");

    /** Of a set, and of the cluster that follows its sets. */
    private static final Set<String> RUNNING = Set.of("Running", "RUNNING");

    /** How far a deletion is, in counts that only fall. */
    private static final String DESTROYING = "Destroying: ";

    private static final Set<String> TRANSIENT = Set.of("ConfigUpdatePendingFinalizer", "UpgradePendingFinalizer");

    private final String reason;

    Tolerance(String reason) {
        this.reason = reason;
    }

    /** The tolerance and its reason in plain words. */
    public String reason() {
        return reason;
    }

    /** Whether a change is left out of the comparison. */
    static boolean ignores(String kind, Change change) {
        boolean isPolled =
                kind.equals("MachineStatuses") && !change.isMetadata() && !POLLED_FIELDS.contains(change.facet());
        return !change.equals(Change.CUT)
                && (isPolled || (change.before().equals(change.after()) && isStandIn(change.after())));
    }

    /** Whether a value stands for others, so that a change from one of them to another can't be told. */
    private static boolean isStandIn(String value) {
        return value.equals(Normal.TEXT) || value.contains(Normal.SOME);
    }

    /** Whether a change is one of the order of which nothing follows. */
    static boolean isUnordered(Change change) {
        return change.isFinalizer() && !TRANSIENT.contains(change.facet().substring(Change.FINALIZER.length()));
    }

    /** Whether a value that a change takes away may be left out when writes are merged. */
    static boolean maySkip(Change change, String value) {
        boolean isCopy = COPIES.stream().anyMatch(part -> change.facet().startsWith(part));
        return isCopy
                || PROGRESS_TEXTS.contains(change.facet())
                || (change.facet().equals("phase") && (RUNNING.contains(value) || value.startsWith(DESTROYING)));
    }

    /** Whether writes of a kind may be merged. */
    static boolean mayMerge(String kind) {
        return !DECLARED.contains(kind);
    }
}
