package dev.omnibridge.simulation.omni;

/** A watch as the simulation sees it. */
public interface Stream {

    /** Whether something is on its way. */
    boolean hasNews();

    /** How much is on its way. */
    int onTheWay();

    /** Delivers the next event. */
    void deliver();

    /** Ends the watch from Omni's side, after what is on its way. */
    void end(String why);
}
