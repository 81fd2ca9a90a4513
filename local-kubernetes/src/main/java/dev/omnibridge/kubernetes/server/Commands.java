package dev.omnibridge.kubernetes.server;

import dev.omnibridge.kubernetes.binaries.Binaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command lines of the three processes. All listen on 127.0.0.1 only.
 *
 * @param binaries the programs
 * @param files where data, keys and logs are
 * @param ports where they listen
 */
record Commands(Binaries binaries, ControlPlaneFiles files, Ports ports) {
    private static final String LOOPBACK = "127.0.0.1";

    ServerCommand etcd() {
        String clients = "http://" + LOOPBACK + ":" + ports.etcdClient();
        String peers = "http://" + LOOPBACK + ":" + ports.etcdPeer();
        var flags = new ArrayList<>(List.of(
                "--data-dir=" + files.etcdData(),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--log-level=warn"));
        if (!files.kept()) {
            flags.add("--unsafe-no-fsync");
        }
        return new ServerCommand(
                binaries.etcd(), flags, files.log("etcd"), List.of(HealthProbe.plain(ports.etcdClient(), "/health")));
    }

    ServerCommand apiServer(String adminToken, List<String> extraFlags) {
        var flags = new ArrayList<>(List.of(
                "--etcd-servers=http://" + LOOPBACK + ":" + ports.etcdClient(),
                "--secure-port=" + ports.apiServer(),
                "--bind-address=" + LOOPBACK,
                // without it the server looks for a default route and ends where there is none
                "--advertise-address=" + LOOPBACK,
                "--endpoint-reconciler-type=none",
                "--cert-dir=" + files.apiServerCertificates(),
                "--authorization-mode=RBAC",
                // it would hold back pods until their service account is there; no pod ever runs here
                "--disable-admission-plugins=ServiceAccount",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--token-auth-file=" + files.tokens(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + files.serviceAccountPublicKey(),
                "--service-account-signing-key-file=" + files.serviceAccountPrivateKey()));
        flags.addAll(extraFlags);
        var headers = Map.of("Authorization", "Bearer " + adminToken);
        return new ServerCommand(
                binaries.apiServer(),
                flags,
                files.log("kube-apiserver"),
                List.of(
                        HealthProbe.secure(ports.apiServer(), "/readyz", files.apiServerCertificate(), headers),
                        // made by the server itself a moment after it calls itself ready
                        HealthProbe.secure(
                                ports.apiServer(),
                                "/api/v1/namespaces/default",
                                files.apiServerCertificate(),
                                headers)));
    }

    /** Only the controllers that the API itself depends on: nothing here schedules or runs pods. */
    Optional<ServerCommand> controllerManager() {
        return binaries.controllerManager()
                .map(program -> new ServerCommand(
                        program,
                        List.of(
                                "--kubeconfig=" + files.kubeconfig(),
                                "--secure-port=" + ports.controllerManager(),
                                "--bind-address=" + LOOPBACK,
                                "--cert-dir=" + files.controllerManagerCertificates(),
                                "--leader-elect=false",
                                "--service-account-private-key-file=" + files.serviceAccountPrivateKey(),
                                "--concurrent-gc-syncs=2",
                                "--controllers=garbage-collector-controller,namespace-controller,"
                                        + "serviceaccount-controller,clusterrole-aggregation-controller"),
                        files.log("kube-controller-manager"),
                        List.of(HealthProbe.secure(
                                ports.controllerManager(),
                                "/healthz",
                                files.controllerManagerCertificates().resolve("kube-controller-manager.crt"),
                                Map.of()))));
    }
}
