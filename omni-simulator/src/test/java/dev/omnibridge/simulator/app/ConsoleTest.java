package dev.omnibridge.simulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.simulator.OmniSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final OmniSimulator simulator = OmniSimulator.builder()
            .inProcess()
            .stepped(Instant.parse("2026-11-20T09:00:00Z"))
            .build();
    private final StringWriter text = new StringWriter();
    private final Console console = new Console(simulator, new PrintWriter(text, true));

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void machinesCanBeAddedCutOffAndBroughtBack() {
        console.run("add 2");
        simulator.world().advance(Duration.ofMinutes(1));
        String id = simulator.machines().all().getFirst().id();

        console.run("disconnect " + id.substring(0, 8));
        simulator.world().advance(Duration.ofMinutes(1));

        assertThat(told("machines").lines()).hasSize(2).anyMatch(line -> line.startsWith(id + "  disconnected"));
        console.run("connect " + id);
        simulator.world().advance(Duration.ofMinutes(1));
        assertThat(told("machines")).doesNotContain("disconnected");
    }

    @Test
    void wrongInputIsAnsweredWithWhatIsPossible() {
        assertThat(told("dance")).contains("help");
        assertThat(told("add many")).contains("add 3");
        assertThat(told("connect zzz")).contains("machines lists them");
        assertThat(told("clusters")).contains("no clusters yet");
    }

    @Test
    void onlyQuitEnds() {
        assertThat(console.run("help")).isTrue();
        assertThat(console.run("")).isTrue();
        assertThat(console.run("quit")).isFalse();
    }

    private String told(String command) {
        text.getBuffer().setLength(0);
        console.run(command);
        return text.toString();
    }
}
