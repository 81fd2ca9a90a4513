package dev.omnibridge.operator.connection;

import java.util.Map;

/** Port to the metrics of connections. */
public interface ConnectionMeters {

    /**
     * The account was counted.
     *
     * @param orphans objects in Omni with a claim or release mark of ours and no object here, by the kind that they are in Omni
     */
    void counted(String connection, Map<String, Integer> orphans);

    /** The connection is gone, and so is what was counted through it. */
    void gone(String connection);
}
