package dev.omnibridge.operator.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator as a program. */
@Command(
        name = "omnibridge",
        mixinStandardHelpOptions = true,
        description = "Keeps Talos clusters in Sidero Omni converged with custom resources.",
        subcommands = {Run.class, ReleaseAll.class, Train.class})
public final class Main {

    private Main() {}

    /** The program, for whoever gives it arguments. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    public static void main(String[] args) {
        int code = commandLine().execute(args.length == 0 ? new String[] {"--help"} : args);
        if (code != 0) {
            System.exit(code);
        }
    }
}
