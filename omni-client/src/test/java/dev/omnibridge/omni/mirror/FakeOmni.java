package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.state.Watch;
import dev.omnibridge.omni.state.WatchEvent;
import dev.omnibridge.omni.state.WatchObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store of MachineLabels whose watches tell only when the test pumps them, so that a test decides how far a watch lags behind. A watch lists
 * what exists when it is first pumped, not when it is begun.
 */
final class FakeOmni implements StateClient {

    static final ResourceType<MachineLabelsSpec> TYPE = ResourceTypes.MACHINE_LABELS;

    private final Map<String, Resource<MachineLabelsSpec>> stored = new TreeMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private long clock = 1_700_000_000L;
    private @Nullable OmniException refusal;
    private int watchesBegun;
    private int storeReads;

    Resource<MachineLabelsSpec> put(String id, String value) {
        Resource<MachineLabelsSpec> before = stored.get(id);
        long created = before == null ? ++clock : before.metadata().getCreated().getSeconds();
        long version = before == null ? 1 : before.version() + 1;
        Resource<MachineLabelsSpec> after = resource(id, created, version).withLabel("value", value);
        stored.put(id, after);
        tell(before == null ? new WatchEvent.Created<>(after) : new WatchEvent.Updated<>(after));
        return after;
    }

    void remove(String id) {
        Resource<MachineLabelsSpec> last = stored.remove(id);
        if (last != null) {
            tell(new WatchEvent.Destroyed<>(id, Optional.of(last)));
        }
    }

    static Resource<MachineLabelsSpec> resource(String id, long created, long version) {
        return Resource.of(TYPE, id, MachineLabelsSpec.getDefaultInstance())
                .withMetadata(m -> m.setVersion(Long.toString(version))
                        .setCreated(Timestamp.newBuilder().setSeconds(created)));
    }

    Map<String, Resource<MachineLabelsSpec>> stored() {
        return new TreeMap<>(stored);
    }

    /** Puts the store back to an earlier moment, as a restore from a backup does, and ends all watches. */
    void restore(Map<String, Resource<MachineLabelsSpec>> earlier) {
        stored.clear();
        stored.putAll(earlier);
        breakWatches(new OmniException.Unavailable("restarting", null));
    }

    /** Lets every watch tell up to so many events. */
    void pump(int events) {
        for (int i = 0; i < events; i++) {
            List.copyOf(streams).forEach(Stream::tellNext);
        }
    }

    /** Lets every watch tell all it has. */
    void pump() {
        pump(1000);
    }

    void breakWatches(OmniException reason) {
        List<Stream> broken = List.copyOf(streams);
        streams.clear();
        broken.forEach(stream -> stream.observer.onEnd(reason));
    }

    /** Watches and reads of the store fail with this from now on; null lets them work again. */
    void refuse(@Nullable OmniException reason) {
        refusal = reason;
    }

    /** The watches go on without telling anything of what happens, as one that died without a word. */
    void muteWatches() {
        streams.forEach(stream -> stream.mute = true);
    }

    int watchesBegun() {
        return watchesBegun;
    }

    int openWatches() {
        return streams.size();
    }

    int storeReads() {
        return storeReads;
    }

    private void tell(WatchEvent<MachineLabelsSpec> event) {
        streams.stream().filter(stream -> stream.listed && !stream.mute).forEach(stream -> stream.untold.add(event));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends Message> Watch watch(ResourceType<S> type, WatchObserver<S> observer, LabelQuery... queries) {
        watchesBegun++;
        if (refusal != null) {
            throw refusal;
        }
        Stream stream = new Stream((WatchObserver<MachineLabelsSpec>) observer);
        streams.add(stream);
        return () -> streams.remove(stream);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends Message> Watch watchOne(ResourceType<S> type, String id, WatchObserver<S> observer) {
        storeReads++;
        WatchObserver<MachineLabelsSpec> typed = (WatchObserver<MachineLabelsSpec>) observer;
        Resource<MachineLabelsSpec> resource = stored.get(id);
        if (refusal != null) {
            typed.onEnd(refusal);
        } else if (resource == null) {
            typed.onEvent(new WatchEvent.Destroyed<>(id, Optional.empty()));
        } else {
            typed.onEvent(new WatchEvent.Created<>(resource));
        }
        return () -> {};
    }

    @Override
    public <S extends Message> Resource<S> get(ResourceType<S> type, String id) {
        throw new UnsupportedOperationException("a mirror does not get");
    }

    @Override
    public <S extends Message> List<Resource<S>> list(ResourceType<S> type, LabelQuery... queries) {
        throw new UnsupportedOperationException("a mirror does not list");
    }

    @Override
    public <S extends Message> Resource<S> create(Resource<S> resource) {
        throw new UnsupportedOperationException("a mirror does not write");
    }

    @Override
    public <S extends Message> Resource<S> update(Resource<S> resource) {
        throw new UnsupportedOperationException("a mirror does not write");
    }

    @Override
    public <S extends Message> Resource<S> teardown(Resource<S> resource) {
        throw new UnsupportedOperationException("a mirror does not write");
    }

    @Override
    public void destroy(ResourceType<?> type, String id) {
        throw new UnsupportedOperationException("a mirror does not write");
    }

    private final class Stream {

        private final WatchObserver<MachineLabelsSpec> observer;
        private final Queue<WatchEvent<MachineLabelsSpec>> untold = new ArrayDeque<>();
        private boolean listed;
        private boolean mute;

        Stream(WatchObserver<MachineLabelsSpec> observer) {
            this.observer = observer;
        }

        void tellNext() {
            if (!listed) {
                listed = true;
                observer.onEstablished();
                stored.values().forEach(resource -> untold.add(new WatchEvent.Created<>(resource)));
                untold.add(new WatchEvent.Bootstrapped<>());
                return;
            }
            WatchEvent<MachineLabelsSpec> next = mute ? null : untold.poll();
            if (next != null) {
                observer.onEvent(next);
            }
        }
    }
}
