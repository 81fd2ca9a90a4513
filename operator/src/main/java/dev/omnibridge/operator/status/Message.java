package dev.omnibridge.operator.status;

import java.util.regex.Pattern;

/**
 * Makes any text fit for a status: one line, at most so many characters, and nothing that looks like a key or a token. Texts of Omni and
 * Talos go through here, because they may quote the configuration of a machine.
 */
public final class Message {

    /** What the API allows in the message of a condition. */
    public static final int CONDITION_LIMIT = 1024;

    private static final String MASK = "[masked]";
    private static final Pattern ARMOURED =
            Pattern.compile("-----BEGIN [A-Z ]+-----.*?(-----END [A-Z ]+-----|$)", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*){0,2}");
    /** Long base64 with both cases and digits; hexadecimal digests of one case stay readable. */
    private static final Pattern BLOB = Pattern.compile(
            "(?<![A-Za-z0-9+/_=-])(?=[^\\s]*[A-Z])(?=[^\\s]*[a-z])(?=[^\\s]*[0-9])[A-Za-z0-9+/_-]{60,}={0,2}");

    /** The shortest word in which a blob can be. */
    private static final int LONG_WORD = 60;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private Message() {}

    /** The text as a condition may carry it. */
    public static String of(String text) {
        return limited(text, CONDITION_LIMIT);
    }

    /** The text cut to a number of characters; three dots stand for what is cut off. */
    public static String limited(String text, int limit) {
        String clean = isPlain(text)
                ? text
                : BLANKS.matcher(masked(text)).replaceAll(" ").strip();
        if (clean.length() <= limit) {
            return clean;
        }
        int end = limit - 3;
        if (Character.isHighSurrogate(clean.charAt(end - 1))) {
            end--;
        }
        return clean.substring(0, end) + "...";
    }

    /** Nearly all texts are: single blanks between words that are too short for a secret. A status has dozens of them. */
    private static boolean isPlain(String text) {
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBlank = c == ' ';
            if (c < ' ' || c > '~' || word > LONG_WORD || (isBlank && word == 0)) {
                return false;
            }
            word = isBlank ? 0 : word + 1;
        }
        return !text.endsWith(" ") && word <= LONG_WORD && !text.contains("eyJ") && !text.contains("-----BEGIN");
    }

    private static String masked(String text) {
        String masked = ARMOURED.matcher(text).replaceAll(MASK);
        masked = TOKEN.matcher(masked).replaceAll(MASK);
        return BLOB.matcher(masked).replaceAll(MASK);
    }
}
