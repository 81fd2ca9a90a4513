package dev.omnibridge.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The informer cache of one of our kinds, readable by the reconcilers of the others. Empty until JOSDK has made the informer.
 *
 * @param <P> the kind
 */
public final class ObjectCache<P extends HasMetadata> {

    private final Map<String, Function<P, List<String>>> indexes;
    private final AtomicReference<Optional<IndexerResourceCache<P>>> cache = new AtomicReference<>(Optional.empty());

    public ObjectCache(Map<String, Function<P, List<String>>> indexes) {
        this.indexes = new LinkedHashMap<>(indexes);
    }

    /** Binds the informer, before it starts. */
    public void bind(IndexerResourceCache<P> informerCache) {
        informerCache.addIndexers(indexes);
        cache.set(Optional.of(informerCache));
    }

    /** The object of that name; for cluster-scoped kinds the namespace is empty. */
    public Optional<P> get(Optional<String> namespace, String name) {
        return cache.get().flatMap(c -> c.get(new ResourceID(name, namespace.orElse(null))));
    }

    /** The objects that an index files under a key. */
    public List<P> byIndex(String index, String key) {
        return cache.get().map(c -> c.byIndex(index, key)).orElse(List.of());
    }

    /**
     * Whether this is the object that stands at its name now. DELETE events fail it, which keeps them from becoming passes: JOSDK would run the dead object
     * again and again, and swallow one made meanwhile under the same name (josdk-adapter 1).
     */
    public boolean isCurrent(P object) {
        return cache.get()
                .flatMap(c -> c.get(ResourceID.fromResource(object)))
                .filter(now ->
                        now.getMetadata().getUid().equals(object.getMetadata().getUid()))
                .isPresent();
    }

    /** All objects. */
    public Stream<P> all() {
        return cache.get().stream().flatMap(IndexerResourceCache::list);
    }
}
