package dev.omnibridge.kubernetes.binaries;

import java.nio.file.Path;

/** One way to get the programs onto this machine. */
interface BinarySource {

    /** The directory name in the cache; changes whenever the content would. */
    String cacheName();

    /** What the source is called in messages. */
    String description();

    /** Whether it brings kube-controller-manager. */
    boolean hasControllers();

    /**
     * Puts the programs into {@code target}.
     *
     * @param target an existing, empty directory that is thrown away on failure
     * @throws ProvisioningException with a reason for people
     */
    void fill(Path target, ProgressListener progress) throws ProvisioningException, InterruptedException;
}
