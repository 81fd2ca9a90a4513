package dev.omnibridge.simulator.allocation;

import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import dev.omnibridge.simulator.allocation.SelectorTokens.Kind;
import dev.omnibridge.simulator.allocation.SelectorTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads selectors as Omni does, and complains in its words (resources.md 9; probed against a real server). A blank selector has no terms
 * and therefore fits every machine.
 */
final class SelectorReader {

    private static final String OPERATORS = "==, =, !=, >=, >, in, notin, <=, <";

    private final SelectorTokens tokens;

    private SelectorReader(String text) {
        this.tokens = new SelectorTokens(text);
    }

    /** @throws IllegalArgumentException if it is no selector; the message is Omni's */
    static LabelQuery read(String text) {
        return new SelectorReader(text).query();
    }

    private LabelQuery query() {
        List<Term> terms = new ArrayList<>();
        if (tokens.peek().kind() == Kind.END) {
            return new LabelQuery(terms);
        }
        if (!beginsTerm()) {
            throw unexpected(", expected: !, identifier, or 'end of string'");
        }
        while (true) {
            terms.add(readTerm());
            if (tokens.peek().kind() == Kind.END) {
                return new LabelQuery(terms);
            }
            if (tokens.peek().kind() != Kind.COMMA) {
                throw unexpected(", expected: ',' or 'end of string'");
            }
            tokens.take();
            if (!beginsTerm()) {
                throw unexpected(", expected: identifier after ','");
            }
        }
    }

    private boolean beginsTerm() {
        Token next = tokens.peek().asWord();
        return next.kind() == Kind.WORD || next.text().equals("!");
    }

    private Term readTerm() {
        try {
            return term();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("unable to parse term: " + e.getMessage(), e);
        }
    }

    private Term term() {
        boolean isInverted = tokens.peek().text().equals("!") && tokens.peek().kind() == Kind.OPERATOR;
        if (isInverted) {
            tokens.take();
        }
        String key = word(", expected: identifier");
        if (tokens.peek().kind() == Kind.END || tokens.peek().kind() == Kind.COMMA) {
            return new Term.Exists(key, isInverted);
        }
        if (isInverted) {
            throw new IllegalArgumentException("expected EOF or ',', found ");
        }
        Token operator = tokens.peek();
        if (operator.kind() != Kind.OPERATOR || operator.text().equals("!")) {
            throw unexpected(", expected: " + OPERATORS);
        }
        tokens.take();
        return switch (operator.text()) {
            case "in" -> new Term.In(key, values(), false);
            case "notin" -> new Term.In(key, values(), true);
            case "!=" -> new Term.Equal(key, value(), true);
            case "<" -> new Term.LessThan(key, value(), false, false);
            case "<=" -> new Term.LessThan(key, value(), true, false);
            case ">" -> new Term.LessThan(key, value(), true, true);
            case ">=" -> new Term.LessThan(key, value(), false, true);
            default -> new Term.Equal(key, value(), false);
        };
    }

    private String value() {
        boolean isMissing = tokens.peek().kind() == Kind.END || tokens.peek().kind() == Kind.COMMA;
        return isMissing ? "" : word(", expected: identifier");
    }

    private List<String> values() {
        if (tokens.peek().kind() != Kind.OPEN) {
            throw unexpected(" expected: '('");
        }
        tokens.take();
        return switch (tokens.peek().asWord().kind()) {
            case CLOSE -> {
                tokens.take();
                yield List.of("");
            }
            case WORD, COMMA -> List.copyOf(list());
            default -> throw unexpected(", expected: ',', ')' or identifier");
        };
    }

    private SortedSet<String> list() {
        SortedSet<String> values = new TreeSet<>();
        while (true) {
            if (tokens.peek().kind() == Kind.COMMA) {
                // nothing between two commas, or a comma and a parenthesis, is an empty value
                values.add("");
            } else {
                values.add(word(", expected: ',', or identifier"));
            }
            switch (tokens.peek().kind()) {
                case CLOSE -> {
                    tokens.take();
                    return values;
                }
                case COMMA -> {
                    tokens.take();
                    if (tokens.peek().kind() == Kind.CLOSE) {
                        tokens.take();
                        values.add("");
                        return values;
                    }
                }
                default -> throw unexpected(", expected: ',' or ')'");
            }
        }
    }

    private String word(String expectation) {
        if (tokens.peek().asWord().kind() != Kind.WORD) {
            throw unexpected(expectation);
        }
        return tokens.take().text();
    }

    private IllegalArgumentException unexpected(String expectation) {
        return new IllegalArgumentException("found '" + tokens.peek().text() + "'" + expectation);
    }
}
