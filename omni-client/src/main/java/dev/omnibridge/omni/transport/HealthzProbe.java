package dev.omnibridge.omni.transport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the Date header of Omni's {@code /healthz}, which needs no signature. Answers over gRPC carry no date. */
public final class HealthzProbe implements ClockSkewProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final OmniEndpoint endpoint;
    private final TlsTrust trust;
    private final Clock clock;

    /** A probe of this endpoint against this clock. */
    public HealthzProbe(OmniEndpoint endpoint, TlsTrust trust, Clock clock) {
        this.endpoint = endpoint;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> skew() {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1);
        if (endpoint.tls()) {
            builder.sslContext(trust.context());
        }
        try (HttpClient client = builder.build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url() + "/healthz"))
                    .timeout(TIMEOUT)
                    .build();
            HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
            return response.headers().firstValue("date").flatMap(this::against);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Duration> against(String date) {
        try {
            Instant server = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(server, clock.instant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
