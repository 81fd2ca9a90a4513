package dev.omnibridge.operator.reconcile;

import java.time.InstantSource;

/** Everything a pass may touch. */
public record Ports(
        Connections connections,
        Objects objects,
        LiveObjects live,
        Finalizers finalizers,
        StatusWriter statuses,
        EventRecorder events,
        ConnectionLedger ledger,
        WriteFailure.Table failures,
        Meters meters,
        InstantSource clock) {}
