package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The resources of one kind with their indexes, in persistent maps: a changed copy shares what did not change. */
record KindContents<S extends Message>(
        MirroredKind<S> kind,
        PMap<String, Resource<S>> byId,
        PMap<String, PMap<String, PSortedMap<String, Resource<S>>>> indexes,
        MirrorState state)
        implements KindSnapshot<S> {

    static <S extends Message> KindContents<S> empty(MirroredKind<S> kind) {
        PMap<String, PMap<String, PSortedMap<String, Resource<S>>>> none = HashTreePMap.empty();
        for (String name : kind.indexes().keySet()) {
            none = none.plus(name, HashTreePMap.empty());
        }
        return new KindContents<>(kind, HashTreePMap.empty(), none, new MirrorState(false, false, null, null));
    }

    @Override
    public Optional<Resource<S>> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Collection<Resource<S>> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    @Override
    public Collection<Resource<S>> byIndex(String index, String key) {
        PMap<String, PSortedMap<String, Resource<S>>> entries = indexes.get(index);
        if (entries == null) {
            throw new IllegalArgumentException(
                    "kind " + kind.type() + " has no index " + index + ", only " + indexes.keySet());
        }
        PSortedMap<String, Resource<S>> found = entries.get(key);
        return found == null ? List.of() : Collections.unmodifiableCollection(found.values());
    }

    KindContents<S> with(Resource<S> resource) {
        KindContents<S> cleared = without(resource.id());
        PMap<String, PMap<String, PSortedMap<String, Resource<S>>>> filed = cleared.indexes;
        for (Map.Entry<String, Function<Resource<S>, List<String>>> index :
                kind.indexes().entrySet()) {
            for (String key : index.getValue().apply(resource)) {
                filed = filed.plus(index.getKey(), file(entries(filed, index.getKey()), key, resource));
            }
        }
        return new KindContents<>(kind, byId.plus(resource.id(), resource), filed, state);
    }

    KindContents<S> without(String id) {
        Resource<S> old = byId.get(id);
        if (old == null) {
            return this;
        }
        PMap<String, PMap<String, PSortedMap<String, Resource<S>>>> left = indexes;
        for (Map.Entry<String, Function<Resource<S>, List<String>>> index :
                kind.indexes().entrySet()) {
            for (String key : index.getValue().apply(old)) {
                left = left.plus(index.getKey(), unfile(entries(left, index.getKey()), key, id));
            }
        }
        return new KindContents<>(kind, byId.minus(id), left, state);
    }

    KindContents<S> in(MirrorState next) {
        return new KindContents<>(kind, byId, indexes, next);
    }

    private static <V> V entries(PMap<String, V> indexes, String name) {
        @Nullable V entries = indexes.get(name);
        if (entries == null) {
            throw new IllegalStateException("index " + name + " is gone");
        }
        return entries;
    }

    private static <S extends Message> PMap<String, PSortedMap<String, Resource<S>>> file(
            PMap<String, PSortedMap<String, Resource<S>>> entries, String key, Resource<S> resource) {
        PSortedMap<String, Resource<S>> filed = entries.get(key);
        PSortedMap<String, Resource<S>> base = filed == null ? TreePMap.empty() : filed;
        return entries.plus(key, base.plus(resource.id(), resource));
    }

    private static <S extends Message> PMap<String, PSortedMap<String, Resource<S>>> unfile(
            PMap<String, PSortedMap<String, Resource<S>>> entries, String key, String id) {
        PSortedMap<String, Resource<S>> filed = entries.get(key);
        if (filed == null) {
            return entries;
        }
        PSortedMap<String, Resource<S>> left = filed.minus(id);
        return left.isEmpty() ? entries.minus(key) : entries.plus(key, left);
    }
}
