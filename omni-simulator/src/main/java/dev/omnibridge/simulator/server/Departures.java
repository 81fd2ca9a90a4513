package dev.omnibridge.simulator.server;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreException;
import dev.omnibridge.simulator.state.StoreListener;
import io.grpc.Context;
import io.grpc.Status;
import java.util.concurrent.CountDownLatch;

/** The second half of {@code TeardownAndDestroy}: waits, as long as the client does, until nothing holds a resource, and destroys it. */
final class Departures {

    private final Store store;

    Departures(Store store) {
        this.store = store;
    }

    <S extends Message> void destroyWhenFree(String owner, ResourceType<S> type, String id, Context call) {
        CountDownLatch done = new CountDownLatch(1);
        StoreListener listener = new StoreListener() {
            @Override
            public void onEvent(StoreEvent<?> event) {
                if (event.type().name().equals(type.name()) && event.id().equals(id) && isFree(event)) {
                    done.countDown();
                }
            }
        };
        Context.CancellationListener cancellation = context -> done.countDown();
        call.addListener(cancellation, Runnable::run);
        try {
            boolean isHeld = store.atomically(() -> {
                store.listen(listener);
                return store.get(type, id)
                        .map(resource -> !resource.finalizers().isEmpty())
                        .orElse(false);
            });
            if (isHeld) {
                done.await();
            }
            if (call.isCancelled()) {
                throw Refusal.of(Status.CANCELLED, "context canceled");
            }
            destroy(owner, type, id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Status.UNAVAILABLE, "the server is stopping");
        } finally {
            store.unlisten(listener);
            call.removeListener(cancellation);
        }
    }

    private <S extends Message> void destroy(String owner, ResourceType<S> type, String id) {
        try {
            store.destroy(owner, type, id);
        } catch (StoreException e) {
            // Omni's own destroyer may have been faster, which is as good
            if (e.reason() != StoreException.Reason.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static boolean isFree(StoreEvent<?> event) {
        return event.isDestruction()
                || event.now().map(Resource::finalizers).map(f -> f.isEmpty()).orElse(true);
    }
}
