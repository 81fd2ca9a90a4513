package dev.omnibridge.operator.reconcile;

/** Port to the Omni accounts that OmniConnections name. */
public interface Connections {

    /** What can be done through this connection right now. Answers at once. */
    ConnectionView view(String connectionName);
}
