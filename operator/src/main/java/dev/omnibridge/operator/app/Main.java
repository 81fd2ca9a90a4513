package dev.omnibridge.operator.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator as a program. */
@Command(
        name = "omnibridge",
        mixinStandardHelpOptions = true,
        description = "Keeps Talos clusters in Sidero Omni converged with custom resources.",
        subcommands = Run.class)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int code = new CommandLine(new Main()).execute(args.length == 0 ? new String[] {"--help"} : args);
        if (code != 0) {
            System.exit(code);
        }
    }
}
