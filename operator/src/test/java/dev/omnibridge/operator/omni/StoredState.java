package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.state.Watch;
import dev.omnibridge.omni.state.WatchObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Omni has, for a test that only reads; queries are not looked at. */
final class StoredState implements StateClient {

    private final SortedMap<String, Resource<?>> resources = new TreeMap<>();

    void put(Resource<?> resource) {
        resources.put(resource.reference(), resource);
    }

    void remove(String reference) {
        resources.remove(reference);
    }

    @Override
    public <S extends Message> Resource<S> get(ResourceType<S> type, String id) {
        return getStored(type, id, Duration.ZERO)
                .orElseThrow(() -> new OmniException.NotFound(type.shortName() + "/" + id, null));
    }

    @Override
    public <S extends Message> List<Resource<S>> list(ResourceType<S> type, LabelQuery... queries) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .map(StoredState::<S>typed)
                .toList();
    }

    @Override
    public <S extends Message> Optional<Resource<S>> getStored(ResourceType<S> type, String id, Duration within) {
        return Optional.ofNullable(resources.get(type.shortName() + "/" + id)).map(StoredState::<S>typed);
    }

    @Override
    public <S extends Message> Resource<S> create(Resource<S> resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S extends Message> Resource<S> update(Resource<S> resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S extends Message> Resource<S> teardown(Resource<S> resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void destroy(ResourceType<?> type, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S extends Message> Watch watch(ResourceType<S> type, WatchObserver<S> observer, LabelQuery... queries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S extends Message> Watch watchOne(ResourceType<S> type, String id, WatchObserver<S> observer) {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("unchecked")
    private static <S extends Message> Resource<S> typed(Resource<?> resource) {
        return (Resource<S>) resource;
    }
}
