package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.reconcile.References;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Watches each referenced Secret and ConfigMap by its name. Informers would need the right to list, and a label selector can't limit RBAC; a watch by
 * name needs {@code get} and {@code watch} on that name only (design 15).
 */
public final class ReferenceWatcher implements References {

    private final KubernetesClient client;
    private final MirrorScheduler scheduler;
    private final Executor executor;
    private final Consumer<String> wake;

    // All guarded by this.
    private final Map<String, Set<Reference>> readers = new HashMap<>();
    private final Map<Reference, WatchedReference> watched = new HashMap<>();

    /**
     * A watcher of nothing yet.
     *
     * @param executor for calls that block
     * @param wake told a reader, when something that it refers to changed; must return soon
     */
    public ReferenceWatcher(
            KubernetesClient client, MirrorScheduler scheduler, Executor executor, Consumer<String> wake) {
        this.client = client;
        this.scheduler = scheduler;
        this.executor = executor;
        this.wake = wake;
    }

    @Override
    public synchronized void refer(String reader, Set<Reference> references) {
        if (references.isEmpty()) {
            readers.remove(reader);
        } else {
            readers.put(reader, Set.copyOf(references));
        }
        Set<Reference> wanted = new HashSet<>();
        readers.values().forEach(wanted::addAll);
        watched.entrySet().removeIf(entry -> {
            boolean isUnwanted = !wanted.contains(entry.getKey());
            if (isUnwanted) {
                entry.getValue().close();
            }
            return isUnwanted;
        });
        references.forEach(reference -> watched.computeIfAbsent(reference, this::begin));
    }

    @Override
    public synchronized Content content(Reference reference) {
        WatchedReference watch = watched.get(reference);
        return watch == null ? new Content.Pending() : watch.content();
    }

    @Override
    public synchronized void close() {
        watched.values().forEach(WatchedReference::close);
        watched.clear();
        readers.clear();
    }

    private WatchedReference begin(Reference reference) {
        WatchedReference watch =
                new WatchedReference(client, reference, scheduler, executor, () -> wakeReaders(reference));
        watch.open();
        return watch;
    }

    private void wakeReaders(Reference reference) {
        Set<String> concerned = new HashSet<>();
        synchronized (this) {
            readers.forEach((reader, references) -> {
                if (references.contains(reference)) {
                    concerned.add(reader);
                }
            });
        }
        concerned.forEach(wake);
    }
}
