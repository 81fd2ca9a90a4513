package dev.omnibridge.omni.state;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import java.util.Optional;

/** What a watch tells. */
public sealed interface WatchEvent<S extends Message> {

    /** A resource exists: it was there at the beginning, was created, or began to fit the query. */
    record Created<S extends Message>(Resource<S> resource) implements WatchEvent<S> {}

    /** A resource was written. */
    record Updated<S extends Message>(Resource<S> resource) implements WatchEvent<S> {}

    /**
     * A resource is gone, or stopped fitting the query.
     *
     * @param last its last state; empty if the watch of one resource began with its absence
     */
    record Destroyed<S extends Message>(String id, Optional<Resource<S>> last) implements WatchEvent<S> {}

    /** All that existed when the watch began has been told. */
    record Bootstrapped<S extends Message>() implements WatchEvent<S> {}
}
