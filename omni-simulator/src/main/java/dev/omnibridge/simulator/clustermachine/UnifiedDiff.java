package dev.omnibridge.simulator.clustermachine;

import java.util.List;

/** A unified diff of two texts with three lines of context and one hunk, which is enough to show what a patch changes. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** The diff, empty for equal texts. */
    static String of(String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int prefix = 0;
        while (prefix < Math.min(old.size(), now.size()) && old.get(prefix).equals(now.get(prefix))) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < Math.min(old.size(), now.size()) - prefix
                && old.get(old.size() - 1 - suffix).equals(now.get(now.size() - 1 - suffix))) {
            suffix++;
        }
        int first = Math.max(0, prefix - CONTEXT);
        int oldEnd = Math.min(old.size(), old.size() - suffix + CONTEXT);
        int nowEnd = Math.min(now.size(), now.size() - suffix + CONTEXT);
        StringBuilder diff = new StringBuilder("@@ -%s +%s @@\n".formatted(range(first, oldEnd), range(first, nowEnd)));
        append(diff, ' ', old.subList(first, prefix));
        append(diff, '-', old.subList(prefix, old.size() - suffix));
        append(diff, '+', now.subList(prefix, now.size() - suffix));
        append(diff, ' ', old.subList(old.size() - suffix, oldEnd));
        return diff.toString();
    }

    private static String range(int first, int end) {
        return (end == first ? first : first + 1) + "," + (end - first);
    }

    private static void append(StringBuilder diff, char sign, List<String> lines) {
        lines.forEach(line -> diff.append(sign).append(line).append('\n'));
    }
}
