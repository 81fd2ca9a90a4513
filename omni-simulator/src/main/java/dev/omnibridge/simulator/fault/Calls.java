package dev.omnibridge.simulator.fault;

import dev.omnibridge.omni.resource.ResourceType;
import java.util.Optional;
import java.util.Set;

/**
 * Which calls a fault is for. An empty part means any.
 *
 * @param methods method names, for instance {@code Update}
 * @param type full type name
 * @param id id of the resource
 */
public record Calls(Set<String> methods, Optional<String> type, Optional<String> id) {

    public Calls {
        methods = Set.copyOf(methods);
    }

    /** All calls, watches included. */
    public static Calls any() {
        return new Calls(Set.of(), Optional.empty(), Optional.empty());
    }

    /** Calls of these methods. */
    public static Calls of(String... methods) {
        return new Calls(Set.of(methods), Optional.empty(), Optional.empty());
    }

    /** Those of them that are about this type. */
    public Calls on(ResourceType<?> onType) {
        return new Calls(methods, Optional.of(onType.name()), id);
    }

    /** Those of them that are about this one resource. */
    public Calls on(ResourceType<?> onType, String onId) {
        return new Calls(methods, Optional.of(onType.name()), Optional.of(onId));
    }

    /** Whether a call is among them. */
    public boolean contain(Call call) {
        return (methods.isEmpty() || methods.contains(call.method()))
                && type.map(call.type()::equals).orElse(true)
                && id.map(call.id()::equals).orElse(true);
    }
}
