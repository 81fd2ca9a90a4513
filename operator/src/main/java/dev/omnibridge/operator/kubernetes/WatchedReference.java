package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.omni.mirror.DoublingDelay;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.reconcile.References.Content;
import dev.omnibridge.operator.reconcile.References.Reference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The watch of one Secret or ConfigMap. Begun anew, with a read, whenever the client gives it up; the last content stays meanwhile. */
final class WatchedReference {

    private static final DoublingDelay DELAY = new DoublingDelay(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final KubernetesClient client;
    private final Reference reference;
    private final MirrorScheduler scheduler;
    private final Executor executor;
    private final Runnable changed;

    // All guarded by this.
    private Content content = new Content.Pending();
    private @Nullable Watch watch;
    private int attempt;
    private int failures;
    private boolean isClosed;

    WatchedReference(
            KubernetesClient client,
            Reference reference,
            MirrorScheduler scheduler,
            Executor executor,
            Runnable changed) {
        this.client = client;
        this.reference = reference;
        this.scheduler = scheduler;
        this.executor = executor;
        this.changed = changed;
    }

    /** Begins to watch, off the caller's thread. */
    void open() {
        executor.execute(this::connect);
    }

    synchronized Content content() {
        return content;
    }

    void close() {
        Watch ended;
        synchronized (this) {
            isClosed = true;
            ended = watch;
            watch = null;
        }
        if (ended != null) {
            executor.execute(ended::close);
        }
    }

    private void connect() {
        Attempt current;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            current = new Attempt(++attempt);
        }
        try {
            // The watch comes first: whatever happens after the read then is an event.
            Watch begun = ReferencedObject.watch(client, reference, current);
            if (!keep(begun)) {
                begun.close();
                return;
            }
            current.read(ReferencedObject.get(client, reference));
        } catch (KubernetesClientException e) {
            failed(current, e);
        }
    }

    private synchronized boolean keep(Watch begun) {
        if (isClosed) {
            return false;
        }
        watch = begun;
        return true;
    }

    private void failed(Attempt failed, KubernetesClientException failure) {
        boolean isForbidden = failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        Watch ended;
        synchronized (this) {
            if (isClosed || failed.number != attempt) {
                return;
            }
            attempt++;
            ended = watch;
            watch = null;
            scheduler.after(DELAY.delay(failures++, scheduler.random()), this::open);
        }
        if (ended != null) {
            ended.close();
        }
        if (isForbidden) {
            show(
                    new Content.Unreadable("the operator may not read " + reference.text()
                            + "; allow get and watch on it by a Role in that namespace"),
                    () -> true);
        }
    }

    /** Takes this content over, if the attempt that saw it still counts. */
    private void show(Content now, BooleanSupplier counts) {
        boolean isNews;
        synchronized (this) {
            isNews = !isClosed && counts.getAsBoolean() && !content.equals(now);
            if (isNews) {
                content = now;
            }
        }
        if (isNews) {
            changed.run();
        }
    }

    /** One watch from its beginning to its end. What a former one still says is ignored. */
    private final class Attempt implements Watcher<HasMetadata> {

        private final int number;
        private boolean hasEvent;

        Attempt(int number) {
            this.number = number;
        }

        /** The read counts only until the first event, which is at least as new. */
        void read(Content read) {
            synchronized (WatchedReference.this) {
                failures = 0;
            }
            show(read, () -> !hasEvent && number == attempt);
        }

        @Override
        public void eventReceived(Action action, HasMetadata object) {
            switch (action) {
                case ADDED, MODIFIED -> event(ReferencedObject.content(object));
                case DELETED -> event(new Content.Absent());
                case ERROR, BOOKMARK -> {}
            }
        }

        private void event(Content content) {
            show(content, () -> {
                hasEvent |= number == attempt;
                return number == attempt;
            });
        }

        @Override
        public void onClose(WatcherException cause) {
            failed(this, new KubernetesClientException("the watch of " + reference.text() + " ended", cause));
        }
    }
}
