package dev.omnibridge.kubernetes.junit;

import dev.omnibridge.kubernetes.CustomResourceDefinitions;
import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.LocalKubernetesOptions;
import dev.omnibridge.kubernetes.binaries.Controllers;
import dev.omnibridge.kubernetes.binaries.KubernetesUnavailableException;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one server of this JVM, started when the first test asks for it and stopped by its shutdown hook. */
final class SharedKubernetes {
    private static final SharedKubernetes OF_THIS_JVM = new SharedKubernetes();

    private final Set<String> established = new HashSet<>();
    private @Nullable Answer answer;

    private SharedKubernetes() {}

    static SharedKubernetes ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** A server, or why there is none. */
    sealed interface Answer {
        /** There is one. */
        record Running(LocalKubernetes kubernetes) implements Answer {}

        /** There is none on this machine, or not one of the kind asked for. */
        record Missing(String reason) implements Answer {}
    }

    /**
     * The server; the first call starts it.
     *
     * @throws dev.omnibridge.kubernetes.server.KubernetesStartException if the programs are there but do not run: that is
     *     a failure, never a reason to skip
     */
    synchronized Answer ask(Controllers needed, boolean required) {
        if (answer == null) {
            answer = start(required);
        }
        return switch (answer) {
            case Answer.Running(var kubernetes)
            when needed == Controllers.REQUIRED && !kubernetes.controllersAvailable() ->
                new Answer.Missing(
                        "these tests need kube-controller-manager, and the programs found or downloaded have none;"
                                + " run `mvn -Pprovision -pl local-kubernetes process-classes` to build it with Go");
            case Answer.Running running -> running;
            case Answer.Missing missing -> missing;
        };
    }

    /** Where nothing may be skipped, programs without controllers would not do: some tests need them. */
    private static Answer start(boolean required) {
        try {
            return new Answer.Running(LocalKubernetes.start(LocalKubernetesOptions.defaults()
                    .withControllers(required ? Controllers.REQUIRED : Controllers.IF_AVAILABLE)));
        } catch (KubernetesUnavailableException e) {
            return new Answer.Missing(String.valueOf(e.getMessage()));
        }
    }

    /** Applies the definitions of a class path folder, once for the JVM. */
    synchronized void establish(LocalKubernetes kubernetes, String folder) {
        if (established.contains(folder)) {
            return;
        }
        try (var client = new KubernetesClientBuilder()
                .withConfig(kubernetes.clientConfig())
                .build()) {
            CustomResourceDefinitions.onClassPath(folder).applyWith(client);
        }
        established.add(folder);
    }
}
