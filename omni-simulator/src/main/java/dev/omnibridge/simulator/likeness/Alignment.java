package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Two histories of one resource laid beside each other: event by event, or some of one beside one of the other where writes were merged.
 *
 * @param merged how many writes were merged or split; only if they fit
 * @param recordedFit how many recorded events fit, counted from the first
 * @param cameFit how many that came fit
 * @param fits whether all do
 */
record Alignment(int merged, int recordedFit, int cameFit, boolean fits) {

    private static final int LONGEST = 8;
    private static final int IMPOSSIBLE = Integer.MAX_VALUE / 2;

    /**
     * Lays them beside each other.
     *
     * @param needed how many of those that came must fit; the others came after the end of the recording
     * @param moment how long a value must stand to be seen
     */
    static Alignment of(String kind, List<Event> recorded, List<Event> came, int needed, Duration moment) {
        int longest = Tolerance.mayMerge(kind) ? LONGEST : 1;
        int[][] cost = new int[recorded.size() + 1][came.size() + 1];
        for (int[] row : cost) {
            java.util.Arrays.fill(row, IMPOSSIBLE);
        }
        cost[0][0] = 0;
        int bestRecorded = 0;
        int bestCame = 0;
        for (int i = 0; i <= recorded.size(); i++) {
            for (int j = 0; j <= came.size(); j++) {
                if (cost[i][j] < IMPOSSIBLE) {
                    if (i + j > bestRecorded + bestCame) {
                        bestRecorded = i;
                        bestCame = j;
                    }
                    extend(cost, recorded, came, i, j, longest, moment);
                }
            }
        }
        int merged = IMPOSSIBLE;
        int end = 0;
        for (int j = Math.min(needed, came.size()); j <= came.size(); j++) {
            if (cost[recorded.size()][j] < merged) {
                merged = cost[recorded.size()][j];
                end = j;
            }
        }
        return merged < IMPOSSIBLE
                ? new Alignment(merged, recorded.size(), end, true)
                : new Alignment(0, bestRecorded, bestCame, false);
    }

    private static void extend(
            int[][] cost, List<Event> recorded, List<Event> came, int i, int j, int longest, Duration moment) {
        for (int a = 1; a <= longest && i + a <= recorded.size(); a++) {
            Optional<Block> there = Block.of(recorded.subList(i, i + a), moment);
            for (int b = 1; there.isPresent() && b <= longest && j + b <= came.size(); b++) {
                Optional<Block> here = Block.of(came.subList(j, j + b), moment);
                if (here.isPresent() && fit(there.get(), a, here.get(), b)) {
                    cost[i + a][j + b] = Math.min(cost[i + a][j + b], cost[i][j] + a + b - 2);
                }
            }
        }
    }

    private static boolean fit(Block there, int a, Block here, int b) {
        return there.equalsNet(here) && (a == 1 || b == 1);
    }
}
