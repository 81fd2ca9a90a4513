package dev.omnibridge.simulator.recorded;

import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.simulator.RawClient;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Watches that the recording client left open until its own deadline, because nothing more came. */
final class Deadline {

    private static final Duration SILENCE = Duration.ofMillis(500);

    private Deadline() {}

    /** Reads what comes and ends, once nothing does any more, as the recording client ended: in its words. */
    static void await(RawClient client, WatchRequest request) throws Exception {
        var watch = client.state().watch(request);
        try {
            while (true) {
                watch.read(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            watch.cancel("nothing more comes", e);
            throw Status.DEADLINE_EXCEEDED
                    .withDescription("context deadline exceeded")
                    .asException();
        }
    }
}
