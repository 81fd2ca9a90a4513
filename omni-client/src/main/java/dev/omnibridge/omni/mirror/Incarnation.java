package dev.omnibridge.omni.mirror;

import dev.omnibridge.omni.resource.Resource;
import java.time.Instant;
import java.util.Comparator;

/**
 * Which state of which life of an id: a resource that is destroyed and created again begins at version 1, so that the version alone says
 * nothing.
 */
record Incarnation(Instant created, long version) implements Comparable<Incarnation> {

    private static final Comparator<Incarnation> ORDER =
            Comparator.comparing(Incarnation::created).thenComparingLong(Incarnation::version);

    static Incarnation of(Resource<?> resource) {
        return new Incarnation(resource.created(), resource.version());
    }

    @Override
    public int compareTo(Incarnation other) {
        return ORDER.compare(this, other);
    }
}
