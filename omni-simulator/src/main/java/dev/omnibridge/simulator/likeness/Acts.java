package dev.omnibridge.simulator.likeness;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.likeness.Event.Verb;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.state.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Does in a simulated Omni what a user did on the recorded one: what happened there to kinds that users declare, and no controller did; and that a
 * machine was cut off, came back or was removed.
 */
final class Acts {

    private static final List<ResourceType<?>> DECLARED = List.of(
            ResourceTypes.CLUSTERS,
            ResourceTypes.MACHINE_SETS,
            ResourceTypes.MACHINE_SET_NODES,
            ResourceTypes.MACHINE_CLASSES,
            ResourceTypes.CONFIG_PATCHES,
            ResourceTypes.EXTENSIONS_CONFIGURATIONS,
            ResourceTypes.KERNEL_ARGS,
            ResourceTypes.MACHINE_LABELS);
    private static final String SYSTEM_PATCH = Change.LABEL + "system-patch";

    private static final String CONNECTED = "connected";

    private final Store store;
    private final Machines machines;
    /** From what a recording calls a machine to the machine's id. */
    private final UnaryOperator<String> fullIds;

    Acts(Store store, Machines machines, UnaryOperator<String> fullIds) {
        this.store = store;
        this.machines = machines;
        this.fullIds = fullIds;
    }

    /** Whether an event is of a kind that users declare, and may be an act of theirs. */
    static boolean mayBe(Event event) {
        return connection(event).isPresent() || isRemoval(event) || mayBeDeclared(event);
    }

    /** Whether somebody removed a machine from Omni; nothing else that happens to a link is an act. */
    private static boolean isRemoval(Event event) {
        return event.kind().equals(ResourceTypes.LINKS.shortName())
                && event.changes().contains(Change.tearingDown());
    }

    private static boolean mayBeDeclared(Event event) {
        return DECLARED.stream().anyMatch(type -> type.shortName().equals(event.kind()))
                && event.verb() != Verb.DEST
                && !event.changes().isEmpty()
                && event.changes().stream().noneMatch(Change::isFinalizer)
                && event.changes().stream().noneMatch(change -> change.facet().equals(SYSTEM_PATCH));
    }

    /** Whether a machine is connected from now on, if the event tells that. */
    private static Optional<Boolean> connection(Event event) {
        return event.verb() != Verb.UPDA || !event.kind().equals(ResourceTypes.MACHINES.shortName())
                ? Optional.empty()
                : event.changes().stream()
                        .filter(change -> change.facet().equals(CONNECTED))
                        .findFirst()
                        .map(change -> Boolean.parseBoolean(change.after()));
    }

    /** Does it, unless a controller of Omni did it there and will do it here. */
    void repeat(Event event) {
        connection(event).ifPresent(isConnected -> {
            String machine = fullIds.apply(event.id());
            if (isConnected) {
                machines.connect(machine);
            } else {
                machines.disconnectAtOnce(machine);
            }
        });
        if (isRemoval(event)) {
            repeat(ResourceTypes.LINKS, event);
        }
        DECLARED.stream()
                .filter(type -> type.shortName().equals(event.kind()))
                .findFirst()
                .ifPresent(type -> repeat(type, event));
    }

    private <S extends Message> void repeat(ResourceType<S> type, Event event) {
        String id = fullIds.apply(event.id());
        if (event.verb() == Verb.CREA) {
            store.create("", changed(Resource.of(type, id, type.emptySpec()), event.changes()));
            return;
        }
        Optional<Resource<S>> stored =
                store.get(type, id).filter(resource -> resource.owner().isEmpty());
        if (event.changes().contains(Change.tearingDown())) {
            stored.filter(resource -> !resource.isTearingDown() && !isLeftToControllers(resource))
                    .ifPresent(resource -> store.teardown("", type, id));
        } else {
            stored.ifPresent(resource -> store.update("", changed(resource, event.changes()), Optional.empty()));
        }
    }

    private boolean isLeftToControllers(Resource<?> resource) {
        return isSurplus(resource)
                || isLeaving(ResourceTypes.CLUSTERS, resource.label(OmniKeys.CLUSTER))
                || isLeaving(ResourceTypes.MACHINE_SETS, resource.label(OmniKeys.MACHINE_SET))
                || isLeaving(ResourceTypes.CLUSTER_MACHINES, resource.label(OmniKeys.CLUSTER_MACHINE));
    }

    /** Whether the controller of its class would take a node out by itself, because its set has more than it asks for. */
    private boolean isSurplus(Resource<?> node) {
        Optional<Resource<MachineSetSpec>> set = node.label(OmniKeys.MACHINE_SET)
                .filter(id -> node.hasLabel(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER))
                .flatMap(id -> store.get(ResourceTypes.MACHINE_SETS, id));
        return set.filter(known ->
                        store.list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, known.id()))
                                        .size()
                                > known.spec().getMachineAllocation().getMachineCount())
                .isPresent();
    }

    private boolean isLeaving(ResourceType<?> type, Optional<String> id) {
        return id.flatMap(name -> store.get(type, name))
                .filter(Resource::isTearingDown)
                .isPresent();
    }

    private static <S extends Message> Resource<S> changed(Resource<S> resource, List<Change> changes) {
        return resource.withSpec(Specs.with(resource.spec(), changes)).withMetadata(metadata -> {
            apply(Specs.keys(Change.LABEL, OmniKeys.PREFIX, changes), metadata::putLabels, metadata::removeLabels);
            apply(
                    Specs.keys(Change.ANNOTATION, OmniKeys.PREFIX, changes),
                    metadata::putAnnotations,
                    metadata::removeAnnotations);
        });
    }

    private static void apply(
            Map<String, String> keys,
            java.util.function.BiConsumer<String, String> put,
            java.util.function.Consumer<String> remove) {
        keys.forEach((key, value) -> {
            if (value.equals(Change.ABSENT)) {
                remove.accept(key);
            } else {
                put.accept(key, value);
            }
        });
    }
}
