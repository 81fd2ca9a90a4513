package dev.omnibridge.simulator.state;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.StoreException.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * COSI's state in memory: versions "1", "2"..., owners, phases, finalizers, one order of events. Thread-safe by one lock, which listeners
 * run under. Rules and texts of wire-protocol.md 5 and omni/recorded/probe-errors.jsonl. Owner means the name of the writing controller, empty for
 * users. Every write that COSI refuses ends in a {@link StoreException}.
 */
public final class Store {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final InstantSource clock;
    private final Map<String, ResourceCollection<?>> collections = new HashMap<>();
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private final History history = new History();

    /** An empty store whose resources get their times from the clock. */
    public Store(InstantSource clock) {
        this.clock = clock;
    }

    /** The moment it is by the store's clock. */
    public Instant now() {
        return clock.instant();
    }

    /** Adds a listener; it hears what happens from now on. */
    public void listen(StoreListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void unlisten(StoreListener listener) {
        listeners.remove(listener);
    }

    /** Runs something while nobody else reads or writes: several reads of one moment, or a read with the start of listening. */
    public <T> T atomically(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Reads one resource as stored. */
    public <S extends Message> Optional<Resource<S>> get(ResourceType<S> type, String id) {
        return atomically(() -> collection(type).get(id));
    }

    /** Reads one resource that must be there. */
    public <S extends Message> Resource<S> require(ResourceType<S> type, String id) {
        return get(type, id).orElseThrow(() -> StoreException.notFound(type.name(), type.namespace(), id));
    }

    /** Reads all that fit at least one query (all, if there is none), ordered by id. */
    public <S extends Message> List<Resource<S>> list(ResourceType<S> type, LabelQuery... queries) {
        return atomically(() -> collection(type).list(List.of(queries)));
    }

    /**
     * Stores a new resource as version 1, owned by {@code owner}. The creation time is now; the update time is the resource's own where it
     * has one, because the server keeps the client's.
     */
    public <S extends Message> Resource<S> create(String owner, Resource<S> resource) {
        return atomically(() -> {
            String undefined = StoreText.of(Metadata.newBuilder(resource.metadata())
                    .setVersion(Resource.UNDEFINED_VERSION)
                    .build());
            if (!resource.owner().isEmpty() && !resource.owner().equals(owner)) {
                throw new StoreException(
                        Reason.MALFORMED,
                        "failed to set owner on create \"" + undefined + "\": owner is already set to \""
                                + resource.owner() + "\"");
            }
            if (collection(resource.type()).get(resource.id()).isPresent()) {
                throw new StoreException(
                        Reason.ALREADY_EXISTS, "failed to create: resource " + undefined + " already exists");
            }
            Resource<S> stored = resource.withMetadata(metadata -> {
                metadata.setVersion("1").setOwner(owner).setCreated(timestamp());
                if (!metadata.hasUpdated()) {
                    metadata.setUpdated(timestamp());
                }
            });
            write(Optional.empty(), stored);
            return stored;
        });
    }

    /**
     * Replaces a resource as a whole, even if nothing differs. Its version must be the stored one.
     *
     * @param owner who writes; must be the stored owner
     * @param expectedPhase phase the stored resource must be in; empty for any
     */
    public <S extends Message> Resource<S> update(String owner, Resource<S> resource, Optional<Phase> expectedPhase) {
        return atomically(() -> {
            Resource<S> stored = require(resource.type(), resource.id());
            checkOwner("update", stored, owner);
            if (stored.version() != resource.version()) {
                throw new StoreException(
                        Reason.VERSION_CONFLICT,
                        "failed to update: resource " + StoreText.of(stored.metadata())
                                + " update conflict: expected version "
                                + StoreText.quoted(resource.version()) + ", actual version "
                                + StoreText.quoted(stored.version()));
            }
            expectedPhase.filter(phase -> phase != stored.phase()).ifPresent(phase -> {
                throw new StoreException(
                        Reason.PHASE_CONFLICT,
                        "failed to update: resource " + StoreText.of(stored.metadata()) + " is not in phase "
                                + phase.wireName());
            });
            return replace(stored, resource);
        });
    }

    /**
     * What a controller does to its outputs: changes the resource, creating it first if it is not there, and writes only what differs.
     *
     * @param change from the resource as it is, or an empty one, to what it should be
     */
    public <S extends Message> Resource<S> modify(
            String owner, ResourceType<S> type, String id, UnaryOperator<Resource<S>> change) {
        return atomically(() -> {
            Optional<Resource<S>> stored = collection(type).get(id);
            if (stored.isEmpty()) {
                return create(owner, change.apply(Resource.of(type, id, type.emptySpec())));
            }
            Resource<S> changed = change.apply(stored.get());
            return changed.equals(stored.get()) ? changed : update(owner, changed, Optional.of(Phase.RUNNING));
        });
    }

    /** Holds a running resource, whoever owns it; nothing is written if the finalizer is there already. */
    public <S extends Message> Resource<S> addFinalizer(ResourceType<S> type, String id, String finalizer) {
        return atomically(() -> {
            Resource<S> stored = require(type, id);
            if (stored.finalizers().contains(finalizer)) {
                return stored;
            }
            Resource<S> changed = stored.withMetadata(metadata -> metadata.addFinalizers(finalizer));
            return update(stored.owner(), changed, Optional.of(Phase.RUNNING));
        });
    }

    /** Lets go of a resource, whoever owns it; nothing happens if it is gone or not held. */
    public <S extends Message> void removeFinalizer(ResourceType<S> type, String id, String finalizer) {
        atomically(() -> collection(type)
                .get(id)
                .filter(stored -> stored.finalizers().contains(finalizer))
                .map(stored -> {
                    List<String> left = stored.finalizers().stream()
                            .filter(f -> !f.equals(finalizer))
                            .toList();
                    return replace(
                            stored,
                            stored.withMetadata(
                                    metadata -> metadata.clearFinalizers().addAllFinalizers(left)));
                }));
    }

    /**
     * Marks a resource for removal, unless it is already.
     *
     * @return whether nothing holds it, so that it can be destroyed
     */
    public <S extends Message> boolean teardown(String owner, ResourceType<S> type, String id) {
        return atomically(() -> {
            Resource<S> stored = require(type, id);
            checkOwner("update", stored, owner);
            return (stored.isTearingDown() ? stored : replace(stored, stored.withPhase(Phase.TEARING_DOWN)))
                    .finalizers()
                    .isEmpty();
        });
    }

    /** Removes a resource that nothing holds; its phase does not matter. */
    public <S extends Message> void destroy(String owner, ResourceType<S> type, String id) {
        atomically(() -> {
            Resource<S> stored = require(type, id);
            checkOwner("destroy", stored, owner);
            if (!stored.finalizers().isEmpty()) {
                throw new StoreException(
                        Reason.PENDING_FINALIZERS,
                        "failed to destroy: resource " + StoreText.of(stored.metadata()) + " has pending finalizers "
                                + "&[" + String.join(" ", stored.finalizers()) + "]");
            }
            collection(type).remove(id);
            tell(new StoreEvent<>(type, history.nextRevision(), Optional.of(stored), Optional.empty()));
            return stored;
        });
    }

    /** The events of a type that can still be told, for watches that resume. */
    public History history() {
        return history;
    }

    /** Forgets the history of events, as etcd's compaction does: bookmarks from before are worth nothing any more. */
    public void compact() {
        atomically(() -> {
            history.forget();
            return history;
        });
    }

    /** The content as it is now. */
    public Snapshot snapshot() {
        return atomically(() -> {
            Map<String, ResourceCollection<?>> copies = new HashMap<>();
            collections.forEach((name, collection) -> copies.put(name, collection.copy()));
            return new Snapshot(copies);
        });
    }

    /** Replaces the whole content, as a restored backup does: versions go back, the history of events is gone, listeners hear of it once. */
    public void restore(Snapshot snapshot) {
        atomically(() -> {
            collections.clear();
            snapshot.collections().forEach((name, collection) -> collections.put(name, collection.copy()));
            history.forget();
            listeners.forEach(StoreListener::onRestored);
            return snapshot;
        });
    }

    private <S extends Message> Resource<S> replace(Resource<S> stored, Resource<S> resource) {
        Resource<S> written = resource.withMetadata(metadata -> metadata.setVersion(Long.toString(stored.version() + 1))
                .setCreated(stored.metadata().getCreated())
                .setUpdated(timestamp()));
        write(Optional.of(stored), written);
        return written;
    }

    private <S extends Message> void write(Optional<Resource<S>> old, Resource<S> resource) {
        collection(resource.type()).put(resource);
        tell(new StoreEvent<>(resource.type(), history.nextRevision(), old, Optional.of(resource)));
    }

    private void tell(StoreEvent<?> event) {
        history.add(event);
        listeners.forEach(listener -> listener.onEvent(event));
    }

    private static void checkOwner(String operation, Resource<?> stored, String owner) {
        if (!stored.owner().equals(owner)) {
            throw new StoreException(
                    Reason.OWNER_CONFLICT,
                    "failed to " + operation + ": resource " + StoreText.of(stored.metadata()) + " is owned by \""
                            + stored.owner() + "\"");
        }
    }

    @SuppressWarnings("unchecked") // the key is the type's name, and one name has one spec
    private <S extends Message> ResourceCollection<S> collection(ResourceType<S> type) {
        return (ResourceCollection<S>) collections.computeIfAbsent(type.name(), name -> new ResourceCollection<>(type));
    }

    private Timestamp timestamp() {
        Instant now = clock.instant();
        return Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond())
                .setNanos(now.getNano())
                .build();
    }
}
