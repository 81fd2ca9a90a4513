package dev.omnibridge.simulator.state;

import dev.omnibridge.omni.proto.cosi.Metadata;

/** How COSI writes resources and versions in its error texts (omni/recorded/probe-errors.jsonl). */
final class StoreText {

    private StoreText() {}

    /** {@code Clusters.omni.sidero.dev(default/demo@14)}. */
    static String of(Metadata metadata) {
        return metadata.getType() + "(" + metadata.getNamespace() + "/" + metadata.getId() + "@" + metadata.getVersion()
                + ")";
    }

    /**
     * A version as Go prints it in conflicts: the number taken as a character in single quotes, so 9 is a tab and 14 the escape of a
     * control character. Unreadable, and for that reason kept.
     */
    static String quoted(long version) {
        int character = Character.isValidCodePoint((int) version) ? (int) version : 0xFFFD;
        return "'"
                + switch (character) {
                    case 7 -> "\\a";
                    case '\b' -> "\\b";
                    case '\f' -> "\\f";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    case 11 -> "\\v";
                    case '\'' -> "\\'";
                    case '\\' -> "\\\\";
                    default -> printable(character);
                }
                + "'";
    }

    private static String printable(int character) {
        if (character < ' ' || character == 127) {
            return String.format("\\x%02x", character);
        }
        return Character.isISOControl(character) ? String.format("\\u%04x", character) : Character.toString(character);
    }
}
