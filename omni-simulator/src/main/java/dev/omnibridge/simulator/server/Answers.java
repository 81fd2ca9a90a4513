package dev.omnibridge.simulator.server;

import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Supplier;

/** How handlers answer: what they throw becomes the status of the call. */
public final class Answers {

    private Answers() {}

    /** Answers with what the handler returns. */
    public static <A> void one(StreamObserver<A> answer, Supplier<A> handler) {
        many(answer, () -> List.of(handler.get()));
    }

    /** Answers with each of what the handler returns. */
    public static <A> void many(StreamObserver<A> answer, Supplier<List<A>> handler) {
        stream(answer, () -> {
            handler.get().forEach(answer::onNext);
            answer.onCompleted();
        });
    }

    /** The handler answers by itself; it may leave the stream open. */
    static <A> void stream(StreamObserver<A> answer, Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException e) {
            answer.onError(Refusal.of(e));
        }
    }
}
