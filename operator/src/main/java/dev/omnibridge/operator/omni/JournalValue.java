package dev.omnibridge.operator.omni;

import java.util.Optional;
import java.util.regex.Pattern;

/** How the value of a field appears in the journal: short plain values as they are, everything that may hold a secret by its size only. */
final class JournalValue {

    private static final int LONGEST = 64;

    /** Contents of these fields come from users and often hold secrets: patches, manifests, kernel arguments. */
    private static final Pattern SENSITIVE =
            Pattern.compile("(?i).*(patch|manifest|kernelargs|secret|token|key|password|data).*");

    private JournalValue() {}

    static String of(String path, Optional<String> value) {
        return value.map(text -> shown(path, text)).orElse("unset");
    }

    private static String shown(String path, String text) {
        boolean isPlain = text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"');
        return isPlain && text.length() <= LONGEST && !SENSITIVE.matcher(path).matches()
                ? "\"" + text + "\""
                // No hash: short secrets could be guessed from it.
                : "(" + text.length() + " characters)";
    }
}
