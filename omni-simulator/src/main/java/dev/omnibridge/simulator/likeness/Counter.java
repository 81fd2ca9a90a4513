package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A count of machines over time. */
final class Counter {

    /** A count and since when it stands. */
    private record Stand(int count, Duration since) {}

    private final List<Stand> stands = new ArrayList<>();

    Counter(String first) {
        stands.add(new Stand(number(first), Duration.ZERO));
    }

    void goTo(String count, Duration at) {
        stands.add(new Stand(number(count), at));
    }

    /**
     * Where the count begins, turns and ends.
     *
     * @param moment a count that stood for less than that between two others is left out
     */
    List<String> turns(Duration moment) {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < stands.size(); i++) {
            Stand stand = stands.get(i);
            boolean isLast = i + 1 == stands.size();
            if (i == 0
                    || isLast
                    || stands.get(i + 1).since().minus(stand.since()).compareTo(moment) >= 0) {
                add(turns, stand.count());
            }
        }
        return turns.stream().map(String::valueOf).toList();
    }

    private static void add(List<Integer> turns, int now) {
        int size = turns.size();
        if (size > 0 && turns.getLast() == now) {
            return;
        }
        boolean goesOn = size > 1
                && Integer.signum(turns.get(size - 1) - turns.get(size - 2))
                        == Integer.signum(now - turns.get(size - 1));
        if (goesOn) {
            turns.removeLast();
        }
        turns.add(now);
    }

    private static int number(String text) {
        return text.isEmpty() || text.equals(Change.ABSENT) ? 0 : Integer.parseInt(text);
    }
}
