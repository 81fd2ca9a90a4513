package dev.omnibridge.demo;

import dev.omnibridge.demo.table.LiveScreen;
import dev.omnibridge.demo.table.PlainScreen;
import dev.omnibridge.demo.table.TerminalSize;
import dev.omnibridge.demo.world.KubeconfigFiles;
import dev.omnibridge.kubernetes.binaries.KubernetesUnavailableException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The program behind {@code mvn -Pdemo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts a local Kubernetes API, a simulated Omni and the operator, applies config/samples and shows"
                        + " how clusters come to be.")
public final class DemoMain implements Callable<Integer> {
    @Option(
            names = "--once",
            description =
                    "Print what changes, and end when all is Ready: exit code 0, or 1 with the reasons after --limit.")
    private boolean isOnce;

    @Option(
            names = "--limit",
            defaultValue = "PT5M",
            description = "How long --once waits, in ISO 8601. Default: ${DEFAULT-VALUE}")
    private Duration limit = Duration.ofMinutes(5);

    @Option(
            names = "--directory",
            defaultValue = "demo/target/demo",
            description = "Where kubeconfigs are written. Default: ${DEFAULT-VALUE}")
    private Path directory = Path.of("demo", "target", "demo");

    /** Runs it and exits; the exit code is the demo's. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new DemoMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Clock clock = Clock.systemUTC();
        var end = new End();
        try (var stage = Stage.start(new KubeconfigFiles(directory), System.out, clock)) {
            return isOnce || !isTerminal() ? once(stage, clock) : live(stage, clock, end);
        } catch (KubernetesUnavailableException e) {
            System.err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            end.done();
        }
    }

    private int once(Stage stage, Clock clock) throws InterruptedException {
        try (var show = new Show(stage, new PlainScreen(System.out), clock)) {
            var arrival = show.awaitReady(limit);
            arrival.ifPresentOrElse(ready -> Guide.summary(ready).forEach(System.out::println), () -> {
                System.out.println("Not everything is Ready after " + limit.toSeconds() + " s:");
                show.troubles().forEach(trouble -> System.out.println("  " + trouble));
            });
            return arrival.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static int live(Stage stage, Clock clock, End end) throws InterruptedException {
        var screen = new LiveScreen(System.out, TerminalSize.ask(), System.getenv("NO_COLOR") == null, "> ");
        try (var show = new Show(stage, screen, clock)) {
            Consumer<List<String>> answers = lines -> {
                screen.entered();
                show.answer(lines);
            };
            Prompt.read(System.in, new Commands(stage.account()), answers, end);
            end.await();
        }
        screen.leave();
        System.out.println("Stopping.");
        return ExitCode.OK;
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
