package dev.omnibridge.kubernetes;

import dev.omnibridge.kubernetes.binaries.Binaries;
import dev.omnibridge.kubernetes.binaries.KubernetesUnavailableException;
import dev.omnibridge.kubernetes.binaries.Provisioning;
import dev.omnibridge.kubernetes.server.ControlPlane;
import dev.omnibridge.kubernetes.server.ControlPlaneFiles;
import dev.omnibridge.kubernetes.server.EtcdValues;
import dev.omnibridge.kubernetes.server.KubernetesStartException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real kube-apiserver with etcd and, where there is one, kube-controller-manager on 127.0.0.1. No nodes, no pods: an API
 * with schemas, admission, RBAC, watches, garbage collection and namespace deletion. A shutdown hook stops it with the
 * JVM; the servers built from our Go module also end when the JVM is killed.
 */
public final class LocalKubernetes implements AutoCloseable {
    /** The administrator's user name; a member of {@code system:masters}, so RBAC never holds it back. */
    public static final String ADMIN = "admin";

    private final ControlPlaneFiles files;
    private final ControlPlane controlPlane;
    private final Tokens tokens;
    private final boolean controllersAvailable;
    private final Thread hook;

    private LocalKubernetes(Binaries binaries, ControlPlaneFiles files, LocalKubernetesOptions options) {
        this.files = files;
        this.tokens = new Tokens(
                Stream.concat(Stream.of(new User(ADMIN, List.of("system:masters"))), options.users().stream())
                        .toList());
        this.controlPlane = new ControlPlane(
                binaries,
                files,
                new ControlPlane.Settings(
                        tokens.of(ADMIN), tokens.file(), options.apiServerFlags(), options.startLimit()));
        this.controllersAvailable = binaries.controllerManager().isPresent();
        this.hook = new Thread(controlPlane::close, "local-kubernetes-stop");
    }

    /**
     * Finds or provisions the programs, which can take minutes at the first use on a machine, and starts them.
     *
     * @throws KubernetesUnavailableException if there are no programs and no way to get them
     * @throws KubernetesStartException if a process does not become ready
     */
    public static LocalKubernetes start(LocalKubernetesOptions options) {
        try {
            var availability = Provisioning.ofThisMachine(options.progress()).obtain(options.controllers());
            return start(availability.orThrow(), options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesStartException("interrupted while getting the programs", e);
        }
    }

    /**
     * Starts these programs; takes 3 to 5 seconds.
     *
     * @throws KubernetesStartException if a process does not become ready
     */
    public static LocalKubernetes start(Binaries binaries, LocalKubernetesOptions options) {
        try {
            var files = options.dataDirectory().isPresent()
                    ? ControlPlaneFiles.kept(options.dataDirectory().get())
                    : ControlPlaneFiles.temporary();
            var kubernetes = new LocalKubernetes(binaries, files, options);
            Runtime.getRuntime().addShutdownHook(kubernetes.hook);
            kubernetes.startOrClose();
            return kubernetes;
        } catch (IOException e) {
            throw new KubernetesStartException("cannot write the files of the control plane: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesStartException("interrupted while starting", e);
        }
    }

    private void startOrClose() throws IOException, InterruptedException {
        boolean started = false;
        try {
            controlPlane.start(_ -> ControlPlaneFiles.writeSecret(
                    files.kubeconfig(), Kubeconfig.text(address(), files.apiServerCertificate(), tokens)));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** The API server's address, as in {@code https://127.0.0.1:20443}. */
    public String address() {
        return "https://127.0.0.1:" + controlPlane.port();
    }

    /** A client configuration for the administrator, in namespace {@code default}. */
    public Config clientConfig() {
        return clientConfig(ADMIN);
    }

    /**
     * A client configuration for a user given to the start.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    public Config clientConfig(String userName) {
        return configuration(userName).build();
    }

    /**
     * A client configuration of an administrator who acts as somebody else; the API server then applies that user's
     * rights. For a service account the API server adds its groups by itself.
     *
     * @param userName for example {@code system:serviceaccount:omnibridge:omnibridge}
     * @param groups groups of that user; with any given, only these count
     */
    public Config clientConfigAs(String userName, String... groups) {
        return configuration(ADMIN)
                .withImpersonateUsername(userName)
                .withImpersonateGroups(groups)
                .build();
    }

    private ConfigBuilder configuration(String userName) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(address() + "/")
                .withOauthToken(tokens.of(userName))
                .withCaCertFile(files.apiServerCertificate().toString())
                .withNamespace("default");
    }

    /** The kubeconfig's text, usable with kubectl: a context for each user, the administrator's is current. */
    public String kubeconfig() {
        try {
            return Files.readString(kubeconfigFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kubeconfig as a file; it is in the data directory, or goes with the temporary one. */
    public Path kubeconfigFile() {
        return files.kubeconfig();
    }

    /** Whether a controller manager runs: owner references are collected, deleted namespaces go away. */
    public boolean controllersAvailable() {
        return controllersAvailable;
    }

    /**
     * What etcd holds, beneath the API server: to put an object back as a restored backup does, with its old generation and status, which
     * no call of the API can.
     */
    public EtcdValues etcd() {
        return controlPlane.etcd();
    }

    /** Kills the API server as a crash would; connections break and its port refuses. Data stays. */
    public void pauseApiServer() {
        controlPlane.killApiServer();
    }

    /**
     * Brings the API server back on the same port with its data, and returns once it is ready.
     *
     * @throws IllegalStateException if it runs
     * @throws KubernetesStartException if it does not become ready
     */
    public void resumeApiServer() {
        try {
            controlPlane.startApiServer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesStartException("interrupted while starting the API server", e);
        }
    }

    /** {@link #pauseApiServer()} and {@link #resumeApiServer()}. */
    public void restartApiServer() {
        pauseApiServer();
        resumeApiServer();
    }

    /** Stops all processes and removes temporary files. Can be called again. */
    @Override
    public void close() {
        controlPlane.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the JVM is going down already, and the hook with it
        }
    }
}
