package dev.omnibridge.api.v1alpha1;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies that keep the three states of a collection in a spec: absent (null), empty, and with content. */
final class Immutable {
    private Immutable() {}

    static <T> @Nullable List<T> list(@Nullable List<T> list) {
        return list == null ? null : List.copyOf(list);
    }

    /** Keeps the order, so that an object read and written again comes out as it was. */
    static <K, V> @Nullable Map<K, V> map(@Nullable Map<K, V> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
