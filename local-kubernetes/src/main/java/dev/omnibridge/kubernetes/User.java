package dev.omnibridge.kubernetes;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody whom the API server knows by a token.
 *
 * @param name the user name as RBAC rules name it
 * @param groups the user's groups; {@code system:authenticated} comes by itself
 */
public record User(String name, List<String> groups) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:._@-]+");

    /** Refuses names that would break the API server's token file. */
    public User {
        groups = List.copyOf(groups);
        requireAllowed("user name", name);
        groups.forEach(group -> requireAllowed("group of user " + name, group));
    }

    /** A user without groups: may do only what a binding names it for. */
    public static User named(String name) {
        return new User(name, List.of());
    }

    private static void requireAllowed(String what, String value) {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " is '" + value + "'; allowed are letters, digits and the characters : . _ @ -");
        }
    }
}
