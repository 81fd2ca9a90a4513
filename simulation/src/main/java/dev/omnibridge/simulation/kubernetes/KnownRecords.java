package dev.omnibridge.simulation.kubernetes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ConfigMap in which a management cluster remembers under which ids its operator worked in Omni: the last ten. */
public final class KnownRecords {

    private static final int KEPT = 10;

    private final Deque<String> ids = new ArrayDeque<>();
    private final Set<String> ever = new HashSet<>();

    /** All that are remembered. */
    public Set<String> all() {
        return Set.copyOf(ids);
    }

    /** Whether an operator of this management cluster ever worked under that id, remembered or not. */
    public boolean wasEver(String id) {
        return ever.contains(id);
    }

    /** Remembers one more. */
    public void add(String id) {
        ever.add(id);
        ids.addFirst(id);
        if (ids.size() > KEPT) {
            ids.removeLast();
        }
    }

    /** What is remembered at a moment, the newest first. */
    public List<String> backUp() {
        return List.copyOf(ids);
    }

    /** Puts a backup in its place. */
    public void restore(List<String> backup) {
        ids.clear();
        ids.addAll(backup);
    }
}
