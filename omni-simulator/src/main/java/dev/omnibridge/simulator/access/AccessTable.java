package dev.omnibridge.simulator.access;

import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.kind.Kind;
import dev.omnibridge.simulator.kind.Kind.Change;
import dev.omnibridge.simulator.kind.Kind.Readers;
import dev.omnibridge.simulator.kind.Kind.Scope;
import dev.omnibridge.simulator.kind.Kinds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which kinds exist for clients and who may do what with them (resources.md 5, wire-protocol.md 7.1). */
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
        // the role is judged first: one that is too low hears nothing about the kind [live]
        if (!role.includes(needed(kind, verb))) {
            return Optional.of(AccessDenied.insufficient(role));
        }
        return isPossible(kind, verb) ? Optional.empty() : Optional.of(AccessDenied.limitedTo(kind.changes()));
    }

    /** What names the cluster of resources of a type; nothing does of a type there is not. */
    Scope scope(String type) {
        Kind kind = byType.get(type);
        return kind == null ? Scope.ACCOUNT : kind.scope();
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
        return switch (kind.readers()) {
            case ANYBODY -> kind.changes().isEmpty() || verb == Verb.READ ? Role.NONE : Role.OPERATOR;
            case PROVIDER -> Role.INFRA_PROVIDER;
            case READER -> verb == Verb.READ ? Role.READER : Role.OPERATOR;
            case ADMIN, CLOSED -> Role.ADMIN;
        };
    }
}
