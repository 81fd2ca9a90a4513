package dev.omnibridge.kubernetes.server;

import dev.omnibridge.kubernetes.binaries.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where one control plane keeps its data, keys and logs.
 *
 * @param directory the directory of all of them, readable by its owner only
 * @param kept whether it stays when the control plane is closed
 */
public record ControlPlaneFiles(Path directory, boolean kept) {

    /** A directory that is removed at the end. */
    public static ControlPlaneFiles temporary() throws IOException {
        return new ControlPlaneFiles(Files.createTempDirectory("local-kubernetes-"), false);
    }

    /** A directory whose data outlives the control plane; made if it is not there. */
    public static ControlPlaneFiles kept(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        return new ControlPlaneFiles(directory.toAbsolutePath(), true);
    }

    Path etcdData() {
        return directory.resolve("etcd");
    }

    Path log(String program) {
        return directory.resolve(program + ".log");
    }

    Path tokens() {
        return directory.resolve("tokens.csv");
    }

    Path apiServerCertificates() {
        return directory.resolve("apiserver-certificates");
    }

    /** The API server's own certificate with its authority; written by it at its first start. */
    public Path apiServerCertificate() {
        return apiServerCertificates().resolve("apiserver.crt");
    }

    Path controllerManagerCertificates() {
        return directory.resolve("controller-manager-certificates");
    }

    Path serviceAccountPrivateKey() {
        return directory.resolve("service-account.key");
    }

    Path serviceAccountPublicKey() {
        return directory.resolve("service-account.pub");
    }

    /** A kubeconfig with a context for each user. */
    public Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    /** Makes ready for a start: certificates of earlier starts go, since nobody would renew them. */
    void prepare() throws IOException {
        Directories.delete(apiServerCertificates());
        Directories.delete(controllerManagerCertificates());
        ServiceAccountKeys.writeIfMissing(serviceAccountPrivateKey(), serviceAccountPublicKey());
    }

    void removeUnlessKept() throws IOException {
        if (!kept) {
            Directories.delete(directory);
        }
    }

    /** Writes a file that only its owner may read. */
    public static void writeSecret(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }
}
