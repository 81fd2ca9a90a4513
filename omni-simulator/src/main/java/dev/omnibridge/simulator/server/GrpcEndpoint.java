package dev.omnibridge.simulator.server;

import dev.omnibridge.simulator.auth.SignatureCheck;
import dev.omnibridge.simulator.fault.FaultInterceptor;
import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The door of a simulated Omni: a port on loopback, or a name within this JVM. Can be closed and opened again at the same place. */
public final class GrpcEndpoint {

    /** Where the services are served. */
    public sealed interface Place {

        /**
         * A TCP port on loopback.
         *
         * @param number port; 0 takes a free one, and the same one after each restart
         * @param credentials TLS certificate and key; without them plaintext HTTP/2
         */
        record Port(int number, Optional<ServerCredentials> credentials) implements Place {}

        /** A channel name within this JVM. */
        record InProcess(String name) implements Place {}
    }

    private static final int LARGEST_MESSAGE = 32 * 1024 * 1024;
    private static final int LARGEST_HEADERS = 1_048_896;
    private static final int MOST_STREAMS = 250;

    private final Place place;
    private final List<BindableService> services;
    private final SignatureCheck signatures;
    private final FaultInterceptor faults;
    private Optional<Server> server = Optional.empty();
    private int port;

    /** A door that is still closed. */
    public GrpcEndpoint(
            Place place, List<BindableService> services, SignatureCheck signatures, FaultInterceptor faults) {
        this.place = place;
        this.services = List.copyOf(services);
        this.signatures = signatures;
        this.faults = faults;
    }

    /** Opens it; nothing happens if it is open. */
    public synchronized void start() {
        if (server.isPresent()) {
            return;
        }
        ServerBuilder<?> builder = builder().maxInboundMessageSize(LARGEST_MESSAGE);
        services.forEach(builder::addService);
        builder.fallbackHandlerRegistry(new UnansweredCalls());
        // the interceptor added last runs first: faults strike before the signature is looked at
        Server built = builder.intercept(signatures).intercept(faults).build();
        try {
            server = Optional.of(built.start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the simulator can't listen on port " + port + ": choose another one, or 0 for any free one", e);
        }
        if (place instanceof Place.Port) {
            port = built.getPort();
        }
    }

    /** Closes it at once: running calls and watches end as unavailable. */
    public synchronized void stop() {
        server.ifPresent(running -> {
            running.shutdownNow();
            try {
                if (!running.awaitTermination(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("calls of the simulator did not end within 10 s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server = Optional.empty();
    }

    /** Port on loopback, known once it was started; 0 within the JVM. */
    public synchronized int port() {
        return port;
    }

    private ServerBuilder<?> builder() {
        return switch (place) {
            case Place.InProcess(String name) -> InProcessServerBuilder.forName(name);
            case Place.Port(int number, var credentials) ->
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port == 0 ? number : port),
                                credentials.orElseGet(InsecureServerCredentials::create))
                        .maxInboundMetadataSize(LARGEST_HEADERS)
                        .maxConcurrentCallsPerConnection(MOST_STREAMS)
                        // Omni has no minimum interval of pings [live]
                        .permitKeepAliveTime(1, TimeUnit.MILLISECONDS)
                        .permitKeepAliveWithoutCalls(true);
        };
    }
}
