package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the decision about a cluster's kubeconfig is made from.
 *
 * @param wish what the spec asks for; empty if it is switched off
 * @param last what status tells of the last one; empty if there was none
 * @param clusterUuid identity of the cluster in Omni; empty while Omni has not given one
 * @param apiIsUsable whether the cluster is bootstrapped and its Kubernetes API is reachable through Omni
 * @param secret what is known of the Secret at the wished name
 * @param holdsUnwritten whether a token for just this is in memory, minted but not written yet
 * @param wasRefused whether the cluster refused the token that is in the Secret
 */
public record KubeconfigSituation(
        Optional<KubeconfigWish> wish,
        Optional<KubeconfigStatus> last,
        Optional<String> clusterUuid,
        boolean apiIsUsable,
        SecretSight secret,
        boolean holdsUnwritten,
        boolean wasRefused,
        Instant now) {

    /** What is known of the Secret at the wished name. */
    public enum SecretSight {
        /** Not looked at in this pass. */
        UNKNOWN,
        /** There is none. */
        ABSENT,
        /** It is ours. */
        OURS,
        /** It is somebody else's, and is neither read nor touched. */
        FOREIGN
    }
}
