package dev.omnibridge.omni.state;

/** A running watch. Closing it more than once does nothing. */
public interface Watch extends AutoCloseable {

    /** Ends the watch; the observer hears nothing more, not even its end. */
    @Override
    void close();
}
