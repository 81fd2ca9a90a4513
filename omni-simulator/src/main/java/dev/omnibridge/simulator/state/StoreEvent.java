package dev.omnibridge.simulator.state;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.Optional;

/**
 * One change of the store. Neither side empty: an update; only the new one: a creation; only the old one: a destruction.
 *
 * @param type type of the resource
 * @param revision position in the one order of all changes of the store, beginning with 1
 * @param old the resource before, empty for a creation
 * @param now the resource after, empty for a destruction
 */
public record StoreEvent<S extends Message>(
        ResourceType<S> type, long revision, Optional<Resource<S>> old, Optional<Resource<S>> now) {

    /** Whether the resource came into being. */
    public boolean isCreation() {
        return old.isEmpty();
    }

    /** Whether the resource is gone. */
    public boolean isDestruction() {
        return now.isEmpty();
    }

    /** The resource after the change, or its last state if it is gone. */
    public Resource<S> last() {
        return now.or(() -> old).orElseThrow();
    }

    /** Id of the resource. */
    public String id() {
        return last().id();
    }
}
