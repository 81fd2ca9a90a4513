package dev.omnibridge.operator.app;

import dev.omnibridge.operator.access.ServerWords;
import dev.omnibridge.operator.release.Release;
import dev.omnibridge.operator.release.Scope;
import dev.omnibridge.operator.release.Step;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** For those who leave: gives up claims and finalizers and prints what became of each. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description =
                "Gives up every claim in Omni and every finalizer of this instance, and touches nothing else:"
                        + " clusters, machines and custom resources stay as they are. Stop the operator first: while a process of it works, nothing is given up.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was given up",
            "1:something is still held, see the lines above",
            "2:wrong settings"
        })
final class ReleaseAll implements Callable<Integer> {

    @Mixin
    private ManagementOptions management = new ManagementOptions();

    @Option(
            names = "--all",
            required = true,
            description = "Every claim and finalizer of the instance; required, so that nobody calls it by mistake.")
    private boolean isForAll;

    @Option(
            names = "--connection",
            description = "Only what is held through this OmniConnection; may be given several times. Default: all.")
    private Set<String> connections = Set.of();

    @Option(names = "--dry-run", description = "Print what would be given up, and change nothing.")
    private boolean isDryRun;

    @Option(
            names = "--without-omni",
            description = "Remove finalizers also where claims could not be given up; those claims stay in Omni.")
    private boolean leavesWithoutOmni;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        OperatorConfiguration configuration;
        try {
            configuration = management.configuration();
        } catch (InvalidConfigurationException e) {
            err.println(e.getMessage());
            return ExitCodes.WRONG_CONFIGURATION;
        }
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(management.kubernetes())
                .build()) {
            List<Step> steps = new Release(client, new SingleErrand(configuration, client, Clock.systemUTC()))
                    .run(new Release.Request(
                            configuration.instance(),
                            new Scope(configuration.servedNamespaces(), connections),
                            configuration.namespace(),
                            isDryRun,
                            leavesWithoutOmni));
            return print(steps, out);
        } catch (KubernetesClientException e) {
            err.println("stopped by the management cluster: " + ServerWords.of(e));
            return ExitCodes.NOT_DONE;
        }
    }

    private int print(List<Step> steps, PrintWriter out) {
        String verb = isDryRun ? "would give up" : "gave up";
        int kept = 0;
        for (Step step : steps) {
            switch (step) {
                case Step.GivenUp(String what) -> out.println(verb + "  " + what);
                case Step.Kept(String what, String why) -> {
                    kept++;
                    out.println("kept  " + what + ": " + why);
                }
            }
        }
        int gone = steps.size() - kept;
        out.println(
                kept == 0
                        ? "%s %d claims and finalizers; nothing else is touched".formatted(verb, gone)
                        : "%s %d claims and finalizers, %d kept; mend what stands above and run this again"
                                .formatted(verb, gone, kept));
        out.flush();
        return kept == 0 ? ExitCodes.DONE : ExitCodes.NOT_DONE;
    }
}
