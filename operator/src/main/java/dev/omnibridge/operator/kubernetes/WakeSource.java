package dev.omnibridge.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Optional;
import java.util.Set;

/**
 * Wakes objects of one kind on behalf of anything that is not Kubernetes' own event about them, and tells others what happens to them.
 * Hears of every change of the kind before JOSDK's filters, deletions included, which must not become passes (see the filter in
 * {@link Controllers}).
 */
public final class WakeSource<P extends HasMetadata> extends AbstractEventSource<Object, P>
        implements ResourceEventAware<P> {

    private final ObjectCache<P> cache;
    private final Listener<P> listener;

    /** Hears what happens to the objects of a kind. */
    interface Listener<P> {

        /**
         * An object came, changed or went.
         *
         * @param before empty if it is new to us
         * @param after empty if it is gone
         */
        void onChange(Optional<P> before, Optional<P> after);
    }

    WakeSource(ObjectCache<P> cache, Listener<P> listener) {
        super(Object.class, "wake");
        this.cache = cache;
        this.listener = listener;
    }

    /** Asks for a pass over an object; does nothing if there is no such object. */
    void wake(P object) {
        wake(ResourceID.fromResource(object));
    }

    /** Asks for a pass over the object of that id; does nothing if there is none. */
    void wake(ResourceID id) {
        if (!isRunning()) {
            return;
        }
        // a plain Event is dropped where JOSDK has no state for the object yet (josdk-adapter trap 1)
        cache.get(id.getNamespace(), id.getName())
                .ifPresent(
                        object -> getEventHandler().handleEvent(new ResourceEvent(ResourceAction.UPDATED, id, object)));
    }

    @Override
    public Set<Object> getSecondaryResources(P primary) {
        return Set.of();
    }

    @Override
    public void onResourceCreated(P object) {
        listener.onChange(Optional.empty(), Optional.of(object));
    }

    @Override
    public void onResourceUpdated(P object, P before) {
        if (object.getMetadata().getUid().equals(before.getMetadata().getUid())) {
            listener.onChange(Optional.of(before), Optional.of(object));
        } else {
            // A list after a pause shows the end of one object and the beginning of the next as a change.
            listener.onChange(Optional.of(before), Optional.empty());
            listener.onChange(Optional.empty(), Optional.of(object));
        }
    }

    @Override
    public void onResourceDeleted(P object) {
        listener.onChange(Optional.of(object), Optional.empty());
    }
}
