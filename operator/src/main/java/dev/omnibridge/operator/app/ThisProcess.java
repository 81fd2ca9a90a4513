package dev.omnibridge.operator.app;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where this process runs, for people who look for it from elsewhere. */
final class ThisProcess {

    /** Set to the name of the pod by the manifests. */
    static final String POD_NAME = "POD_NAME";

    private ThisProcess() {}

    /**
     * Its name in the Lease. A pod's name is nobody else's: a container that starts again in its pod leads on at once. Where only the host is known, two
     * processes may run on it.
     */
    static String identity(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(POD_NAME))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> environment.getOrDefault("HOSTNAME", "local") + "-" + UUID.randomUUID());
    }

    /** In a pod, HOSTNAME is its name. */
    static String of(String namespace) {
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("a host without HOSTNAME");
        return "process %d on %s, namespace %s"
                .formatted(ProcessHandle.current().pid(), host, namespace);
    }
}
