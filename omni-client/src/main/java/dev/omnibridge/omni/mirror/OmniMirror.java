package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.StateClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A copy of several kinds of Omni's resources, kept up to date by one watch for each kind. */
public final class OmniMirror implements AutoCloseable {

    private final MirrorStore store;
    private final Map<ResourceType<?>, KindFeed<?>> feeds = new LinkedHashMap<>();

    /** A mirror of these kinds, empty until it is started. */
    public OmniMirror(
            StateClient omni, List<MirroredKind<?>> kinds, MirrorListener listener, MirrorScheduler scheduler) {
        store = new MirrorStore(kinds, listener);
        kinds.forEach(kind -> feeds.put(kind.type(), new KindFeed<>(omni, kind, store, scheduler)));
    }

    /** Begins to watch. */
    public void start() {
        feeds.values().forEach(KindFeed::open);
    }

    /** All kinds at this moment; costs nothing. */
    public OmniSnapshot snapshot() {
        return store.snapshot();
    }

    /**
     * Shows what Omni answered to an own create, update or teardown, so that what is planned after a write sees it. An answer that is older
     * than what is known changes nothing; neither does a kind that is not mirrored.
     */
    public <S extends Message> void accept(Resource<S> written) {
        feed(written.type()).ifPresent(feed -> feed.written(written));
    }

    /**
     * Shows that a resource is gone, after it was destroyed or the store confirmed its absence. Concerns only the life of the given
     * state; a later one of the same id stays.
     */
    public <S extends Message> void acceptDestroyed(Resource<S> last) {
        feed(last.type()).ifPresent(feed -> feed.writtenDestroyed(last));
    }

    /** Tries again at once where a broken watch waits for its next attempt, for instance because the key was replaced. */
    public void retryNow() {
        feeds.values().forEach(KindFeed::retryNow);
    }

    /** Leaves broken watches alone until {@link #resume}, because whoever asks knows that Omni is away, and looks for its return. */
    public void rest() {
        feeds.values().forEach(KindFeed::rest);
    }

    /**
     * Tries again at once, because Omni answers: ends a rest, and the wait of those that failed only once. One that fails again and again while Omni
     * answers has a reason of its own, and keeps its distance.
     */
    public void resume() {
        feeds.values().forEach(KindFeed::resume);
    }

    /** Ends all watches; the last snapshot stays readable. */
    @Override
    public void close() {
        feeds.values().forEach(KindFeed::close);
    }

    /** Casts by the key: every type is filed only with the feed of itself. */
    @SuppressWarnings("unchecked")
    private <S extends Message> Optional<KindFeed<S>> feed(ResourceType<S> type) {
        return Optional.ofNullable((KindFeed<S>) feeds.get(type));
    }
}
