package dev.omnibridge.simulator.omnictl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What calls answer, in order: those of one call, or of all watches of a command together. */
final class Answers {

    /** No answer of a simulator takes that long, however busy the machine is. */
    static final long PATIENCE_SECONDS = 60;

    private sealed interface Heard {
        record Told(Message message) implements Heard {}

        record Ended(Status status) implements Heard {}
    }

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private Optional<Status> ending = Optional.empty();

    /** What hears a call. */
    <A> ClientCall.Listener<A> listener() {
        return new ClientCall.Listener<>() {
            @Override
            public void onMessage(A message) {
                heard.add(new Heard.Told((Message) message));
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                heard.add(new Heard.Ended(status));
            }
        };
    }

    /** The next message, or none at the end. */
    Optional<Message> next() throws InterruptedException {
        if (ending.isPresent()) {
            return Optional.empty();
        }
        Heard next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("an answer within %s s", PATIENCE_SECONDS).isNotNull();
        return switch (next) {
            case Heard.Told(Message message) -> Optional.of(message);
            case Heard.Ended(Status status) -> {
                ending = Optional.of(status);
                yield Optional.empty();
            }
        };
    }

    /** All messages until the end. */
    List<Message> all() throws InterruptedException {
        List<Message> all = new ArrayList<>();
        for (Optional<Message> message = next(); message.isPresent(); message = next()) {
            all.add(message.get());
        }
        return all;
    }

    /** How it ended, as a transcript writes it. */
    String ending() {
        return ending.map(status -> status.isOk() ? "OK" : status.getCode() + " " + status.getDescription())
                .orElse("still open");
    }
}
