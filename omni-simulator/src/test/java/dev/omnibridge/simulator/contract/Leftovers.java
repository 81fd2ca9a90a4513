package dev.omnibridge.simulator.contract;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a check made, to be removed in the reverse order. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Made(ResourceType<?> type, String id) {}

    private final Deque<Made> made = new ArrayDeque<>();

    /** Remembers to remove a resource, which need not exist yet. */
    void expect(ResourceType<?> type, String id) {
        made.push(new Made(type, id));
    }

    void remove(StateClient omni) {
        while (!made.isEmpty()) {
            Made next = made.pop();
            await(next + " is gone").atMost(PATIENCE).until(() -> isGone(omni, next.type(), next.id()));
        }
    }

    private static <S extends Message> boolean isGone(StateClient omni, ResourceType<S> type, String id) {
        return omni.getStored(type, id, PATIENCE)
                .map(resource -> {
                    tearDown(omni, resource);
                    return false;
                })
                .orElse(true);
    }

    private static <S extends Message> void tearDown(StateClient omni, Resource<S> resource) {
        try {
            if (!resource.isTearingDown()) {
                omni.teardown(resource);
            }
        } catch (OmniException.VersionConflict | OmniException.PhaseConflict | OmniException.NotFound e) {
            // Omni was faster; the next look decides.
        }
    }
}
