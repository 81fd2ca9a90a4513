package dev.omnibridge.simulator.server;

import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.log.FieldChange;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.RecordedWrite.Rpc;
import dev.omnibridge.simulator.log.WriteLog;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A write on its way into the log.
 *
 * @param requestVersion version the call carries, where it carries one
 * @param expectedPhase phase the call expects, where it does
 */
record Attempt(
        Caller caller,
        Rpc rpc,
        String type,
        String id,
        Optional<String> requestVersion,
        Optional<Phase> expectedPhase) {

    /**
     * What a write that worked did.
     *
     * @param before the stored resource before, empty if there was none
     * @param after the stored resource after, empty if it is gone
     */
    record Effect(Optional<Resource<?>> before, Optional<Resource<?>> after) {}

    /** Runs a write and notes what came of it; what it threw leaves as gRPC status. */
    Effect run(WriteLog log, InstantSource time, Supplier<Effect> write) {
        try {
            Effect effect = write.get();
            log.add(record(
                    time,
                    effect.before.map(Resource::version),
                    effect.after.map(Resource::version),
                    WriteLog.changes(effect.before, effect.after),
                    Status.OK));
            return effect;
        } catch (RuntimeException e) {
            StatusRuntimeException refusal = Refusal.of(e);
            log.add(record(time, Optional.empty(), Optional.empty(), List.of(), refusal.getStatus()));
            throw refusal;
        }
    }

    private RecordedWrite record(
            InstantSource time, Optional<Long> before, Optional<Long> after, List<FieldChange> changes, Status status) {
        return new RecordedWrite(
                time.instant(),
                caller,
                rpc,
                type,
                id,
                requestVersion,
                before,
                after,
                expectedPhase,
                changes,
                status.getCode(),
                Optional.ofNullable(status.getDescription()).orElse(""));
    }
}
