package dev.omnibridge.kubernetes.binaries;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A loopback host that offers an archive laid out like the published ones, behind a redirect as there. */
final class ArchiveServer implements AutoCloseable {
    private final HttpServer server;
    private final byte[] archive;

    private ArchiveServer(HttpServer server, byte[] archive) {
        this.server = server;
        this.archive = archive;
    }

    static ArchiveServer start(Path workDirectory) throws Exception {
        Programs.in(workDirectory.resolve("controller-tools/envtest"), "etcd", "kube-apiserver", "kubectl");
        Path file = workDirectory.resolve("archive.tar.gz");
        new Command(List.of("tar", "-czf", file.toString(), "-C", workDirectory.toString(), "controller-tools/envtest"))
                .run(_ -> {});
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var started = new ArchiveServer(server, Files.readAllBytes(file));
        started.answer("/archive.tar.gz", 302, new byte[0]);
        started.answer("/store/archive.tar.gz", 200, started.archive);
        server.start();
        return started;
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", "/store" + path);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    String sha512() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(archive));
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
    }
}
