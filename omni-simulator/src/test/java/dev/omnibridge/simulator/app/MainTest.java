package dev.omnibridge.simulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --version 1.8      | "1.8" is none of: 1.9, 1.10, main
        --scenario fire    | "fire" is none of: shortage, unreachable-machine, outage
        --machines -1      | give 0 or more
        --speed 0          | give more than 0
        """)
    void aWrongOptionIsAnsweredWithWhatIsPossible(String arguments, String said) {
        var errors = new StringWriter();

        int code = new CommandLine(new Main())
                .setErr(new PrintWriter(errors, true))
                .execute(arguments.split(" "));

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(said);
    }
}
