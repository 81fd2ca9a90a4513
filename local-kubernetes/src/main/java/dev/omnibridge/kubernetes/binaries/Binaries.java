package dev.omnibridge.kubernetes.binaries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A directory that holds at least etcd and kube-apiserver.
 *
 * @param directory where the programs are, by their usual names
 */
public record Binaries(Path directory) {
    static final String ETCD = "etcd";
    static final String API_SERVER = "kube-apiserver";
    static final String CONTROLLER_MANAGER = "kube-controller-manager";

    /** The binaries in {@code directory}; empty unless etcd and kube-apiserver are there and executable. */
    public static Optional<Binaries> in(Path directory) {
        var binaries = new Binaries(directory);
        return Files.isExecutable(binaries.etcd()) && Files.isExecutable(binaries.apiServer())
                ? Optional.of(binaries)
                : Optional.empty();
    }

    /** The etcd program. */
    public Path etcd() {
        return directory.resolve(ETCD);
    }

    /** The kube-apiserver program. */
    public Path apiServer() {
        return directory.resolve(API_SERVER);
    }

    /** The kube-controller-manager program; empty where the binaries came from an envtest archive. */
    public Optional<Path> controllerManager() {
        return Optional.of(directory.resolve(CONTROLLER_MANAGER)).filter(Files::isExecutable);
    }

    boolean suits(Controllers needed) {
        return switch (needed) {
            case REQUIRED -> controllerManager().isPresent();
            case IF_AVAILABLE -> true;
        };
    }
}
