package dev.omnibridge.simulator.allocation;

import java.util.Optional;
import java.util.Set;

/**
 * A selector's text as tokens. Once a term has its operator, blanks belong to the value; a value in double quotes may hold any
 * character, with a backslash before a quote or a backslash.
 */
final class SelectorTokens {

    /** What a token is. {@code in} and {@code notin} are operators only where one can stand. */
    enum Kind {
        END,
        WORD,
        OPERATOR,
        COMMA,
        OPEN,
        CLOSE,
        UNREADABLE
    }

    /**
     * One token.
     *
     * @param text as written; of an unreadable one, what is wrong with it
     */
    record Token(Kind kind, String text) {

        /** The token where a word is looked for. */
        Token asWord() {
            return kind == Kind.OPERATOR && WORDS.contains(text) ? new Token(Kind.WORD, text) : this;
        }
    }

    private static final Set<String> WORDS = Set.of("in", "notin");
    private static final Set<String> SIGNS = Set.of("!", "=", "==", "!=", "<", "<=", ">", ">=");
    private static final String SPECIAL = "=!(),><";
    private static final String BLANK = " \t\r\n";

    private final String text;
    private int position;
    private boolean inValue;
    private boolean inList;
    private Optional<Token> seen = Optional.empty();

    SelectorTokens(String text) {
        this.text = text;
    }

    /** The next token, which stays the next. */
    Token peek() {
        Token token = seen.orElseGet(this::read);
        seen = Optional.of(token);
        return token;
    }

    /** The next token, which is then behind. */
    Token take() {
        Token token = peek();
        seen = Optional.empty();
        return token;
    }

    private Token read() {
        while (isAt(BLANK)) {
            position++;
        }
        if (position == text.length()) {
            return new Token(Kind.END, "");
        }
        if (text.charAt(position) == '"') {
            return quoted();
        }
        Token token = isAt(SPECIAL) ? sign() : word();
        switch (token.kind) {
            case OPERATOR -> inValue = true;
            case OPEN -> inList = true;
            case CLOSE -> inList = false;
            case COMMA -> inValue &= inList;
            default -> {}
        }
        return token;
    }

    private Token sign() {
        int length = position + 2 <= text.length() && SIGNS.contains(text.substring(position, position + 2)) ? 2 : 1;
        String sign = text.substring(position, position + length);
        position += length;
        return new Token(
                switch (sign) {
                    case "," -> Kind.COMMA;
                    case "(" -> Kind.OPEN;
                    case ")" -> Kind.CLOSE;
                    default -> Kind.OPERATOR;
                },
                sign);
    }

    private Token word() {
        int start = position;
        while (position < text.length() && !isAt(SPECIAL) && (inValue || !isAt(BLANK))) {
            position++;
        }
        String word = text.substring(start, position);
        return new Token(WORDS.contains(word) ? Kind.OPERATOR : Kind.WORD, word);
    }

    private Token quoted() {
        StringBuilder value = new StringBuilder();
        for (position++; position < text.length(); position++) {
            if (isAt("\"")) {
                position++;
                return new Token(Kind.WORD, value.toString());
            }
            if (isAt("\\")) {
                position++;
                if (position == text.length()) {
                    return new Token(Kind.UNREADABLE, "unterminated escape sequence in quoted string");
                }
            }
            value.append(text.charAt(position));
        }
        return new Token(Kind.UNREADABLE, "unterminated quoted string");
    }

    private boolean isAt(String characters) {
        return position < text.length() && characters.indexOf(text.charAt(position)) >= 0;
    }
}
