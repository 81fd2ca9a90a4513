package dev.omnibridge.simulator.access;

import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.kind.Kind;
import dev.omnibridge.simulator.kind.Kind.Change;
import dev.omnibridge.simulator.kind.Kind.Readers;
import dev.omnibridge.simulator.kind.Kinds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which kinds exist for clients and who may do what with them (resources.md 5, wire-protocol.md 7.1). Access policies are not modelled yet. */
public final class AccessTable {

    private final Map<String, Kind> byType = new HashMap<>();

    /** The table as of a generation. */
    public AccessTable(OmniVersion version) {
        Kinds.of(version).forEach(kind -> byType.put(kind.name(), kind));
    }

    /** Why a caller of this role may not do this; empty if it may. */
    public Optional<AccessDenied> check(Role role, Verb verb, String type) {
        Kind kind = byType.get(type);
        if (kind == null || kind.readers() == Readers.CLOSED) {
            return Optional.of(AccessDenied.closed());
        }
        if (!isPossible(kind, verb)) {
            return Optional.of(AccessDenied.limitedTo(kind.changes()));
        }
        return role.includes(needed(kind, verb)) ? Optional.empty() : Optional.of(AccessDenied.insufficient(role));
    }

    private static boolean isPossible(Kind kind, Verb verb) {
        return switch (verb) {
            case READ -> true;
            case CREATE -> kind.changes().contains(Change.CREATE);
            case UPDATE -> kind.changes().contains(Change.UPDATE);
            case DESTROY -> kind.changes().contains(Change.DESTROY);
        };
    }

    private static Role needed(Kind kind, Verb verb) {
        Role reading = switch (kind.readers()) {
            case ANYBODY -> Role.NONE;
            case PROVIDER -> Role.INFRA_PROVIDER;
            case READER -> Role.READER;
            case ADMIN, CLOSED -> Role.ADMIN;
        };
        return verb == Verb.READ || reading == Role.ADMIN ? reading : Role.OPERATOR;
    }
}
