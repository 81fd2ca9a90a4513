package dev.omnibridge.omni.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthzProbeTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:55:02Z"), ZoneOffset.UTC);

    @Test
    void theSkewIsReadFromTheDateOfHealthz() throws IOException {
        try (HttpServer1 server = new HttpServer1(
                "HTTP/1.1 200 OK\nDate: Fri, 20 Nov 2026 09:45:02 GMT\nContent-Length: 0\nConnection: close\n\n")) {
            assertThat(skew(server.port())).contains(Duration.ofMinutes(10));
            assertThat(server.requests()).containsExactly("GET /healthz HTTP/1.1");
        }
    }

    @Test
    void aServerWithoutAReadableDateTellsNothing() throws IOException {
        try (HttpServer1 server = new HttpServer1("HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n\n");
                HttpServer1 odd =
                        new HttpServer1("HTTP/1.1 200 OK\nDate: today\nContent-Length: 0\nConnection: close\n\n")) {
            assertThat(skew(server.port())).isEmpty();
            assertThat(skew(odd.port())).isEmpty();
        }
    }

    @Test
    void aServerThatCannotBeReachedTellsNothing() throws IOException {
        HttpServer1 server = new HttpServer1("");
        int port = server.port();
        server.close();

        assertThat(skew(port)).isEmpty();
    }

    private static Optional<Duration> skew(int port) {
        return new HealthzProbe(new OmniEndpoint("localhost", port, false), TlsTrust.system(), CLOCK).skew();
    }
}
