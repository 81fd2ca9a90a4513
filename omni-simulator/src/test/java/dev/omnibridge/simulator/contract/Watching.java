package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.WatchEvent;
import dev.omnibridge.omni.state.WatchObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What a watch told, as short texts: {@code created a v1}. Ids that others made are left out. */
final class Watching<S extends Message> implements WatchObserver<S> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String prefix;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<OmniException>> end = new AtomicReference<>(Optional.empty());

    Watching(OmniUnderTest omni) {
        this.prefix = omni.id("");
    }

    @Override
    public void onEstablished() {
        told.add("established");
    }

    @Override
    public void onEvent(WatchEvent<S> event) {
        switch (event) {
            case WatchEvent.Created<S>(var resource) -> tell("created", resource.id(), "v" + resource.version());
            case WatchEvent.Updated<S>(var resource) -> tell("updated", resource.id(), "v" + resource.version());
            case WatchEvent.Destroyed<S>(var id, var last) ->
                tell(
                        "destroyed",
                        id,
                        last.map(resource -> "v" + resource.version()).orElse("-"));
            case WatchEvent.Bootstrapped<S> _ -> told.add("bootstrapped");
        }
    }

    @Override
    public void onEnd(OmniException reason) {
        end.set(Optional.of(reason));
    }

    /** Waits until exactly this was told. */
    void awaitTold(String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).containsExactly(texts));
    }

    /** Waits until this was told last. */
    void awaitLast(String text) {
        await().atMost(PATIENCE).until(() -> !told.isEmpty() && told.getLast().equals(text));
    }

    /** Waits for the end. */
    OmniException awaitEnd() {
        return await().atMost(PATIENCE).until(end::get, Optional::isPresent).orElseThrow();
    }

    private void tell(String what, String id, String version) {
        if (id.startsWith(prefix)) {
            told.add(what + " " + id.substring(prefix.length()) + " " + version);
        }
    }
}
