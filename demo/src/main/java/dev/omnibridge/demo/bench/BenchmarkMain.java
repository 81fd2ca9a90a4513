package dev.omnibridge.demo.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The program behind {@code mvn -Pbenchmark}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        subcommands = SimulatorBenchmark.class,
        description = "Measures the operator against a local Kubernetes API and a simulated Omni with instant machines,"
                + " and prints a Markdown table.")
public final class BenchmarkMain implements Callable<Integer> {
    private static final int MOST_TROUBLES = 20;

    @Option(names = "--clusters", defaultValue = "100", description = "Clusters. Default: ${DEFAULT-VALUE}")
    private int clusters;

    @Option(
            names = "--machines",
            defaultValue = "10",
            description = "Machines of each cluster. Default: ${DEFAULT-VALUE}")
    private int machines;

    @Option(
            names = "--samples",
            defaultValue = "50",
            description = "Samples of each latency. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--rest",
            defaultValue = "PT1M",
            description = "How long a settled fleet is watched, in ISO 8601. Default: ${DEFAULT-VALUE}")
    private Duration rest = Duration.ofMinutes(1);

    @Option(
            names = "--outage",
            defaultValue = "PT1M",
            description = "How long Omni is away, in ISO 8601. Default: ${DEFAULT-VALUE}")
    private Duration outage = Duration.ofMinutes(1);

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "Runs, each from nothing; the table tells medians and extremes. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--limit",
            defaultValue = "PT5M",
            description = "Longest wait for any one thing, in ISO 8601. Default: ${DEFAULT-VALUE}")
    private Duration limit = Duration.ofMinutes(5);

    @Option(
            names = "--directory",
            defaultValue = "demo/target/benchmark",
            description = "Where the operator's log goes. Default: ${DEFAULT-VALUE}")
    private Path directory = Path.of("demo", "target", "benchmark");

    /** Runs it and exits. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var size = new BenchmarkSize(clusters, machines, samples, rest, outage);
        var table = new Table();
        String load = Machine.load();
        for (int run = 1; run <= runs; run++) {
            System.err.println("run " + run + " of " + runs);
            try (var world = BenchWorld.start(size, directory)) {
                measure(world, size, table);
            }
        }
        System.out.println(clusters + " clusters, " + clusters * machines + " machines; runs: " + runs + "; "
                + Machine.facts()
                + "; load average " + load + " before, " + Machine.load() + " after");
        System.out.println();
        System.out.println(table);
        return ExitCode.OK;
    }

    /** What does not come in time is explained by the objects that are not Ready. */
    private void measure(BenchWorld world, BenchmarkSize size, Table table) throws InterruptedException {
        try {
            new Benchmark(world, size, new Patience(limit), table).run();
        } catch (IllegalStateException e) {
            world.troubles().limit(MOST_TROUBLES).forEach(System.err::println);
            throw e;
        }
    }
}
