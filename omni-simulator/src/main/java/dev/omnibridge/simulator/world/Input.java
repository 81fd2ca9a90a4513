package dev.omnibridge.simulator.world;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A type a controller listens to.
 *
 * @param type the type
 * @param keys keys of the controller that a resource concerns; asked for the old and the new state of each change
 */
public record Input<S extends Message>(ResourceType<S> type, Function<Resource<S>, Collection<String>> keys) {

    /** An input whose id is the key. */
    public static <S extends Message> Input<S> byId(ResourceType<S> type) {
        return new Input<>(type, resource -> List.of(resource.id()));
    }

    /** An input whose key is the value of a label; a resource without the label concerns nobody. */
    public static <S extends Message> Input<S> byLabel(ResourceType<S> type, String label) {
        return new Input<>(type, resource -> resource.label(label).map(List::of).orElse(List.of()));
    }

    /** An input with one key for all resources. */
    public static <S extends Message> Input<S> all(ResourceType<S> type, String key) {
        return new Input<>(type, resource -> List.of(key));
    }

    /** An input with at most one key per resource. */
    public static <S extends Message> Input<S> byKey(
            ResourceType<S> type, Function<Resource<S>, Optional<String>> key) {
        return new Input<>(type, resource -> key.apply(resource).map(List::of).orElse(List.of()));
    }

    @SuppressWarnings("unchecked") // equal type names carry equal specs
    Set<String> keysOf(StoreEvent<?> event) {
        Set<String> found = new LinkedHashSet<>();
        if (event.type().name().equals(type.name())) {
            ((StoreEvent<S>) event).old().ifPresent(resource -> found.addAll(keys.apply(resource)));
            ((StoreEvent<S>) event).now().ifPresent(resource -> found.addAll(keys.apply(resource)));
        }
        return found;
    }

    Set<String> keysOfExisting(Store store) {
        Set<String> found = new LinkedHashSet<>();
        store.list(type).forEach(resource -> found.addAll(keys.apply(resource)));
        return found;
    }
}
