package dev.omnibridge.demo.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
    private static final String SAVE = "\0337";
    private static final String RESTORE = "\0338";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final LiveScreen screen = new LiveScreen(
            new PrintStream(terminal, true, StandardCharsets.UTF_8), new TerminalSize(40, 80), false, "> ");

    @Test
    void whatAPersonIsTypingStaysWhileLinesOnlyChange() {
        screen.show(List.of("a", "b"), List.of());
        terminal.reset();

        screen.show(List.of("a", "c"), List.of());

        assertThat(written()).contains(SAVE + "\033[2F").contains("c\033[K\n").endsWith(RESTORE + "\033[?25h");
    }

    @Test
    void anotherNumberOfLinesDrawsAllAnewWithThePrompt() {
        screen.show(List.of("a"), List.of());
        terminal.reset();

        screen.show(List.of("a", "b"), List.of("note"));

        assertThat(written()).isEqualTo("\033[1F\r\033[Ja\nb\nnote\n> ");
    }

    @Test
    void enterMovesTheCursorOneLineDownAndTheNextDrawingKnows() {
        screen.show(List.of("a"), List.of());
        terminal.reset();

        screen.entered();
        screen.show(List.of("a"), List.of());

        assertThat(written()).isEqualTo("\033[2F\r\033[Ja\n> ");
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() {
        screen.show(List.of("a"), List.of("note"));
        terminal.reset();

        screen.show(List.of("a"), List.of("note"));

        assertThat(written()).isEmpty();
    }

    @Test
    void theSizeIsReadFromSttyAndGuessedWhereItDoesNotTell() {
        assertThat(TerminalSize.parse("50 132\n")).isEqualTo(new TerminalSize(50, 132));
        assertThat(TerminalSize.parse("0 0\n")).isEqualTo(new TerminalSize(24, 80));
        assertThat(TerminalSize.parse("")).isEqualTo(new TerminalSize(24, 80));
    }

    private String written() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
