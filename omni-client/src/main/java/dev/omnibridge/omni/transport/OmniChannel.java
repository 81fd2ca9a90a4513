package dev.omnibridge.omni.transport;

import dev.omnibridge.omni.auth.SigningInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * The one gRPC channel of a connection, with the settings of Omni's own client: it pings after a minute of silence while calls run, and accepts
 * answers of twice the size Omni accepts.
 */
public final class OmniChannel implements AutoCloseable {

    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
    /** Reasons of a refused write travel in headers and can be long. */
    private static final int MAX_METADATA_BYTES = 1024 * 1024;

    private static final Duration PING_AFTER = Duration.ofSeconds(60);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** Callbacks only dispatch, so a few threads carry all watches of a connection. */
    private static final int CALLBACK_THREADS = 4;

    private final ManagedChannel channel;
    private final ExecutorService callbacks;

    private OmniChannel(ManagedChannel channel, ExecutorService callbacks) {
        this.channel = channel;
        this.callbacks = callbacks;
    }

    /** A channel to an endpoint. It connects with the first call. */
    public static OmniChannel open(
            OmniEndpoint endpoint, TlsTrust trust, SigningInterceptor signing, String userAgent) {
        return open(endpoint, trust, signing, userAgent, CallListener.NONE);
    }

    /** The same, with somebody who hears of its calls. */
    public static OmniChannel open(
            OmniEndpoint endpoint,
            TlsTrust trust,
            SigningInterceptor signing,
            String userAgent,
            CallListener listener) {
        return open(builder(endpoint, trust), signing, userAgent, listener);
    }

    /** A channel over a given transport, for instance in process. */
    public static OmniChannel open(ManagedChannelBuilder<?> transport, SigningInterceptor signing, String userAgent) {
        return open(transport, signing, userAgent, CallListener.NONE);
    }

    private static OmniChannel open(
            ManagedChannelBuilder<?> transport, SigningInterceptor signing, String userAgent, CallListener listener) {
        ExecutorService callbacks = Executors.newFixedThreadPool(
                CALLBACK_THREADS, Thread.ofPlatform().daemon().name("omni-", 0).factory());
        ManagedChannel channel = transport
                .executor(callbacks)
                .userAgent(userAgent)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .keepAliveTime(PING_AFTER.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(PING_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .keepAliveWithoutCalls(false)
                .disableServiceConfigLookUp()
                .defaultServiceConfig(retryOfReads())
                // The one added first runs last: the signature must cover what the others add.
                .intercept(signing, new CallLimits(), new HeardCalls(listener, System::nanoTime))
                .build();
        return new OmniChannel(channel, callbacks);
    }

    /** The channel for stubs. */
    public ManagedChannel grpc() {
        return channel;
    }

    /** Lets running calls end for five seconds, then cuts them off. */
    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            callbacks.shutdown();
        }
    }

    private static ManagedChannelBuilder<?> builder(OmniEndpoint endpoint, TlsTrust trust) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port());
        if (!endpoint.tls()) {
            return builder.usePlaintext();
        }
        try {
            return builder.sslContext(GrpcSslContexts.forClient()
                    .trustManager(trust.authorities())
                    .build());
        } catch (SSLException e) {
            throw new IllegalStateException("no TLS context can be made", e);
        }
    }

    /**
     * Only reads are repeated: whether a write that found nobody took effect is not known. That helps in a moment's interruption; in an outage, which
     * the second failure in a row tells, nothing is repeated here until something was answered again.
     */
    private static Map<String, Object> retryOfReads() {
        return Map.of(
                "retryThrottling",
                Map.of("maxTokens", 4.0, "tokenRatio", 1.0),
                "methodConfig",
                List.of(Map.of(
                        "name",
                        List.of(
                                Map.of("service", "cosi.resource.State", "method", "Get"),
                                Map.of("service", "cosi.resource.State", "method", "List")),
                        "retryPolicy",
                        Map.of(
                                "maxAttempts",
                                2.0,
                                "initialBackoff",
                                "0.1s",
                                "maxBackoff",
                                "1s",
                                "backoffMultiplier",
                                2.0,
                                "retryableStatusCodes",
                                List.of("UNAVAILABLE")))));
    }
}
