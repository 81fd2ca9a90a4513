package dev.omnibridge.omni.state;

import com.google.protobuf.Message;

/** Receives the events of one watch, in order and one at a time. */
public interface WatchObserver<S extends Message> {

    /** The watch stands: Omni accepted it. Comes before the first event. */
    default void onEstablished() {}

    /** Something happened to a resource, or the bootstrap is complete. */
    void onEvent(WatchEvent<S> event);

    /** The watch ended, and not because it was closed here. Nothing follows. */
    void onEnd(OmniException reason);
}
