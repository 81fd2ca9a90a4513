package dev.omnibridge.simulation.invariant;

import dev.omnibridge.omni.resource.Resource;
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

    String text() {
        return write + " " + sent.reference() + " in a pass over " + window.key();
    }

    void require(boolean holds, Invariant invariant, String otherwise) {
        if (!holds) {
            throw new Violation(invariant, text() + ": " + otherwise);
        }
    }
}
