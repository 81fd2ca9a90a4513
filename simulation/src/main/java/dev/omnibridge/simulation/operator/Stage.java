package dev.omnibridge.simulation.operator;

import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulation.kubernetes.Key;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.Optional;

/** What happens around an operator process while it works: others act in between, it is stopped, and somebody watches what it does. */
public interface Stage {

    /** What is written where the status of an object is. */
    String STATUS = "status";

    /** Begins calls that record what brake and budget count. */
    String RESERVE = "reserve in";

    /** Begins calls about the record of who works in the account: a process does one thing about it at a time. */
    String RECORD = "Record of the instance:";

    /** The kinds of writes to Omni. */
    enum Write {
        CREATE,
        UPDATE,
        TEARDOWN,
        DESTROY
    }

    /** The process is about to call somebody; others may act now, and it may be killed here. */
    void before(OperatorProcess process, String call, boolean isWrite);

    /** A call had its effect; the process may be killed before it learns of that. */
    void after(OperatorProcess process, String call, boolean isWrite);

    /** A call of the process waits for something, at most so long: the world goes on, and its time. */
    void waits(OperatorProcess process, Duration atMost);

    /** A write to Omni had an effect; it named the phase that it expected, or none. */
    void wroteToOmni(
            OperatorProcess process,
            Write write,
            Resource<?> sent,
            Optional<Phase> expected,
            Optional<Resource<?>> before,
            Resource<?> after);

    /** A write to Omni was refused by Omni itself. */
    void refusedByOmni(OperatorProcess process, Write write, Resource<?> sent, String why);

    /** Our finalizer was set on an object. */
    void setFinalizer(OperatorProcess process, CustomResource<?, ?> object);

    /** A token was minted. */
    void minted(OperatorProcess process, String cluster, String user);

    /** An object's status was written, or a Secret. */
    void wroteToKubernetes(OperatorProcess process, Key key, String what);

    /** A pass begins. */
    void beginsPass(OperatorProcess process, Key key, CustomResource<?, ?> object);

    /** A pass is over. */
    void endsPass(OperatorProcess process, Key key);

    /** A pass ended in an exception that nothing in the world explains. */
    void failed(OperatorProcess process, Key key, RuntimeException failure);

    /** Notes something for the trace. */
    void note(String line);
}
