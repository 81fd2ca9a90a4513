package dev.omnibridge.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.operator.app.HealthServer.Check;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private static final Check WELL = new Check("informers", Optional::empty);
    private static final Check ILL = new Check("connection default", () -> Optional.of("DNSFailed"));

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void aHealthyOperatorAnswersOk() throws Exception {
        try (HealthServer server = HealthServer.start(0, List.of(WELL), List.of(WELL), metrics)) {
            assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").body()).isEqualTo("ok\n");
        }
    }

    @Test
    void whatIsWrongIsToldByName() throws Exception {
        try (HealthServer server = HealthServer.start(0, List.of(WELL), List.of(WELL, ILL), metrics)) {
            assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = get(server, "/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("connection default: DNSFailed\n");
        }
    }

    @Test
    void metricsAreToldInPrometheusFormat() throws Exception {
        metrics.counted("default", Map.of("Cluster", 1));
        try (HealthServer server = HealthServer.start(0, List.of(), List.of(), metrics)) {
            HttpResponse<String> page = get(server, "/metrics");
            assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.body()).contains("omnibridge_orphans{connection=\"default\",kind=\"Cluster\"} 1.0");
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsSetting() {
        try (HealthServer server = HealthServer.start(0, List.of(), List.of(), metrics)) {
            int taken = server.port();
            assertThatThrownBy(() -> HealthServer.start(taken, List.of(), List.of(), metrics))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContainingAll("health-port", Integer.toString(taken), "OMNIBRIDGE_HEALTH_PORT");
        }
    }

    private static HttpResponse<String> get(HealthServer server, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
