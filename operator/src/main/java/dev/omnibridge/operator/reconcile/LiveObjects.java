package dev.omnibridge.operator.reconcile;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/** Port to the API server itself, past the informers: asked before something is removed in Omni. */
public interface LiveObjects {

    /** The object as it is now, if it still is the same incarnation. */
    <T extends CustomResource<?, ?>> Optional<T> reread(T object);

    /** Whether there is no object of this kind, namespace and name, of whatever incarnation. */
    boolean isAbsent(CustomResource<?, ?> named);

    /** Whether the CRD of this kind is being deleted; then objects go without anybody having asked for it, and nothing is removed in Omni. */
    boolean isCrdTerminating(Class<? extends CustomResource<?, ?>> kind);
}
