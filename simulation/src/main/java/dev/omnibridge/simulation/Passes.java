package dev.omnibridge.simulation;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.invariant.Names;
import dev.omnibridge.simulation.invariant.PassWindow;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.operator.OperatorProcess;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Passes that are under way, of each process the one inside the other, with what was so when each began. */
final class Passes {

    private final Scene scene;
    private final Names names;
    private final Map<OperatorProcess, Deque<PassWindow>> underWay = new HashMap<>();

    Passes(Scene scene) {
        this.scene = scene;
        this.names = new Names(scene.omni().store());
    }

    void begin(OperatorProcess process, Key key, CustomResource<?, ?> object) {
        underWay.computeIfAbsent(process, p -> new ArrayDeque<>())
                .push(new PassWindow(
                        key,
                        object,
                        object instanceof OmniMachineSet set ? process.clusterOf(set) : Optional.empty(),
                        object instanceof OmniCluster cluster ? process.setsOf(cluster) : List.of(),
                        scene.server().revision(),
                        scene.omni().now(),
                        process.seen(),
                        process.facts(),
                        storedAt(process, object)));
    }

    void end(OperatorProcess process) {
        Objects.requireNonNull(underWay.get(process)).pop();
    }

    boolean isInProgress(OperatorProcess process, Key key) {
        return underWay.getOrDefault(process, new ArrayDeque<>()).stream()
                .anyMatch(window -> window.key().equals(key));
    }

    /** The innermost; empty if the process acts outside of a pass. */
    Optional<PassWindow> current(OperatorProcess process) {
        return Optional.ofNullable(underWay.get(process)).map(Deque::peek);
    }

    /** What stands in Omni under the name that the object has, or would get there. */
    private Optional<Resource<?>> storedAt(OperatorProcess process, CustomResource<?, ?> object) {
        return switch (object) {
            case OmniCluster c ->
                scene.omni().store().get(ResourceTypes.CLUSTERS, names.of(c)).map(r -> r);
            case OmniMachineSet s ->
                names.of(s, process.clusterOf(s))
                        .flatMap(id -> scene.omni().store().get(ResourceTypes.MACHINE_SETS, id))
                        .map(r -> r);
            default -> Optional.empty();
        };
    }
}
