package dev.omnibridge.simulation.invariant;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage.Write;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/**
 * A write to Omni that had its effect, with all that is needed to judge it.
 *
 * @param window the pass it came from
 * @param states every state of the custom resource that was current at some moment of the pass
 * @param before what stood there before
 */
record Written(
        Scene scene,
        OperatorProcess process,
        PassWindow window,
        List<CustomResource<?, ?>> states,
        Write write,
        Resource<?> sent,
        Optional<Resource<?>> before,
        Resource<?> after) {

    boolean isRelease() {
        return write == Write.UPDATE
                && before.filter(b -> b.hasAnnotation(Marks.OWNER)).isPresent()
                && !after.hasAnnotation(Marks.OWNER);
    }

    boolean takesClaim() {
        return write == Write.UPDATE
                && before.filter(b -> !Marks.isOurs(b, window.object())).isPresent()
                && Marks.isOurs(after, window.object());
    }

    boolean isApproved(String tokenPrefix) {
        return states.stream().anyMatch(state -> Marks.isApproved(state, tokenPrefix));
    }

    /** A token for a set may as well stand on its cluster's object. */
    boolean isApprovedHereOrOnCluster(String tokenPrefix) {
        return isApproved(tokenPrefix)
                || new Possible(this).clusters().stream().anyMatch(cluster -> Marks.isApproved(cluster, tokenPrefix));
    }

    /** A removal was let through by a token for this incarnation. */
    boolean isReleaseApproved(String id) {
        String cluster = after.type().equals(ResourceTypes.CLUSTERS)
                ? id
                : after.label(OmniKeys.CLUSTER).orElse("");
        String incarnation = window.seen()
                .flatMap(seen -> seen.kind(ResourceTypes.CLUSTER_UUIDS).get(cluster))
                .map(r -> r.spec().getUuid())
                .filter(uuid -> uuid.length() >= 8)
                .map(uuid -> uuid.substring(0, 8) + ":")
                .orElse("");
        return isApprovedHereOrOnCluster("release:" + id + ":" + incarnation);
    }

    String text() {
        return write + " " + sent.reference() + " in a pass over " + window.key();
    }

    void require(boolean holds, Invariant invariant, String otherwise) {
        if (!holds) {
            throw new Violation(invariant, text() + ": " + otherwise);
        }
    }
}
