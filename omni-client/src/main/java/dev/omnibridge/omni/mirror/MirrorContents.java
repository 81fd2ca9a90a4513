package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** All kinds of a mirror at one moment. */
record MirrorContents(PMap<ResourceType<?>, KindContents<?>> byType) implements OmniSnapshot {

    static MirrorContents empty(Collection<MirroredKind<?>> kinds) {
        Map<ResourceType<?>, KindContents<?>> empty = new HashMap<>();
        kinds.forEach(kind -> empty.put(kind.type(), KindContents.empty(kind)));
        return new MirrorContents(HashTreePMap.from(empty));
    }

    /** Casts by the key: every type is filed only with contents of itself. */
    @Override
    @SuppressWarnings("unchecked")
    public <S extends Message> KindContents<S> kind(ResourceType<S> type) {
        KindContents<?> contents = byType.get(type);
        if (contents == null) {
            throw new IllegalArgumentException(type + " is not mirrored, only " + byType.keySet());
        }
        return (KindContents<S>) contents;
    }

    @Override
    public Set<ResourceType<?>> kinds() {
        return Collections.unmodifiableSet(byType.keySet());
    }

    <S extends Message> MirrorContents with(KindContents<S> contents) {
        return new MirrorContents(byType.plus(contents.kind().type(), contents));
    }
}
