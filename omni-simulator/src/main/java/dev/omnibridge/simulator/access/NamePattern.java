package dev.omnibridge.simulator.access;

import com.google.re2j.Pattern;

/** A pattern of names as shells have it: {@code *} and {@code ?} for all but slashes, classes in brackets, a backslash that takes the next literally. */
final class NamePattern {

    private static final String MALFORMED = "syntax error in pattern";

    private final Pattern pattern;

    private NamePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none
     */
    static NamePattern parse(String text) {
        StringBuilder regexp = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            switch (character) {
                case '*' -> regexp.append("[^/]*");
                case '?' -> regexp.append("[^/]");
                case '[' -> {
                    int end = closing(text, at);
                    regexp.append(text, at, end + 1);
                    at = end;
                }
                case '\\' -> {
                    at++;
                    check(at < text.length());
                    regexp.append(Pattern.quote(text.substring(at, at + 1)));
                }
                default -> regexp.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return new NamePattern(Pattern.compile(regexp.toString()));
    }

    boolean matches(String name) {
        return pattern.matches(name);
    }

    /** Where a class ends; an empty one is malformed. */
    private static int closing(String text, int opening) {
        int first = text.startsWith("[^", opening) ? opening + 2 : opening + 1;
        int at = first;
        while (at < text.length() && text.charAt(at) != ']') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        check(at < text.length() && at > first);
        return at;
    }

    private static void check(boolean wellFormed) {
        if (!wellFormed) {
            throw new IllegalArgumentException(MALFORMED);
        }
    }
}
