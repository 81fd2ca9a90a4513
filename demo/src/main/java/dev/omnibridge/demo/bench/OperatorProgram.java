package dev.omnibridge.demo.bench;

import dev.omnibridge.demo.world.OperatorHere;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.time.Clock;

/** The operator and nothing else in a process; prints a line when it is ready and stops on a signal. */
public final class OperatorProgram {
    /** The line. */
    static final String READY = "ready";

    private OperatorProgram() {}

    /** Takes the path of a kubeconfig. */
    public static void main(String... arguments) {
        var client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(arguments[0])))
                .build();
        var operator = OperatorHere.start(client, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "operator-stop"));
        System.out.println(READY);
    }
}
