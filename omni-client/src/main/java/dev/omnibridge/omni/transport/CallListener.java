package dev.omnibridge.omni.transport;

import java.time.Duration;

/** Hears of every call, and may not wait. */
@FunctionalInterface
public interface CallListener {

    /** Hears nothing. */
    CallListener NONE = (method, code, took) -> {};

    /**
     * A call begins, on the thread of its caller.
     *
     * @param method as {@link #ended} will be told
     * @return who hears of its end
     */
    default CallListener begun(String method) {
        return this;
    }

    /**
     * A call has ended, on the client's threads.
     *
     * @param method service and method, as in {@code State/Get}
     * @param code gRPC's word for how it ended, as in {@code OK}
     * @param took how long it ran, with all its repetitions; of a watch, how long it stood
     */
    void ended(String method, String code, Duration took);
}
