package dev.omnibridge.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.SmallCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageServerTest {

    private final OmniSimulator simulator = OmniSimulator.builder()
            .inProcess()
            .stepped(Instant.parse("2026-11-20T09:00:00Z"))
            .build();
    private final PageServer page = PageServer.start(simulator, "v1.10.4 <b>", 0);

    @AfterEach
    void stop() {
        page.close();
        simulator.close();
    }

    @Test
    void itShowsClustersSetsAndMachines() throws IOException, InterruptedException {
        var demo = new SmallCluster(simulator);
        List<String> ids = demo.join(2);
        demo.declare(ids.get(0), ids.get(1));
        simulator.world().advance(Duration.ofMinutes(10));

        assertThat(get().body())
                .contains(
                        "<h2>Clusters (1)</h2>", "<td>demo</td><td>running</td><td>yes</td><td>2/2</td><td>1.13.8</td>")
                .contains("<h2>Machine sets (2)</h2>", "<td>demo-workers</td><td>demo</td><td>running</td><td>1/1</td>")
                .contains(
                        "<h2>Machines (2)</h2>", "<td>" + ids.get(0) + "</td><td>v1.13.8</td><td>yes</td><td>demo</td>")
                .contains("v1.10.4 &lt;b&gt;");
    }

    @Test
    void nothingCanBeSentToIt() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(page.url())).POST(BodyPublishers.ofString("x"));

        assertThat(send(request).statusCode()).isEqualTo(405);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int taken = URI.create(page.url()).getPort();

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> PageServer.start(simulator, "v1.10.4", taken))
                .withMessageContaining("port " + taken)
                .withMessageContaining("--page-port");
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(page.url())));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
