package dev.omnibridge.operator.omni;

import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import java.util.function.Supplier;

/**
 * What tells this operator from another one of its name.
 *
 * @param instance name of the operator
 * @param by this process, for people
 * @param ids gives a new id with each call
 * @param memory what the management cluster remembers
 * @param leadership whether it is this process that writes
 */
public record Incarnations(
        String instance, String by, Supplier<String> ids, IncarnationMemory memory, Leadership leadership) {}
