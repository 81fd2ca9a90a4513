package dev.omnibridge.simulation.kubernetes;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The cache of one kind in one operator process, as far behind the server as its events were delivered. Events of one kind come in order; a watch
 * that broke is replaced by a list, which may be older than what was known, because another replica of the server answers.
 */
public final class Informer<P extends CustomResource<?, ?>> implements IndexerResourceCache<P> {

    private final ApiServer server;
    private final Kind kind;
    private final TreeMap<Key, P> cache = new TreeMap<>();
    private final Map<String, Function<P, List<String>>> indexers = new LinkedHashMap<>();
    private int position;

    /** What an event told. */
    public record Told<P>(Optional<P> before, Optional<P> after) {}

    /** An empty cache. */
    public Informer(ApiServer server, Kind kind) {
        this.server = server;
        this.kind = kind;
    }

    /** Whether the server knows more than the cache. */
    public boolean isBehind() {
        List<Change> log = server.log();
        while (position < log.size() && log.get(position).key().kind() != kind) {
            position++;
        }
        return position < log.size();
    }

    /** Takes the next event; with {@code coalesces}, later ones of the same object swallow it. Empty if nothing of it is news. */
    public Optional<Told<P>> next(boolean coalesces) {
        if (!isBehind()) {
            return Optional.empty();
        }
        Change change = server.log().get(position++);
        boolean isSwallowed = coalesces
                && server.log().subList(position, server.log().size()).stream()
                        .anyMatch(later -> later.key().equals(change.key()));
        return isSwallowed ? Optional.empty() : show(change.key(), change.after());
    }

    /** Lists everything as it was at a moment of the server's log, and goes on from there. */
    public List<Told<P>> list(int atPosition) {
        position = Math.min(atPosition, server.log().size());
        Map<Key, CustomResource<?, ?>> then = new TreeMap<>();
        for (Change change : server.log().subList(0, position)) {
            if (change.key().kind() == kind) {
                change.after().ifPresentOrElse(o -> then.put(change.key(), o), () -> then.remove(change.key()));
            }
        }
        List<Told<P>> told = new ArrayList<>();
        then.forEach((key, object) -> show(key, Optional.of(object)).ifPresent(told::add));
        List.copyOf(cache.keySet()).stream()
                .filter(key -> !then.containsKey(key))
                .forEach(key -> show(key, Optional.empty()).ifPresent(told::add));
        return told;
    }

    /** Tells an object of the cache again, as a resync does. */
    public List<Told<P>> resync() {
        return cache.values().stream()
                .map(object -> new Told<>(Optional.of(object), Optional.of(object)))
                .toList();
    }

    @SuppressWarnings("unchecked") // the kind gives the class
    private Optional<Told<P>> show(Key key, Optional<CustomResource<?, ?>> object) {
        Optional<P> after = object.map(o -> (P) o);
        Optional<P> before = Optional.ofNullable(after.isPresent() ? cache.put(key, after.get()) : cache.remove(key));
        boolean isKnown = before.map(CustomResource::getMetadata)
                .map(m -> m.getUid() + m.getResourceVersion())
                .equals(after.map(CustomResource::getMetadata).map(m -> m.getUid() + m.getResourceVersion()));
        return isKnown ? Optional.empty() : Optional.of(new Told<>(before, after));
    }

    /** The object of that key. */
    public Optional<P> get(Key key) {
        return Optional.ofNullable(cache.get(key));
    }

    @Override
    public Optional<P> get(ResourceID id) {
        return get(new Key(kind, id.getNamespace().orElse(""), id.getName()));
    }

    @Override
    public Stream<ResourceID> keys() {
        return cache.values().stream().map(ResourceID::fromResource);
    }

    @Override
    public Stream<P> list(Predicate<P> predicate) {
        return cache.values().stream().filter(predicate);
    }

    @Override
    public Stream<P> list(String namespace, Predicate<P> predicate) {
        return list(predicate).filter(o -> namespace.equals(o.getMetadata().getNamespace()));
    }

    @Override
    public List<P> byIndex(String indexName, String indexKey) {
        Function<P, List<String>> index =
                Optional.ofNullable(indexers.get(indexName)).orElseThrow();
        return cache.values().stream()
                .filter(o -> index.apply(o).contains(indexKey))
                .toList();
    }

    @Override
    public void addIndexers(Map<String, Function<P, List<String>>> more) {
        indexers.putAll(more);
    }
}
