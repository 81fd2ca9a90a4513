package dev.omnibridge.omni.state;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Omni's resources over {@code cosi.resource.State}, typed. All calls block, carry a deadline and throw {@link OmniException} only.
 * There is no call without a version that changes a resource: the {@code Teardown} RPC is left out on purpose, see {@link #teardown}.
 */
public interface StateClient {

    /**
     * Reads one resource. Omni answers from a cache that may lag behind own writes.
     *
     * @throws OmniException.NotFound if Omni's cache has no such resource
     */
    <S extends Message> Resource<S> get(ResourceType<S> type, String id);

    /** Reads all resources of a type that fit at least one query (all, if there is none), ordered by id. Cached, as {@link #get}. */
    <S extends Message> List<Resource<S>> list(ResourceType<S> type, LabelQuery... queries);

    /**
     * Creates a resource and returns it as stored.
     *
     * @throws OmniException.AlreadyExists if the id is taken
     */
    <S extends Message> Resource<S> create(Resource<S> resource);

    /**
     * Replaces a resource, if its stored version is still the given one's and it is running, and returns it as stored. Omni writes it even if
     * nothing differs: compare before calling.
     *
     * @throws OmniException.VersionConflict if it was changed since
     * @throws OmniException.PhaseConflict if it is being torn down
     */
    <S extends Message> Resource<S> update(Resource<S> resource);

    /**
     * Starts the removal of a resource, if its stored version is still the given one's and it is running. An Update to phase tearingDown and not
     * the Teardown RPC, because that one carries no version and would hit a resource that changed hands. Omni removes it once its
     * finalizers are gone.
     *
     * @throws OmniException.VersionConflict if it was changed since
     * @throws OmniException.PhaseConflict if it is being torn down already
     */
    <S extends Message> Resource<S> teardown(Resource<S> resource);

    /**
     * Destroys a resource that has no finalizers. Omni does this by itself for what users declare (since 1.9).
     *
     * @throws OmniException.PendingFinalizers if controllers still hold it
     * @throws OmniException.NotFound if it is gone already
     */
    void destroy(ResourceType<?> type, String id);

    /**
     * Watches all resources of a type, beginning with those that exist. Events come in order, one at a time, on a thread of the client; a
     * slow observer slows the stream down. The watch does not come back by itself.
     */
    <S extends Message> Watch watch(ResourceType<S> type, WatchObserver<S> observer, LabelQuery... queries);

    /**
     * Watches one resource. The first event says what the store (not the cache) holds: the resource, or its absence as
     * {@link WatchEvent.Destroyed} without content.
     */
    <S extends Message> Watch watchOne(ResourceType<S> type, String id, WatchObserver<S> observer);

    /**
     * Reads one resource from the store itself, past Omni's cache, by the first event of a watch. The way to make sure that a resource is
     * absent before that matters.
     *
     * @param within how long to wait at most
     * @return empty if the store has no such resource
     * @throws OmniException.DeadlineExceeded if nothing came in time
     */
    default <S extends Message> Optional<Resource<S>> getStored(ResourceType<S> type, String id, Duration within) {
        StoredRead<S> read = new StoredRead<>(type.shortName() + "/" + id);
        try (Watch _ = watchOne(type, id, read)) {
            return read.await(within);
        }
    }

    /** Whether the store itself has no such resource; as {@link #getStored}. */
    default boolean confirmAbsent(ResourceType<?> type, String id, Duration within) {
        return getStored(type, id, within).isEmpty();
    }
}
