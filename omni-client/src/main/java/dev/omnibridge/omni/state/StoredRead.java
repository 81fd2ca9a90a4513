package dev.omnibridge.omni.state;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the first event of a watch of one resource. */
final class StoredRead<S extends Message> implements WatchObserver<S> {

    private final String subject;
    private final CompletableFuture<Optional<Resource<S>>> first = new CompletableFuture<>();

    StoredRead(String subject) {
        this.subject = subject;
    }

    @Override
    public void onEvent(WatchEvent<S> event) {
        switch (event) {
            case WatchEvent.Created<S>(Resource<S> resource) -> first.complete(Optional.of(resource));
            case WatchEvent.Updated<S>(Resource<S> resource) -> first.complete(Optional.of(resource));
            case WatchEvent.Destroyed<S> _ -> first.complete(Optional.empty());
            case WatchEvent.Bootstrapped<S> _ -> {}
        }
    }

    @Override
    public void onEnd(OmniException reason) {
        first.completeExceptionally(reason);
    }

    Optional<Resource<S>> await(Duration within) {
        try {
            return first.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new OmniException.DeadlineExceeded(subject + ": no answer within " + within.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OmniException.Cancelled(subject + ": the wait for its state was interrupted", e);
        } catch (ExecutionException e) {
            throw OmniErrors.of(OmniErrors.Call.WATCH, subject, e.getCause() == null ? e : e.getCause());
        }
    }
}
