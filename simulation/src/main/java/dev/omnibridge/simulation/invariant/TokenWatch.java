package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.ClusterKubeconfig;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.kubernetes.SecretShelf.Stored;
import dev.omnibridge.simulation.operator.OperatorProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether a token was needed. */
final class TokenWatch {

    private static final Duration LEAST_GAP = Duration.ofMinutes(10);

    private final Scene scene;
    private final Map<String, Instant> last = new HashMap<>();

    TokenWatch(Scene scene) {
        this.scene = scene;
    }

    void minted(OperatorProcess process, PassWindow window, String cluster) {
        OmniCluster object = (OmniCluster) window.object();
        Instant now = scene.omni().now();
        String key = process.name() + " " + window.uid();
        // an attempt counts from when it was decided on; the call may take its time
        Instant before = last.put(key, window.begin());
        require(
                before == null || !window.begin().isBefore(before.plus(LEAST_GAP)),
                window,
                "the last one was minted at " + before + ", now it is " + window.begin());
        boolean isOurs = scene.omni()
                        .store()
                        .get(ResourceTypes.CLUSTERS, cluster)
                        .filter(c -> Marks.isOurs(c, object))
                        .isPresent()
                || window.seen()
                        .flatMap(seen -> seen.kind(ResourceTypes.CLUSTERS).get(cluster))
                        .filter(c -> Marks.isOurs(c, object))
                        .isPresent();
        require(isOurs, window, "the cluster " + cluster + " is not claimed by the object");
        require(!isGood(object, cluster, now), window, "the Secret holds a good one");
    }

    private boolean isGood(OmniCluster object, String cluster, Instant now) {
        Optional<ClusterKubeconfig> spec = Optional.ofNullable(object.getSpec().kubeconfig());
        if (spec.map(ClusterKubeconfig::ttl).isPresent()) {
            // a shorter life may have been asked for
            return false;
        }
        String name = spec.map(ClusterKubeconfig::secretName)
                .orElse(object.getMetadata().getName() + "-kubeconfig");
        Optional<Stored> secret = scene.secrets().get(object.getMetadata().getNamespace(), name);
        String user = spec.map(ClusterKubeconfig::user).orElse("omnibridge");
        List<String> groups = spec.map(ClusterKubeconfig::groups).orElse(List.of("system:masters"));
        String owner = "OmniCluster/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
        Optional<String> uuid = scene.omni()
                .store()
                .get(ResourceTypes.CLUSTER_UUIDS, cluster)
                .map(r -> r.spec().getUuid());
        // after a restart nobody knows why an attempt was made that came to no end: perhaps the cluster had refused
        // this one
        boolean isKnown = Optional.ofNullable(object.getStatus())
                .map(status -> status.kubeconfig())
                .filter(k -> k.issuedAt() != null && Objects.requireNonNullElse(k.failedAttempts(), 0) == 0)
                .isPresent();
        return isKnown
                && secret.filter(s -> s.hasContent()
                                && s.owner().equals(owner)
                                && uuid.equals(
                                        Optional.ofNullable(s.annotations().get("omnibridge.dev/cluster-uuid")))
                                && user.equals(s.annotations().get("omnibridge.dev/user"))
                                && String.join(",", groups)
                                        .equals(s.annotations().get("omnibridge.dev/groups"))
                                && Instant.parse(
                                                s.annotations().getOrDefault("omnibridge.dev/renew-at", now.toString()))
                                        .isAfter(now))
                        .isPresent();
    }

    private static void require(boolean holds, PassWindow window, String otherwise) {
        if (!holds) {
            throw new Violation(Invariant.TOKEN, "minted in a pass over " + window.key() + ": " + otherwise);
        }
    }
}
