package dev.omnibridge.simulator.auth;

import dev.omnibridge.simulator.access.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses calls that are not signed by a known key, step by step as Omni does (wire-protocol.md 3.4), and tells handlers who calls. */
public final class SignatureCheck implements ServerInterceptor {

    /** Who makes the call that is being handled. */
    public static final Context.Key<Caller> CALLER = Context.key("caller");

    /** Cluster that a call of the management service is about; the header {@code cluster} wins over {@code context}. */
    public static final Context.Key<Optional<String>> CLUSTER = Context.keyWithDefault("cluster", Optional.empty());

    private static final Logger LOG = LoggerFactory.getLogger(SignatureCheck.class);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Metadata.Key<String> TIMESTAMP = key("x-sidero-timestamp");
    private static final Metadata.Key<String> PAYLOAD = key("x-sidero-payload");
    private static final Metadata.Key<String> SIGNATURE = key("x-sidero-signature");
    private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
    private static final Metadata.Key<String> USER_AGENT = key("user-agent");
    private static final Metadata.Key<String> IN_CLUSTER = key("cluster");
    private static final Metadata.Key<String> IN_CONTEXT = key("context");

    private final ServiceAccounts accounts;
    private final InstantSource clock;

    /** Checks against these accounts and this clock. */
    public SignatureCheck(ServiceAccounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            Caller caller = verify(call.getMethodDescriptor().getFullMethodName(), headers);
            if (headers.containsKey(AUTHORIZATION)) {
                return refuse(call, "invalid jwt");
            }
            Optional<String> cluster =
                    Optional.ofNullable(headers.get(IN_CLUSTER)).or(() -> Optional.ofNullable(headers.get(IN_CONTEXT)));
            Context context = Context.current().withValues(CALLER, caller, CLUSTER, cluster);
            return Contexts.interceptCall(context, call, headers, next);
        } catch (IllegalArgumentException e) {
            // as in Omni the cause is told to the log only; it never contains the signature
            LOG.debug("refused a call of {}: {}", call.getMethodDescriptor().getFullMethodName(), e.getMessage());
            return refuse(call, "invalid signature");
        }
    }

    private Caller verify(String method, Metadata headers) {
        Instant now = clock.instant();
        Signature signature = Signature.parse(require(headers, SIGNATURE));
        ServiceAccounts.Signer signer =
                accounts.signer(signature.fingerprint()).orElseThrow(() -> new IllegalArgumentException("unknown key"));
        check(!signer.key().expiration().isBefore(now), "the key is expired");
        Instant signed = Instant.ofEpochSecond(Long.parseLong(require(headers, TIMESTAMP)));
        check(Duration.between(signed, now).abs().compareTo(WINDOW) <= 0, "the timestamp is more than 5 minutes off");
        String payload = require(headers, PAYLOAD);
        check(SignedPayload.covers(payload, method, headers), "the payload is not that of the call");
        byte[] content = payload.getBytes(StandardCharsets.UTF_8);
        check(signature.verifies(content, signer.key().publicKey(), now), "the OpenPGP signature does not verify");
        accounts.used(signer);
        ServiceAccounts.Account account = signer.account();
        String userAgent = Optional.ofNullable(headers.get(USER_AGENT)).orElse("");
        return new Caller(account.name(), account.role(), account.userId(), signature.fingerprint(), userAgent);
    }

    private static String require(Metadata headers, Metadata.Key<String> key) {
        String value = headers.get(key);
        check(value != null, "the header " + key.name() + " is missing");
        return Optional.ofNullable(value).orElseThrow();
    }

    private static void check(boolean holds, String reason) {
        if (!holds) {
            throw new IllegalArgumentException(reason);
        }
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, String text) {
        call.close(Status.UNAUTHENTICATED.withDescription(text), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
