package dev.omnibridge.kubernetes.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The ports of one control plane on 127.0.0.1.
 *
 * @param etcdClient where etcd answers the API server
 * @param etcdPeer where etcd would answer other members; there are none, but it insists on a port
 * @param apiServer where the API server answers
 * @param controllerManager where the controller manager tells its health
 */
record Ports(int etcdClient, int etcdPeer, int apiServer, int controllerManager) {
    /**
     * Below the range from which systems take the ports of outgoing connections: an API server that was stopped must find
     * its port free when it comes back.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 29_999;
    private static final int ATTEMPTS = 500;

    /** Four free ports; drawn at random, so that two processes that start together rarely draw the same. */
    static Ports free() {
        int[] ports = IntStream.generate(() -> RandomGenerator.getDefault().nextInt(LOWEST, HIGHEST + 1))
                .distinct()
                .limit(ATTEMPTS)
                .filter(Ports::isFree)
                .limit(4)
                .toArray();
        if (ports.length < 4) {
            throw new KubernetesStartException("no four free ports on 127.0.0.1 between " + LOWEST + " and " + HIGHEST);
        }
        return new Ports(ports[0], ports[1], ports[2], ports[3]);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
