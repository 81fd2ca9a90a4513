package dev.omnibridge.simulator.app;

import dev.omnibridge.simulator.likeness.Comparison;
import dev.omnibridge.simulator.likeness.Recording;
import dev.omnibridge.simulator.likeness.Rehearsal;
import dev.omnibridge.simulator.likeness.Tolerance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does over what recordings of a running Omni show, in a simulated one in virtual time, and says where it differs. */
@Command(
        name = "compare",
        description = {
            "Compares the simulator with recordings of the events of one running Omni.",
            "What users did in them is done in a simulated Omni, at the same moments of virtual time."
        })
final class Compare implements Callable<Integer> {

    private static final int DIFFERS = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Recordings in the order of their time; the first begins without clusters.")
    private List<Path> files = List.of();

    @Option(names = "--all", description = "Tell the first difference of each resource, not only of each recording.")
    private boolean all;

    @Option(
            names = "--latency",
            defaultValue = "10",
            description = "Milliseconds from an event to the look of a controller at it. Default: ${DEFAULT-VALUE}")
    private int latency;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean wantsHelp;

    @Override
    public Integer call() throws IOException {
        List<Recording> recordings = new ArrayList<>();
        for (Path file : files) {
            recordings.add(Recording.read(file));
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean isEqual = true;
        for (Comparison comparison : new Rehearsal(recordings, Duration.ofMillis(latency)).compare()) {
            out.println(comparison.words());
            if (all) {
                comparison.differences().forEach(difference -> out.println("  " + difference));
            }
            isEqual &= comparison.isEqual();
        }
        out.println();
        out.println("Tolerated:");
        for (Tolerance tolerance : Tolerance.values()) {
            out.println("- " + tolerance.reason());
        }
        out.flush();
        return isEqual ? 0 : DIFFERS;
    }
}
