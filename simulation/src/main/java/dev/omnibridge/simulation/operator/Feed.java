package dev.omnibridge.simulation.operator;

import dev.omnibridge.operator.kubernetes.ObjectCache;
import dev.omnibridge.operator.kubernetes.PrimaryFilter;
import dev.omnibridge.operator.kubernetes.WakeSource;
import dev.omnibridge.simulation.kubernetes.ApiServer;
import dev.omnibridge.simulation.kubernetes.Informer;
import dev.omnibridge.simulation.kubernetes.Informer.Told;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** One kind in one process as JOSDK would drive it: informer, filters, wakes, and passes. */
public final class Feed<P extends CustomResource<?, ?>> {

    private final ApiServer server;
    private final Kind kind;
    private final Informer<P> informer;
    private final WakeSource<P> wakes;
    private final Function<P, Optional<Duration>> passes;
    private final PassQueue queue;

    Feed(
            ApiServer server,
            Kind kind,
            ObjectCache<P> cache,
            WakeSource<P> wakes,
            Function<P, Optional<Duration>> passes,
            PassQueue queue) {
        this.server = server;
        this.kind = kind;
        this.informer = new Informer<>(server, kind);
        this.wakes = wakes;
        this.passes = passes;
        this.queue = queue;
        cache.bind(informer);
        wakes.setEventHandler(event -> queue.mark(key(event.getRelatedCustomResourceID())));
        wakes.start();
    }

    /** Whether an event is on its way. */
    public boolean isBehind() {
        return informer.isBehind();
    }

    /** Delivers the next event, or swallows it where a later one of the same object is on its way. */
    public void deliver(boolean coalesces) {
        informer.next(coalesces).ifPresent(this::tell);
    }

    /** The watch broke; what is listed instead may be older than what was known. */
    public void list(int atPosition) {
        informer.list(atPosition).forEach(this::tell);
    }

    /** Tells every object once more. */
    public void resync() {
        informer.resync().forEach(this::tell);
    }

    void pass(Key key) {
        queue.begins(key);
        Optional<P> object = informer.get(key);
        Optional<Duration> next = object.map(server::copyOf).flatMap(passes);
        queue.ends(key, next.map(after -> server.now().plus(after)));
    }

    private void tell(Told<P> told) {
        told.after()
                .ifPresentOrElse(
                        after -> told.before().ifPresentOrElse(before -> changed(before, after), () -> came(after)),
                        () -> told.before().ifPresent(wakes::onResourceDeleted));
    }

    private void came(P object) {
        queue.mark(Key.of(object));
        wakes.onResourceCreated(object);
    }

    private void changed(P before, P after) {
        if (PrimaryFilter.isRelevant(before, after)) {
            queue.mark(Key.of(after));
        }
        wakes.onResourceUpdated(after, before);
    }

    private Key key(ResourceID id) {
        return new Key(kind, id.getNamespace().orElse(""), id.getName());
    }
}
