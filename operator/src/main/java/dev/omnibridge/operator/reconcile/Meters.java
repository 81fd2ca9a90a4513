package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.plan.Operation;
import java.time.Duration;
import java.util.Map;

/** Port to what is counted. No method waits. */
public interface Meters {

    /**
     * A pass over an object has ended.
     *
     * @param kind of the object
     */
    void passed(String kind, Pass.Verdict verdict, Duration took);

    /**
     * A write was sent to Omni.
     *
     * @param isDone whether Omni took it
     */
    void wrote(String connection, Operation operation, boolean isDone);

    /**
     * The account was counted.
     *
     * @param orphans objects in Omni with a claim or release mark of ours and no object here, by the kind that they are in Omni
     */
    void counted(String connection, Map<String, Integer> orphans);

    /** The connection is gone, and so is what was counted through it. */
    void gone(String connection);
}
