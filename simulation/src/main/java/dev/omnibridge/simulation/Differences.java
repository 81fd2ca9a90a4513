package dev.omnibridge.simulation;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes in words, for traces. */
final class Differences {

    private Differences() {}

    static String between(Optional<Resource<?>> before, Resource<?> after) {
        return WriteLog.changes(before, Optional.of(after)).stream()
                .map(String::valueOf)
                .collect(Collectors.joining("\n    "));
    }

    /** The conditions that matter, as the object has them now. */
    static String status(Optional<CustomResource<?, ?>> object) {
        List<Condition> conditions = object.map(Differences::conditions).orElse(List.of());
        return conditions.isEmpty()
                ? ""
                : ": "
                        + conditions.stream()
                                .filter(c ->
                                        List.of("Ready", "Synced", "Deleting").contains(c.type()))
                                .map(c -> c.type() + "=" + c.status() + " " + c.reason() + " (" + c.message() + ")")
                                .collect(Collectors.joining("; "));
    }

    static List<Condition> conditions(CustomResource<?, ?> object) {
        return switch (object) {
            case OmniCluster c ->
                orNone(c.getStatus() == null ? null : c.getStatus().conditions());
            case OmniMachineSet s ->
                orNone(s.getStatus() == null ? null : s.getStatus().conditions());
            case OmniConnection c ->
                orNone(c.getStatus() == null ? null : c.getStatus().conditions());
            default -> List.of();
        };
    }

    private static List<Condition> orNone(@Nullable List<Condition> conditions) {
        return conditions == null ? List.of() : conditions;
    }
}
