package dev.omnibridge.kubernetes;

import dev.omnibridge.kubernetes.binaries.Availability.Available;
import dev.omnibridge.kubernetes.binaries.Availability.Unavailable;
import dev.omnibridge.kubernetes.binaries.Controllers;
import dev.omnibridge.kubernetes.binaries.ProgressListener;
import dev.omnibridge.kubernetes.binaries.Provisioning;
import java.util.List;

/**
 * Makes sure that the programs are on this machine, with progress on standard error; prints where they are. Exits with 1
 * and the reason where that is impossible. With {@code --with-controllers} an archive without kube-controller-manager is
 * not enough.
 */
public final class Provision {
    private static final String WITH_CONTROLLERS = "--with-controllers";

    private Provision() {}

    /** The program. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        if (!List.of(WITH_CONTROLLERS).containsAll(arguments)) {
            System.err.println("unknown arguments " + arguments + "; allowed is " + WITH_CONTROLLERS);
            return 2;
        }
        var needed = arguments.contains(WITH_CONTROLLERS) ? Controllers.REQUIRED : Controllers.IF_AVAILABLE;
        return switch (Provisioning.ofThisMachine(ProgressListener.standardError())
                .obtain(needed)) {
            case Available(var binaries) -> {
                System.out.println(binaries.directory());
                yield 0;
            }
            case Unavailable(var reason) -> {
                System.err.println(reason);
                yield 1;
            }
        };
    }
}
