package dev.omnibridge.operator.app;

import java.util.Optional;

/** Where this process runs, for people who look for it from elsewhere. */
final class ThisProcess {

    private ThisProcess() {}

    /** In a pod, HOSTNAME is its name. */
    static String of(String namespace) {
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("a host without HOSTNAME");
        return "process %d on %s, namespace %s"
                .formatted(ProcessHandle.current().pid(), host, namespace);
    }
}
