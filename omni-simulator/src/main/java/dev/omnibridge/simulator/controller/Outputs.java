package dev.omnibridge.simulator.controller;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes that all controllers do alike. */
public final class Outputs {

    private Outputs() {}

    /**
     * Removes an output: marks it, and destroys it once nobody holds it.
     *
     * @return whether it is gone
     */
    public static <S extends Message> boolean remove(Store store, String owner, ResourceType<S> type, String id) {
        Optional<Resource<S>> output = store.get(type, id);
        if (output.isEmpty()) {
            return true;
        }
        if (!store.teardown(owner, type, id)) {
            return false;
        }
        store.destroy(owner, type, id);
        return true;
    }

    /**
     * Marks everything given that users own and waits for their destroyers.
     *
     * @return whether nothing was given, so that the next step may begin
     */
    public static <S extends Message> boolean tearDownAll(Store store, Iterable<Resource<S>> resources) {
        boolean gone = true;
        for (Resource<S> resource : resources) {
            if (resource.owner().isEmpty()) {
                gone = false;
                if (!resource.isTearingDown()) {
                    store.teardown("", resource.type(), resource.id());
                }
            }
        }
        return gone;
    }

    /** Whether nobody but these holds the resource. */
    public static boolean isHeldOnlyBy(Resource<?> resource, Set<String> finalizers) {
        return finalizers.containsAll(resource.finalizers());
    }

    /** The labels that say where a machine belongs: cluster, machine set and role, as far as the resource has them. */
    public static Map<String, String> membership(Resource<?> resource) {
        Map<String, String> labels = new TreeMap<>();
        for (String key :
                Set.of(OmniKeys.CLUSTER, OmniKeys.MACHINE_SET, OmniKeys.ROLE_CONTROL_PLANE, OmniKeys.ROLE_WORKER)) {
            resource.label(key).ifPresent(value -> labels.put(key, value));
        }
        return labels;
    }

    /** The resource with exactly these labels. */
    public static <S extends Message> Resource<S> withLabels(Resource<S> resource, Map<String, String> labels) {
        return resource.labels().equals(labels)
                ? resource
                : resource.withMetadata(metadata -> metadata.clearLabels().putAllLabels(new TreeMap<>(labels)));
    }
}
