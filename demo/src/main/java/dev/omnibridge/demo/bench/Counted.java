package dev.omnibridge.demo.bench;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.WatchEvent;
import dev.omnibridge.omni.state.WatchObserver;
import java.util.concurrent.CompletableFuture;

/** Counts the events of a watch until it has told of everything that is there. */
final class Counted implements WatchObserver<ClusterMachineStatusSpec> {
    private final CompletableFuture<Integer> whole = new CompletableFuture<>();
    private int events;

    /** How many there were, once it is complete. */
    CompletableFuture<Integer> whole() {
        return whole;
    }

    @Override
    public void onEvent(WatchEvent<ClusterMachineStatusSpec> event) {
        if (event instanceof WatchEvent.Bootstrapped) {
            whole.complete(events);
        } else {
            events++;
        }
    }

    @Override
    public void onEnd(OmniException reason) {
        whole.completeExceptionally(reason);
    }
}
