package dev.omnibridge.demo.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * How much a terminal shows.
 *
 * @param rows lines
 * @param columns characters of a line
 */
public record TerminalSize(int rows, int columns) {
    private static final TerminalSize USUAL = new TerminalSize(24, 80);
    private static final Pattern ANSWER = Pattern.compile("([1-9][0-9]*) ([1-9][0-9]*)");

    /** The size of the terminal at standard input, asked of {@code stty}; 24 lines of 80 where that does not tell. */
    public static TerminalSize ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor();
            return parse(answer);
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    static TerminalSize parse(String answer) {
        var numbers = ANSWER.matcher(answer.strip());
        return numbers.matches()
                ? new TerminalSize(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                : USUAL;
    }
}
