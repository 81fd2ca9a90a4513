package dev.omnibridge.simulation.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/**
 * What names an object.
 *
 * @param namespace empty for cluster-scoped kinds
 */
public record Key(Kind kind, String namespace, String name) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::kind).thenComparing(Key::namespace).thenComparing(Key::name);

    /** Key of an object. */
    public static Key of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return new Key(
                Objects.kindOf(object),
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.text() + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
