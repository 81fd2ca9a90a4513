package dev.omnibridge.simulator.validation;

/** Texts as Go quotes them, for error texts. */
final class GoText {

    private GoText() {}

    /** In double quotes, with escapes for quotes, backslashes and control characters. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(character);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (character < ' ' || character == 127) {
                        quoted.append(String.format("\\x%02x", character));
                    } else if (Character.isISOControl(character)) {
                        quoted.append(String.format("\\u%04x", character));
                    } else {
                        quoted.appendCodePoint(character);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
