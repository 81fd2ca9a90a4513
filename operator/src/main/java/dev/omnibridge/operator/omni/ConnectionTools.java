package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all connections share.
 *
 * @param clients makes clients
 * @param scheduler time
 * @param executor for calls that block; a thread per task
 * @param router hears of every change
 * @param clock the same time as the scheduler's, for keys
 */
public record ConnectionTools(
        AccountClient.Factory clients,
        MirrorScheduler scheduler,
        Executor executor,
        ChangeRouter router,
        Clock clock) {}
