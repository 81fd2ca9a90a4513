package dev.omnibridge.simulator.state;

/** Hears every change of the store in order. Called under the store's lock: take notes and return, don't write to the store. */
public interface StoreListener {

    /** A resource was created, updated or destroyed. */
    void onEvent(StoreEvent<?> event);

    /** The whole content was replaced by that of another moment; no events are told for the differences. */
    default void onRestored() {}
}
