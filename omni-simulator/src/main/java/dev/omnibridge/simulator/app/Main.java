package dev.omnibridge.simulator.app;

import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.page.PageServer;
import dev.omnibridge.simulator.scenario.Scenario;
import dev.omnibridge.simulator.scenario.ScenarioRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a simulated Omni on loopback, says how to reach it, and takes commands until it is told to quit. */
@Command(
        name = "omni-simulator",
        subcommands = Compare.class,
        description = "An Omni in memory with virtual machines. Nothing is kept: it begins anew with each start.")
public final class Main implements Callable<Integer> {

    /** As a real Omni's controllers have it. */
    private static final Duration LATENCY = Duration.ofMillis(10);

    private static final String LOGGING = "logback.configurationFile";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port on loopback, 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--machines",
            defaultValue = "6",
            description = "Machines that join at the start. Default: ${DEFAULT-VALUE}")
    private int machines;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "How many times faster than real machines they live. Default: ${DEFAULT-VALUE}")
    private double speed;

    @Option(
            names = "--version",
            defaultValue = "1.10",
            converter = Choices.OfVersion.class,
            description = "Generation of Omni: 1.9, 1.10 or main. Default: ${DEFAULT-VALUE}")
    private OmniVersion version = OmniVersion.V1_10;

    @Option(
            names = "--scenario",
            converter = Choices.OfScenario.class,
            description = "Trouble that comes by itself: shortage, unreachable-machine or outage.")
    private Optional<Scenario> scenario = Optional.empty();

    @Option(
            names = "--page-port",
            defaultValue = "0",
            description = "Port of the page that shows the state, 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int pagePort;

    @Option(
            names = "--key-file",
            description = "Write the service account key there, readable by you only, instead of printing it.")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--ca-file",
            description = "Write the CA of the Kubernetes proxy there; kubeconfigs of Omni don't contain it.")
    private Optional<Path> caFile = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean wantsHelp;

    @Option(names = "--tls", description = "Serve the API by TLS, with a certificate by the CA of --ca-file.")
    private boolean hasTls;

    /** The program. */
    public static void main(String... args) {
        // before the first logger is made; a configuration the user names wins
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "simulator-logback.xml");
        }
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        if (machines < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--machines " + machines + " is not possible: give 0 or more");
        }
        if (!(speed > 0)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--speed " + speed + " is not possible: give more than 0");
        }
        var builder = OmniSimulator.builder()
                .version(version)
                .port(port)
                .accelerated(speed)
                .latency(LATENCY);
        PrintWriter out = spec.commandLine().getOut();
        try (OmniSimulator simulator =
                        (hasTls ? builder.tls() : builder).build().start();
                PageServer page = PageServer.start(simulator, version.text(), pagePort)) {
            int atStart = scenario.map(s -> s.machinesAtStart(machines)).orElse(machines);
            join(simulator, atStart);
            greet(simulator, atStart, page, out);
            scenario.ifPresent(s -> ScenarioRun.begin(
                    s, simulator, () -> join(simulator, machines - atStart), event -> tell(simulator, event, out)));
            serve(new Console(simulator, out), out);
        }
        return CommandLine.ExitCode.OK;
    }

    private static void join(OmniSimulator simulator, int machines) {
        simulator.machines().addMany(machines, MachineTemplate.of("1.13.8"));
    }

    private static void tell(OmniSimulator simulator, String event, PrintWriter out) {
        out.println("[" + simulator.world().now().truncatedTo(ChronoUnit.SECONDS) + "] " + event);
        out.flush();
    }

    private void greet(OmniSimulator simulator, int atStart, PageServer page, PrintWriter out) {
        caFile.ifPresent(file -> write(file, simulator.caPem()));
        out.println(
                "Omni " + version.text() + " is up at " + simulator.endpoint() + ", with " + atStart + " machines.");
        out.println("Kubernetes proxy: " + simulator.kubernetesProxy().url()
                + caFile.map(file -> " (CA in " + file + ")").orElse(""));
        out.println("Look at it: " + page.url());
        scenario.ifPresent(s -> out.println("Scenario " + s.title() + ": " + s.description() + "."));
        out.println();
        out.println("export OMNI_ENDPOINT=" + simulator.endpoint());
        if (keyFile.isPresent()) {
            write(keyFile.get(), simulator.serviceAccountKey());
            out.println("export OMNI_SERVICE_ACCOUNT_KEY=$(cat " + keyFile.get() + ")");
        } else {
            out.println("export OMNI_SERVICE_ACCOUNT_KEY=" + simulator.serviceAccountKey());
        }
        out.println();
        out.println("Point the operator, omnictl, or any client of Omni at it. Type help for what can be done here.");
        out.flush();
    }

    /** Reads commands until quit; with no terminal to read from it serves until it is stopped from outside. */
    private static void serve(Console console, PrintWriter out) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean goesOn = console.run(line.strip());
                out.flush();
                if (!goesOn) {
                    return;
                }
            }
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Path file, String content) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file + ": " + e.getMessage(), e);
        }
    }
}
