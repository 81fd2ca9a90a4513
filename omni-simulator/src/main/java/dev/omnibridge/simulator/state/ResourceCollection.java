package dev.omnibridge.simulator.state;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All resources of one type by id, with an index on the labels that queries of Omni's controllers name, so that 1,000 clusters cost
 * no scan of 10,000 machines per event. Not thread-safe: the store's lock guards it.
 */
final class ResourceCollection<S extends Message> {

    private static final List<String> INDEXED = List.of(
            OmniKeys.CLUSTER,
            OmniKeys.MACHINE_SET,
            OmniKeys.CLUSTER_MACHINE,
            OmniKeys.PREFIX + "machine",
            OmniKeys.AVAILABLE);

    private final ResourceType<S> type;
    private final TreeMap<String, Resource<S>> byId = new TreeMap<>();
    private final Map<String, Map<String, TreeMap<String, Resource<S>>>> byLabel = new HashMap<>();

    ResourceCollection(ResourceType<S> type) {
        this.type = type;
        INDEXED.forEach(label -> byLabel.put(label, new HashMap<>()));
    }

    ResourceType<S> type() {
        return type;
    }

    Optional<Resource<S>> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void put(Resource<S> resource) {
        remove(resource.id());
        byId.put(resource.id(), resource);
        byLabel.forEach((label, index) -> resource.label(label)
                .ifPresent(value ->
                        index.computeIfAbsent(value, v -> new TreeMap<>()).put(resource.id(), resource)));
    }

    void remove(String id) {
        Resource<S> old = byId.remove(id);
        if (old == null) {
            return;
        }
        byLabel.forEach((label, index) -> old.label(label)
                .ifPresent(value -> index.computeIfPresent(value, (v, found) -> {
                    found.remove(id);
                    return found.isEmpty() ? null : found;
                })));
    }

    /** Those that fit at least one query, ordered by id. */
    List<Resource<S>> list(List<LabelQuery> queries) {
        return candidates(queries).stream()
                .filter(resource -> Labels.match(resource.labels(), queries))
                .toList();
    }

    ResourceCollection<S> copy() {
        ResourceCollection<S> copy = new ResourceCollection<>(type);
        byId.values().forEach(copy::put);
        return copy;
    }

    private Collection<Resource<S>> candidates(List<LabelQuery> queries) {
        if (queries.size() == 1) {
            for (Term term : queries.getFirst().terms()) {
                if (term instanceof Term.Equal equal && !equal.inverted() && byLabel.containsKey(equal.key())) {
                    return byLabel.getOrDefault(equal.key(), Map.of())
                            .getOrDefault(equal.value(), new TreeMap<>())
                            .values();
                }
                if (term instanceof Term.Exists exists && !exists.inverted() && byLabel.containsKey(exists.key())) {
                    var byValue = byLabel.getOrDefault(exists.key(), Map.of()).values();
                    if (byValue.size() == 1) {
                        return byValue.iterator().next().values();
                    }
                    TreeMap<String, Resource<S>> labelled = new TreeMap<>();
                    byValue.forEach(labelled::putAll);
                    return labelled.values();
                }
            }
        }
        return byId.values();
    }
}
