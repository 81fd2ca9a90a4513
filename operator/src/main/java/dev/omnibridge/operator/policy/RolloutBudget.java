package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Counts clusters that were changed through one connection within a window without anybody asking, and holds what would go beyond the limit.
 * It knows nothing but the ledger it is given, so it holds just the same after a restart. A cluster counts from its last change, so no
 * window of that length, wherever it begins, sees more clusters changed than the limit, but for approved ones. While a cluster counts it is
 * finished, also under a limit that was lowered meanwhile: that lets no further one go, and leaves none half changed.
 *
 * @param ledger entries of the connection, also old ones; one for each cluster
 */
public record RolloutBudget(ConnectionFacts connection, List<RolloutEntry> ledger, Instant now) {

    public RolloutBudget {
        ledger = List.copyOf(ledger);
    }

    /** What the budget says. */
    public sealed interface Verdict {

        /** Goes, once this entry is stored. */
        record Goes(RolloutEntry entry) implements Verdict {}

        /**
         * Waits.
         *
         * @param message the limit, and what is used of it
         * @param until when enough of the window has passed
         */
        record Waits(String message, Instant until) implements Verdict {}
    }

    /**
     * Asks for a change of a cluster or of one of its sets.
     *
     * @param isApproved whether a person let exactly this go; it is still counted
     */
    public Verdict ask(String cluster, boolean isApproved) {
        List<RolloutEntry> others = ledger.stream()
                .filter(entry -> !entry.cluster().equals(cluster) && countsAt(entry, now))
                .toList();
        boolean isCounted = ledger.stream().anyMatch(entry -> entry.cluster().equals(cluster) && countsAt(entry, now));
        if (isApproved || isCounted || others.size() < limits().clusters()) {
            return new Verdict.Goes(new RolloutEntry(cluster, now));
        }
        return new Verdict.Waits(message(others.size()), until(others));
    }

    private Instant until(List<RolloutEntry> others) {
        return others.stream()
                .map(this::end)
                .sorted(Comparator.reverseOrder())
                .skip(limits().clusters() - 1L)
                .findFirst()
                .orElse(now);
    }

    private boolean countsAt(RolloutEntry entry, Instant moment) {
        return end(entry).isAfter(moment);
    }

    private Instant end(RolloutEntry entry) {
        return entry.at().plus(limits().window());
    }

    private String message(int used) {
        return used + " clusters were changed within " + limits().window().toMinutes()
                + " minutes without anybody asking, and disruptionBudget of OmniConnection " + connection.name()
                + " allows " + limits().clusters();
    }

    private BudgetLimits limits() {
        return connection.budget();
    }
}
