package dev.omnibridge.omni.transport;

import java.time.Duration;

/** Hears of every call that has ended, on the client's threads: it may not wait. */
@FunctionalInterface
public interface CallListener {

    /** Hears nothing. */
    CallListener NONE = (method, code, took) -> {};

    /**
     * A call has ended.
     *
     * @param method service and method, as in {@code State/Get}
     * @param code gRPC's word for how it ended, as in {@code OK}
     * @param took how long it ran, with all its repetitions; of a watch, how long it stood
     */
    void ended(String method, String code, Duration took);
}
