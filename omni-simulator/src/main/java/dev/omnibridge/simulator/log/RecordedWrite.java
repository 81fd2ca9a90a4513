package dev.omnibridge.simulator.log;

import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.simulator.access.Caller;
import io.grpc.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A write that a client tried.
 *
 * @param time simulated time
 * @param caller who called, with key fingerprint and user agent
 * @param rpc which call
 * @param type full type name, as the call gave it
 * @param id id, as the call gave it
 * @param requestVersion version the call carried; empty where the call carries none
 * @param versionBefore stored version before; empty if there was none, or the write failed
 * @param versionAfter stored version after; empty if it is gone, or the write failed
 * @param expectedPhase the expected phase of an update; empty if the call gave none
 * @param changes what changed; empty if nothing did or the write failed
 * @param code how the call ended for the store; a fault may tell the client something else
 * @param message text of the error, empty for OK
 */
public record RecordedWrite(
        Instant time,
        Caller caller,
        Rpc rpc,
        String type,
        String id,
        Optional<String> requestVersion,
        Optional<Long> versionBefore,
        Optional<Long> versionAfter,
        Optional<Phase> expectedPhase,
        List<FieldChange> changes,
        Status.Code code,
        String message) {

    /** The writing calls of the State service. */
    public enum Rpc {
        CREATE,
        UPDATE,
        DESTROY,
        TEARDOWN,
        TEARDOWN_AND_DESTROY
    }

    /** Whether the store took it. */
    public boolean succeeded() {
        return code == Status.Code.OK;
    }

    /** Whether it set the phase to tearing down, by whichever call. */
    public boolean startedTeardown() {
        return changes.stream()
                .anyMatch(change ->
                        change.path().equals("phase") && change.after().equals(Phase.TEARING_DOWN.wireName()));
    }

    /** Whether it is a write of this type, given by full name or the part before the first dot. */
    public boolean isOf(String typeName) {
        return type.equals(typeName) || type.startsWith(typeName + ".");
    }

    /** Whether it changed a field whose path begins so. */
    public boolean changed(String path) {
        return changes.stream().anyMatch(change -> change.path().startsWith(path));
    }

    @Override
    public String toString() {
        String versions = versionBefore.map(v -> "v" + v).orElse("-") + " to "
                + versionAfter.map(v -> "v" + v).orElse("-");
        return rpc + " " + type + "/" + id + " " + (succeeded() ? versions + " " + changes : code + " " + message)
                + " by " + caller.name();
    }
}
