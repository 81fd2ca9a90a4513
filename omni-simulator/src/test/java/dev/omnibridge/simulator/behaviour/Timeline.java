package dev.omnibridge.simulator.behaviour;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import dev.omnibridge.simulator.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Records all events of a store, to be compared with what was recorded on running servers. */
final class Timeline implements StoreListener {

    private record Moment(Instant time, StoreEvent<?> event) {}

    private final World world;
    private final List<Moment> moments = new ArrayList<>();

    Timeline(Store store, World world) {
        this.world = world;
        store.listen(this);
    }

    void clear() {
        moments.clear();
    }

    /** Every event with its time and content, for comparing whole runs. */
    List<String> lines() {
        return moments.stream()
                .map(moment -> moment.time() + " " + name(moment.event()) + " "
                        + moment.event().last())
                .toList();
    }

    /** Values one facet of a resource went through, equal neighbours taken together. */
    <S extends Message> List<String> values(ResourceType<S> type, String id, Function<Resource<S>, Object> facet) {
        List<String> values = new ArrayList<>();
        for (Moment moment : moments) {
            if (moment.event().type().name().equals(type.name())
                    && moment.event().id().equals(id)
                    && !moment.event().isDestruction()) {
                @SuppressWarnings("unchecked") // the type's name says so
                String value = facet.apply((Resource<S>) moment.event().last()).toString();
                if (values.isEmpty() || !values.getLast().equals(value)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** Which of these texts begin the name of an event, such as {@code DEST MachineSets demo-workers}, in the order of their first. */
    List<String> order(String... texts) {
        return moments.stream()
                .map(moment -> name(moment.event()))
                .flatMap(name -> List.of(texts).stream().filter(name::startsWith))
                .distinct()
                .toList();
    }

    /** Resources of a type in the order in which they got a finalizer. */
    List<String> holders(ResourceType<?> type, String finalizer) {
        return moments.stream()
                .map(Moment::event)
                .filter(event -> event.type().name().equals(type.name()))
                .filter(event -> event.now()
                        .filter(now -> now.finalizers().contains(finalizer))
                        .isPresent())
                .map(StoreEvent::id)
                .distinct()
                .toList();
    }

    /** Finalizers in the order in which a resource lost them. */
    List<String> finalizersLost(ResourceType<?> type, String id) {
        List<String> lost = new ArrayList<>();
        for (Moment moment : moments) {
            StoreEvent<?> event = moment.event();
            if (event.type().name().equals(type.name()) && event.id().equals(id) && !event.isCreation()) {
                List<String> left = event.now().map(Resource::finalizers).orElse(List.of());
                event.old().orElseThrow().finalizers().stream()
                        .filter(finalizer -> !left.contains(finalizer))
                        .forEach(lost::add);
            }
        }
        return lost;
    }

    @Override
    public void onEvent(StoreEvent<?> event) {
        moments.add(new Moment(world.now(), event));
    }

    private static String name(StoreEvent<?> event) {
        String kind = event.isCreation() ? "CREA" : event.isDestruction() ? "DEST" : "UPDA";
        String phase = event.last().isTearingDown() && !event.isDestruction() ? " tearingDown" : "";
        return kind + " " + event.type().shortName() + " " + event.id() + phase;
    }
}
