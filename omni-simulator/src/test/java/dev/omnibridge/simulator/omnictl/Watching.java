package dev.omnibridge.simulator.omnictl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The watches of one command, and what they have told so far. */
final class Watching {

    private final Answers answers = new Answers();
    private final List<Runnable> open = new ArrayList<>();
    private final Map<String, Resource> present = new TreeMap<>();
    private final List<String> destroyed = new ArrayList<>();
    private int established;
    private int bootstrapped;

    /** Where the watches' answers go. */
    Answers answers() {
        return answers;
    }

    /** Adds a watch and waits for its first message, which is empty. */
    void add(Runnable cancel) throws InterruptedException {
        open.add(cancel);
        await(() -> established == open.size());
    }

    /** Waits until something is so. */
    void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            WatchResponse response = (WatchResponse)
                    answers.next().orElseThrow(() -> new AssertionError("a watch ended: " + answers.ending()));
            if (response.getEventCount() == 0) {
                established++;
            }
            response.getEventList().forEach(this::note);
        }
    }

    private void note(Event event) {
        String key = key(event.getResource().getMetadata());
        switch (event.getEventType()) {
            case CREATED, UPDATED -> {
                present.put(key, event.getResource());
                destroyed.remove(key);
            }
            case DESTROYED -> {
                present.remove(key);
                destroyed.add(key);
            }
            case BOOTSTRAPPED -> bootstrapped++;
            default -> assertThat(event.getEventType()).isEqualTo(EventType.NOOP);
        }
    }

    /** Whether there are watches. */
    boolean isOn() {
        return !open.isEmpty();
    }

    /** How many watches have told all there was. */
    int bootstrapped() {
        return bootstrapped;
    }

    /** The resource as last told. */
    Optional<Resource> present(String type, String id) {
        return Optional.ofNullable(present.get(type + "/" + id));
    }

    /** All resources of a type that are there. */
    Stream<Resource> all(String type) {
        return present.values().stream()
                .filter(resource -> resource.getMetadata().getType().equals(type));
    }

    /** Whether its end was told. */
    boolean isDestroyed(String type, String id) {
        return destroyed.contains(type + "/" + id);
    }

    void cancel() {
        open.forEach(Runnable::run);
    }

    private static String key(Metadata metadata) {
        return metadata.getType() + "/" + metadata.getId();
    }
}
