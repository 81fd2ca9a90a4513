package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What all connections share.
 *
 * @param clients makes clients
 * @param scheduler time
 * @param executor for calls that block; a thread per task
 * @param router hears of every change
 * @param clock the same time as the scheduler's, for keys
 * @param incarnations what tells this operator from another one of its name; empty where there can be no other
 */
public record ConnectionTools(
        AccountClient.Factory clients,
        MirrorScheduler scheduler,
        Executor executor,
        ChangeRouter router,
        Clock clock,
        Optional<Incarnations> incarnations) {

    /** Where there can be no other operator of the same name. */
    public ConnectionTools(
            AccountClient.Factory clients,
            MirrorScheduler scheduler,
            Executor executor,
            ChangeRouter router,
            Clock clock) {
        this(clients, scheduler, executor, router, clock, Optional.empty());
    }
}
