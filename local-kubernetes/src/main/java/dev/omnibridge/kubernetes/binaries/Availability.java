package dev.omnibridge.kubernetes.binaries;

/** The answer to "can a real Kubernetes API run on this machine?". */
public sealed interface Availability {

    /**
     * Yes, with these programs.
     *
     * @param binaries the programs
     */
    record Available(Binaries binaries) implements Availability {}

    /**
     * No.
     *
     * @param reason every place that was tried with what was wrong there, and what a person can do; several lines
     */
    record Unavailable(String reason) implements Availability {}

    /**
     * The binaries, for callers that cannot go on without them.
     *
     * @throws KubernetesUnavailableException with the reason
     */
    default Binaries orThrow() {
        return switch (this) {
            case Available(var binaries) -> binaries;
            case Unavailable(var reason) -> throw new KubernetesUnavailableException(reason);
        };
    }
}
