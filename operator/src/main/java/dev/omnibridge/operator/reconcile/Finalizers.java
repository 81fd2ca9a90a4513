package dev.omnibridge.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Port to our finalizer on custom resources; a change holds for exactly the state that was read, or not at all. */
public interface Finalizers {

    /** Our finalizer. */
    String NAME = "omnibridge.dev/finalizer";

    /** How a removal ended. */
    enum Result {
        /** It is as wished; the change comes back as an event. */
        DONE,
        /** The object changed, is being deleted or is gone; its own event brings the next pass. */
        OUTDATED
    }

    /** Sets the finalizer; returns the version of the object with it, or nothing if the object changed, is being deleted or is gone. */
    Optional<String> add(HasMetadata object);

    /** Removes the finalizer, so that the object may go. */
    Result remove(HasMetadata object);

    /** Whether the object carries our finalizer. */
    static boolean isOn(HasMetadata object) {
        return object.getMetadata().getFinalizers().contains(NAME);
    }
}
