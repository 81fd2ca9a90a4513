package dev.omnibridge.operator.policy;

import java.util.List;

/**
 * What a connection remembers of what was done through it lately, or is about to: each entry is stored before its change is sent, so that
 * no restart and no second process makes the count start anew.
 *
 * @param releases counted by the {@link Brake}
 * @param rollouts counted by the {@link RolloutBudget}
 */
public record Ledger(List<BrakeEntry> releases, List<RolloutEntry> rollouts) {

    /** No entry. */
    public static final Ledger NOTHING = new Ledger(List.of(), List.of());

    public Ledger {
        releases = List.copyOf(releases);
        rollouts = List.copyOf(rollouts);
    }

    /** Removals only. */
    public static Ledger ofReleases(List<BrakeEntry> releases) {
        return new Ledger(releases, List.of());
    }

    /** Whether there is no entry. */
    public boolean isEmpty() {
        return releases.isEmpty() && rollouts.isEmpty();
    }
}
