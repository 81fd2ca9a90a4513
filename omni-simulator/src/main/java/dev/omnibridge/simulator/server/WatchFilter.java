package dev.omnibridge.simulator.server;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.StoreEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns changes of the store into the events of one watch: only what fits, where an update that begins or stops to fit becomes a creation
 * or a destruction (wire-protocol.md 6.1).
 */
final class WatchFilter {

    private final ResourceType<?> type;
    private final Bookmarks bookmarks;
    private final Predicate<Resource<?>> fits;

    WatchFilter(ResourceType<?> type, Bookmarks bookmarks, WatchRequest request) {
        this.type = type;
        this.bookmarks = bookmarks;
        Predicate<Resource<?>> queries = Queries.of(
                request.getOptions().getLabelQueryList(),
                request.getOptions().hasIdQuery(),
                request.getOptions().getIdQuery());
        boolean isHome = request.getNamespace().equals(type.namespace());
        this.fits = request.hasId()
                ? resource -> isHome && resource.id().equals(request.getId())
                : queries.and(resource -> isHome);
    }

    /** Whether a resource belongs to the watch. */
    boolean fits(Resource<?> resource) {
        return fits.test(resource);
    }

    /** The event of a change; empty if it does not concern the watch. */
    Optional<Event> of(StoreEvent<?> change) {
        Optional<Resource<?>> old = change.old().<Resource<?>>map(r -> r).filter(fits);
        Optional<Resource<?>> now = change.now().<Resource<?>>map(r -> r).filter(fits);
        if (old.isEmpty() && now.isEmpty()) {
            return Optional.empty();
        }
        Event.Builder event = Event.newBuilder().setBookmark(bookmarks.of(type, change.revision()));
        if (now.isEmpty()) {
            // what stopped to fit is told in its new state, what is gone in its last one
            return Optional.of(event.setEventType(EventType.DESTROYED)
                    .setResource(Wire.of(change.last()))
                    .build());
        }
        event.setResource(Wire.of(now.get()));
        if (old.isEmpty()) {
            return Optional.of(event.setEventType(EventType.CREATED).build());
        }
        return Optional.of(
                event.setEventType(EventType.UPDATED).setOld(Wire.of(old.get())).build());
    }

    /** Tells of a resource that is there when the watch begins; only the watch of a single one gets a bookmark with it. */
    Event present(Resource<?> resource, Optional<Long> revision) {
        Event.Builder event = Event.newBuilder().setEventType(EventType.CREATED).setResource(Wire.of(resource));
        revision.ifPresent(r -> event.setBookmark(bookmarks.of(type, r)));
        return event.build();
    }

    /** An event without a resource: absence, end of the bootstrap, or only a bookmark. */
    Event tombstone(EventType eventType, String id, long revision, Instant now) {
        Timestamp timestamp = Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond())
                .setNanos(now.getNano())
                .build();
        Event.Builder event =
                Event.newBuilder().setEventType(eventType).setResource(Wire.tombstone(type, id, timestamp));
        // of a definition that is not there comes no bookmark [live]
        boolean isMissingDefinition =
                eventType == EventType.DESTROYED && type.namespace().equals("meta");
        return (isMissingDefinition ? event : event.setBookmark(bookmarks.of(type, revision))).build();
    }
}
