package dev.omnibridge.simulator.server;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts as Go's YAML library writes them on one line: plain where that is read back as the same text, in double quotes where it would be read
 * as another type, in single quotes where only its characters are in the way.
 */
final class YamlScalar {

    /** What most texts in specs look like; the rest is looked at more closely. */
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z/_][A-Za-z0-9/._+=@-]*");

    private static final Set<String> OTHER_TYPES = Set.of(
            "", "~", "null", "true", "false", "y", "yes", "on", "n", "no", "off", ".inf", "-.inf", "+.inf", ".nan",
            "<<");
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(\\.\\d+|\\d[\\d_]*(\\.[\\d_]*)?)([eE][-+]?\\d+)?|[-+]?0[xob][0-9a-fA-F_]+|[-+]?\\d[\\d_]*(:[0-5]?\\d)+(\\.[\\d_]*)?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}([Tt ]\\d.*)?");
    private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";

    private YamlScalar() {}

    /** A text on one line. */
    static String of(String text) {
        if (isOtherType(text) || !isPrintable(text)) {
            return inDoubleQuotes(text);
        }
        return SIMPLE.matcher(text).matches() || isPlain(text) ? text : "'" + text.replace("'", "''") + "'";
    }

    private static boolean isOtherType(String text) {
        return text.length() <= 5 && OTHER_TYPES.contains(lowerCase(text))
                || NUMBER.matcher(text).matches()
                || TIME.matcher(text).matches();
    }

    /** Words of other types are known in one case, with a capital, or in capitals. */
    private static String lowerCase(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean isUsual = text.equals(lower)
                || text.equals(text.toUpperCase(Locale.ROOT))
                || text.substring(1).equals(lower.substring(1));
        return isUsual ? lower : text;
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFEFF);
    }

    private static boolean isPlain(String text) {
        if (NEVER_FIRST.indexOf(text.charAt(0)) >= 0
                || text.startsWith("---")
                || text.startsWith("...")
                || text.startsWith(" ")
                || text.endsWith(" ")
                || ("?:-".indexOf(text.charAt(0)) >= 0 && isBlankAt(text, 1))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char character = text.charAt(i);
            if ((character == ':' && isBlankAt(text, i + 1)) || (character == '#' && isBlankAt(text, i - 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlankAt(String text, int index) {
        return index >= text.length() || text.charAt(index) == ' ';
    }

    private static String inDoubleQuotes(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(character);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 0xFEFF -> quoted.append("\\uFEFF");
                default -> {
                    if (Character.isISOControl(character)) {
                        quoted.append(String.format("\\x%02X", character));
                    } else {
                        quoted.appendCodePoint(character);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
