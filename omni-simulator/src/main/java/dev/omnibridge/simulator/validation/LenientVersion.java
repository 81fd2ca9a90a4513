package dev.omnibridge.simulator.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A version as Omni parses one: a leading v and missing parts are forgiven.
 *
 * @param major first number
 * @param minor second number
 */
record LenientVersion(int major, int minor) {

    /** Whether its minor release is older. */
    boolean isOlderMinorThan(LenientVersion other) {
        return major < other.major || (major == other.major && minor < other.minor);
    }

    /** Whether both are of the same minor release. */
    boolean isSameMinorAs(LenientVersion other) {
        return major == other.major && minor == other.minor;
    }

    /** Whether it is of the minor release right after the other's. */
    boolean isNextMinorAfter(LenientVersion other) {
        return major == other.major && minor == other.minor + 1;
    }

    /** What is wrong with a text as version, in the words of Go's library; empty if it is one. */
    static Optional<String> problem(String text) {
        if (text.isEmpty()) {
            return Optional.of("version is required");
        }
        List<String> parts = parts(text);
        List<String> names = List.of("major", "minor", "patch");
        for (int i = 0; i < names.size(); i++) {
            if (!parts.get(i).chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of("version should be in semver format: Invalid character(s) found in " + names.get(i)
                        + " number \"" + parts.get(i) + "\"");
            }
        }
        return Optional.empty();
    }

    /** Parses what {@link #problem} finds nothing wrong with; empty otherwise. */
    static Optional<LenientVersion> parse(String text) {
        if (problem(text).isPresent()) {
            return Optional.empty();
        }
        List<String> parts = parts(text);
        return Optional.of(new LenientVersion(Integer.parseInt(parts.get(0)), Integer.parseInt(parts.get(1))));
    }

    private static List<String> parts(String text) {
        String release = text.strip().replaceFirst("^v", "").replaceFirst("[-+].*$", "");
        List<String> parts = Arrays.stream(release.split("\\.", 3))
                .map(LenientVersion::withoutLeadingZeros)
                .collect(Collectors.toList());
        while (parts.size() < 3) {
            parts.add("0");
        }
        return parts;
    }

    private static String withoutLeadingZeros(String part) {
        if (part.length() == 1) {
            return part;
        }
        String rest = part.replaceFirst("^0+", "");
        return rest.isEmpty() || !Character.isDigit(rest.charAt(0)) ? "0" + rest : rest;
    }
}
