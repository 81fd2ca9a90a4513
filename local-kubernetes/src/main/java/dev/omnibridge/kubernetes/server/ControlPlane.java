package dev.omnibridge.kubernetes.server;

import dev.omnibridge.kubernetes.binaries.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** etcd, kube-apiserver and, where there is one, kube-controller-manager, as processes of this machine. */
public final class ControlPlane {
    private final ControlPlaneFiles files;
    private final Commands commands;
    private final Settings settings;
    private final int port;
    private final EtcdValues etcd;
    private final Map<Role, ServerProcess> running = new EnumMap<>(Role.class);
    private boolean closed;

    /**
     * What a caller can choose.
     *
     * @param adminToken a token of a user who may read everything; for the question whether the server is ready
     * @param tokens the content of the API server's token file
     * @param apiServerFlags flags for the API server beyond ours
     * @param startLimit how long each process may take until it is ready
     */
    public record Settings(String adminToken, String tokens, List<String> apiServerFlags, Duration startLimit) {

        /** Tells no tokens. */
        @Override
        public String toString() {
            return "Settings[apiServerFlags=" + apiServerFlags + ", startLimit=" + startLimit + "]";
        }
    }

    /** What happens between the API server's start and the controller manager's: its kubeconfig is written. */
    @FunctionalInterface
    public interface KubeconfigWriter {
        /** Writes the kubeconfig; the API server's certificate is there by now. */
        void write(int port) throws IOException;
    }

    /** A control plane that is not started yet; its ports are chosen. */
    public ControlPlane(Binaries binaries, ControlPlaneFiles files, Settings settings) {
        var ports = Ports.free();
        this.files = files;
        this.settings = settings;
        this.commands = new Commands(binaries, files, ports);
        this.port = ports.apiServer();
        this.etcd = new EtcdValues(ports.etcdClient());
    }

    /** The API server's port on 127.0.0.1; the same for as long as this object lives. */
    public int port() {
        return port;
    }

    /** What etcd holds for the API server. */
    public EtcdValues etcd() {
        return etcd;
    }

    /** Starts everything and returns once it is ready. */
    public void start(KubeconfigWriter kubeconfig) throws IOException, InterruptedException {
        files.prepare();
        ControlPlaneFiles.writeSecret(files.tokens(), settings.tokens());
        launch(Role.ETCD, commands.etcd()).awaitReady(settings.startLimit());
        startApiServer();
        kubeconfig.write(port);
        var controllerManager = commands.controllerManager();
        if (controllerManager.isPresent()) {
            launch(Role.CONTROLLER_MANAGER, controllerManager.get()).awaitReady(settings.startLimit());
        }
    }

    /** Starts the API server on its port and with its data, and returns once it is ready. */
    public void startApiServer() throws InterruptedException {
        launch(Role.API_SERVER, commands.apiServer(settings.adminToken(), settings.apiServerFlags()))
                .awaitReady(settings.startLimit());
    }

    /** Kills the API server; etcd keeps its data, and the controller manager waits for it to come back. */
    public synchronized void killApiServer() {
        end(Role.API_SERVER, ServerProcess::kill);
    }

    /** Stops everything and removes the files unless they are kept. Also ends a start that is under way. */
    public synchronized void close() {
        closed = true;
        end(Role.CONTROLLER_MANAGER, ServerProcess::kill);
        // before etcd: asked to end without etcd, the API server lives on for more than a minute
        end(Role.API_SERVER, ServerProcess::kill);
        end(Role.ETCD, files.kept() ? ServerProcess::stop : ServerProcess::kill);
        try {
            files.removeUnlessKept();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + files.directory(), e);
        }
    }

    /** Holds the monitor only while the process is made, not until it is ready: closing must never wait for that. */
    private synchronized ServerProcess launch(Role role, ServerCommand command) {
        if (closed) {
            throw new KubernetesStartException(command.name() + " cannot start: the control plane was closed");
        }
        var present = running.get(role);
        if (present != null && present.isAlive()) {
            throw new IllegalStateException(command.name() + " runs already; pause it first");
        }
        var process = ServerProcess.start(command);
        running.put(role, process);
        return process;
    }

    private void end(Role role, Consumer<ServerProcess> how) {
        var process = running.remove(role);
        if (process != null) {
            how.accept(process);
        }
    }

    private enum Role {
        ETCD,
        API_SERVER,
        CONTROLLER_MANAGER
    }
}
