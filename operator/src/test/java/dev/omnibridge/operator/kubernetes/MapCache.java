package dev.omnibridge.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An informer's cache without an informer. */
final class MapCache<P extends HasMetadata> implements IndexerResourceCache<P> {

    private final Map<ResourceID, P> objects = new LinkedHashMap<>();
    private final Map<String, Function<P, List<String>>> indexers = new HashMap<>();

    void put(P object) {
        objects.put(ResourceID.fromResource(object), object);
    }

    @Override
    public void addIndexers(Map<String, Function<P, List<String>>> more) {
        indexers.putAll(more);
    }

    @Override
    public List<P> byIndex(String indexName, String indexKey) {
        Function<P, List<String>> index = Objects.requireNonNull(indexers.get(indexName));
        return objects.values().stream()
                .filter(object -> index.apply(object).contains(indexKey))
                .toList();
    }

    @Override
    public Optional<P> get(ResourceID id) {
        return Optional.ofNullable(objects.get(id));
    }

    @Override
    public Stream<ResourceID> keys() {
        return objects.keySet().stream();
    }

    @Override
    public Stream<P> list(Predicate<P> predicate) {
        return objects.values().stream().filter(predicate);
    }

    @Override
    public Stream<P> list(String namespace, Predicate<P> predicate) {
        return list(predicate)
                .filter(object -> namespace.equals(object.getMetadata().getNamespace()));
    }
}
