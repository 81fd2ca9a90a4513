package dev.omnibridge.omni.state;

import java.util.regex.Pattern;

/** Makes one readable line of the texts of Omni's errors, which are nested lists of Go errors with control characters. */
final class OmniText {

    private static final Pattern COUNT =
            Pattern.compile("(?:failed to validate: )?\\d+ errors? occurred:\\s*(?:\\*\\s*)?");
    private static final Pattern NESTED_STATUS = Pattern.compile("rpc error: code = \\w+ desc = ");
    private static final Pattern BULLET = Pattern.compile("\\s*\\n\\s*\\*\\s*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    private OmniText() {}

    static String oneLine(String text) {
        String plain = NESTED_STATUS.matcher(text).replaceAll("");
        String counted = COUNT.matcher(plain).replaceAll("");
        String bullets = BULLET.matcher(counted).replaceAll("; ");
        String line = CONTROL.matcher(bullets).replaceAll(" ");
        return BLANKS.matcher(line).replaceAll(" ").strip();
    }
}
