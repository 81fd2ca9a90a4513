package dev.omnibridge.simulator.proxy;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.proxy.Tokens.Claims;
import dev.omnibridge.simulator.proxy.Tokens.InvalidTokenException;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Decides who gets through the proxy, by the token alone: it names the cluster (omni/recorded/kubernetes-proxy-errors.txt). */
final class Gate {

    private static final String BEARER = "Bearer ";

    private final Store store;
    private final Tokens tokens;
    private final Predicate<String> answers;
    private final ClusterApi api;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * The gate of one Omni.
     *
     * @param answers whether the Kubernetes API of a cluster really runs; the load balancer calls it healthy a little too early
     */
    Gate(Store store, Tokens tokens, Predicate<String> answers) {
        this.store = store;
        this.tokens = tokens;
        this.answers = answers;
        this.api = new ClusterApi(store);
    }

    Set<String> refused() {
        return refused;
    }

    Answer answer(Optional<String> authorization, String path) {
        if (authorization.filter(header -> header.startsWith(BEARER)).isEmpty()) {
            return Answer.text(401, "authorization header is missing");
        }
        Claims claims;
        try {
            claims = tokens.verify(authorization.orElseThrow().substring(BEARER.length()));
        } catch (InvalidTokenException e) {
            return Answer.text(401, String.valueOf(e.getMessage()));
        }
        if (refused.contains(claims.cluster())) {
            return Answer.text(401, "token signature is invalid: crypto/rsa: verification error");
        }
        return refusal(claims).orElseGet(() -> api.get(claims.cluster(), path));
    }

    private Optional<Answer> refusal(Claims claims) {
        Optional<String> uuid = store.get(ResourceTypes.CLUSTER_UUIDS, claims.cluster())
                .map(resource -> resource.spec().getUuid());
        if (uuid.isEmpty()) {
            var missing = StoreException.notFound(ResourceTypes.CLUSTER_UUIDS.name(), "default", claims.cluster());
            return Optional.of(Answer.text(500, "failed to get: " + missing.getMessage()));
        }
        if (!uuid.get().equals(claims.clusterUuid())) {
            return Optional.of(Answer.text(403, "cluster UUID mismatch"));
        }
        boolean isHealthy = store.get(ResourceTypes.LOAD_BALANCER_STATUSES, claims.cluster())
                .filter(status -> status.spec().getHealthy())
                .isPresent();
        return isHealthy && answers.test(claims.cluster())
                ? Optional.empty()
                : Optional.of(Answer.text(503, "no control plane of cluster \"" + claims.cluster() + "\" answers"));
    }
}
