package dev.omnibridge.kubernetes.binaries;

/** Hears what a download or a build is doing, so that a person does not take five minutes for a hang. */
@FunctionalInterface
public interface ProgressListener {

    /** One line for people, without line break. */
    void progress(String line);

    /** Prints each line on standard error. */
    static ProgressListener standardError() {
        return line -> System.err.println("[local-kubernetes] " + line);
    }
}
