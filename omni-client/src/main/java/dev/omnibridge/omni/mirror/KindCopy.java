package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of several reports of one id holds. They come from two sides: the watch, whose events are in order among themselves, and the
 * answers to own writes, which may be ahead of the watch or behind it. A bootstrap is the truth, even where it is older than the copy (an
 * Omni that was restored from a backup), except for what was written here since its watch began.
 *
 * <p>All methods run within {@link MirrorStore#change}.
 */
final class KindCopy<S extends Message> {

    /** Enough to outlast the answers to writes that are under way. */
    private static final int REMEMBERED_ENDS = 4096;

    /** A life that is over. While the watch goes on in which that was learnt, nothing it says of this life counts. */
    private record Ended(Instant created, boolean inThisWatch) {}

    private final MirroredKind<S> kind;
    private final MirrorStore store;
    /** What the bootstrap that is under way has told. */
    private final Set<String> told = new HashSet<>();
    /** Own writes that the current watch has not told yet. */
    private final Map<String, Resource<S>> unconfirmed = new HashMap<>();

    private final Map<String, Ended> ended = new LinkedHashMap<>();
    private boolean settled;

    KindCopy(MirroredKind<S> kind, MirrorStore store) {
        this.kind = kind;
        this.store = store;
    }

    /** A new watch begins, and with it a new bootstrap. */
    void begin() {
        settled = false;
        told.clear();
        unconfirmed.clear();
        ended.replaceAll((id, end) -> new Ended(end.created(), false));
    }

    /** Whether the current watch has told all that exists. */
    boolean isSettled() {
        return settled;
    }

    /** The watch reports a state. */
    void present(Resource<S> reported) {
        Resource<S> resource = kept(reported);
        Ended end = ended.get(resource.id());
        if (end != null && end.inThisWatch() && resource.created().equals(end.created())) {
            return;
        }
        ended.remove(resource.id());
        boolean comparable = settled || unconfirmed.containsKey(resource.id()) || told.contains(resource.id());
        if (!settled) {
            told.add(resource.id());
        }
        unconfirmed.computeIfPresent(resource.id(), (id, own) -> isNewer(own, resource) ? own : null);
        Resource<S> known = known(resource.id());
        if (known == null || (comparable ? isNewer(resource, known) : !resource.equals(known))) {
            store.put(resource);
        }
    }

    /** The watch reports the end of a life. A newer life, known from an own write, stays. */
    void destroyed(String id, Optional<Resource<S>> last) {
        told.remove(id);
        Resource<S> known = known(id);
        Instant life = last.map(Resource::created).orElse(known == null ? Instant.MIN : known.created());
        if (known == null || !known.created().isAfter(life)) {
            end(id, life);
        }
    }

    /**
     * The watch has told all that exists: what it did not tell is gone.
     *
     * @return own writes since the watch began that it did not tell: newer than the bootstrap, or gone before it
     */
    List<Resource<S>> settle() {
        settled = true;
        for (Resource<S> resource : store.kind(type()).byId().values()) {
            if (!told.contains(resource.id()) && !unconfirmed.containsKey(resource.id())) {
                end(resource.id(), resource.created());
            }
        }
        told.clear();
        return new ArrayList<>(unconfirmed.values());
    }

    /**
     * Omni answered an own write with this state.
     *
     * @return whether it is shown, and the watch has not told it yet
     */
    boolean written(Resource<S> answered) {
        Resource<S> resource = kept(answered);
        boolean shown = showUnlessOlder(resource);
        if (shown) {
            unconfirmed.put(resource.id(), resource);
        }
        return shown;
    }

    /** Whether the watch still has not told this own write. */
    boolean isUnconfirmed(Resource<S> resource) {
        Resource<S> own = unconfirmed.get(resource.id());
        return own != null && Incarnation.of(own).equals(Incarnation.of(resource));
    }

    /** This life of the resource is known to be over. */
    void writtenDestroyed(Resource<S> last) {
        Resource<S> known = known(last.id());
        if (known != null && known.created().equals(last.created())) {
            end(last.id(), last.created());
        }
    }

    /** The store itself, asked about an own write, has this state. */
    void presentInStore(Resource<S> stored) {
        unconfirmed.remove(stored.id());
        showUnlessOlder(kept(stored));
    }

    /** The store itself has no such resource; changes nothing if another state became known since it was asked. */
    void absentInStore(Resource<S> asked) {
        if (isUnconfirmed(asked)) {
            end(asked.id(), asked.created());
        }
    }

    private boolean showUnlessOlder(Resource<S> resource) {
        Ended end = ended.get(resource.id());
        Resource<S> known = known(resource.id());
        boolean over = end != null && !resource.created().isAfter(end.created());
        if (over || (known != null && !isNewer(resource, known))) {
            return false;
        }
        ended.remove(resource.id());
        store.put(resource);
        return true;
    }

    private void end(String id, Instant created) {
        unconfirmed.remove(id);
        ended.remove(id);
        ended.put(id, new Ended(created, true));
        if (ended.size() > REMEMBERED_ENDS) {
            ended.remove(ended.keySet().iterator().next());
        }
        if (known(id) != null) {
            store.remove(type(), id);
        }
    }

    private @Nullable Resource<S> known(String id) {
        return store.kind(type()).byId().get(id);
    }

    private static boolean isNewer(Resource<?> one, Resource<?> other) {
        return Incarnation.of(one).compareTo(Incarnation.of(other)) > 0;
    }

    /** As it is kept. */
    private Resource<S> kept(Resource<S> resource) {
        return new Resource<>(
                resource.type(),
                SharedTexts.in(resource.metadata()),
                kind.trim().apply(resource.spec()));
    }

    private ResourceType<S> type() {
        return kind.type();
    }
}
