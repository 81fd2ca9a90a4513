package dev.omnibridge.omni.management;

import java.time.Duration;
import java.util.List;

/**
 * Asks for a kubeconfig with a token of its own.
 *
 * @param cluster name of the cluster
 * @param user user that Kubernetes sees; not empty
 * @param groups groups that Kubernetes sees; not empty, because Omni's proxy refuses a token without
 * @param ttl how long the token lives: more than zero, at most 87,600 hours
 */
public record KubeconfigRequest(String cluster, String user, List<String> groups, Duration ttl) {

    /** The longest life of a token that Omni grants. */
    public static final Duration MAX_TTL = Duration.ofHours(87_600);

    public KubeconfigRequest {
        groups = List.copyOf(groups);
    }
}
