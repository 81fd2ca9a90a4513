package dev.omnibridge.operator.omni;

import java.util.Set;

/** Hears what changes in Omni concern. */
@FunctionalInterface
public interface ChangeListener {

    /** What changed since the last call, each only once. Must return soon and not throw. */
    void onAffected(Set<Affected> affected);
}
