package dev.omnibridge.simulator.access;

import java.util.Arrays;
import java.util.Optional;

/** Role of a user or service account, in Omni's order: each may do what the ones before it may (wire-protocol.md 7.1). */
public enum Role {
    NONE("None"),
    INFRA_PROVIDER("InfraProvider"),
    READER("Reader"),
    AUDITOR("Auditor"),
    OPERATOR("Operator"),
    ADMIN("Admin");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /** Name as Omni writes it. */
    public String text() {
        return text;
    }

    /** The role of this name. */
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
    }

    /** How Omni complains of a name that is no role. */
    public static String unknown(String text) {
        return "unknown role to parse: \"" + text + "\"";
    }

    /** The higher one of two. */
    public Role or(Role other) {
        return includes(other) ? this : other;
    }

    /** Whether this role may do what the given one may. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
