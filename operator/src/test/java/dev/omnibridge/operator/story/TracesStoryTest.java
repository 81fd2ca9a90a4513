package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.leadership.LeaseTimes;
import dev.omnibridge.operator.story.OtlpReceiver.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator as it is shipped tells a receiver of OpenTelemetry what its passes do. */
class TracesStoryTest extends StoryTest {

    private final TestNamespace namespace;
    private final OtlpReceiver receiver = new OtlpReceiver();

    TracesStoryTest(TestNamespace namespace) {
        super(namespace);
        this.namespace = namespace;
    }

    @BeforeEach
    void onlyAProcess() {
        operatorStops();
    }

    @AfterEach
    void receiverEnds() {
        receiver.close();
    }

    @Test
    @DisplayName(
            "a pass is a span, and each call it made one below it; the log names the trace, and no secret is in any of them")
    void passesAreTraced() {
        OperatorProcess process = processStarts();
        omni.withMachines(1, 0);
        story.apply(ClusterFile.of("demo").controlPlanes(1).yaml());
        story.awaitReady("demo");
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");
        process.isAskedToStop();
        process.awaitEnd();

        String trace = process.events().stream()
                .filter(event -> event.path("operation").asText().equals("create")
                        && event.path("resource").asText().equals("Clusters/demo"))
                .findFirst()
                .orElseThrow()
                .path("pass")
                .asText();
        Span pass = receiver.spans().stream()
                .filter(span -> span.trace().equals(trace) && span.parent().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(pass.name()).isEqualTo("pass OmniCluster");
        assertThat(pass.attributes())
                .containsEntry("omnibridge.kind", "OmniCluster")
                .containsEntry("omnibridge.object", "OmniCluster/" + namespace.name() + "/demo")
                .containsEntry("omnibridge.omni", "Clusters/demo")
                .containsEntry("omnibridge.verdict", "fine");
        assertThat(receiver.below(pass))
                .anySatisfy(call -> {
                    assertThat(call.name()).isEqualTo("State/Create");
                    assertThat(call.attributes())
                            .containsEntry("rpc.system.name", "grpc")
                            .containsEntry("rpc.response.status_code", "OK");
                })
                .anySatisfy(request -> {
                    assertThat(request.name()).isEqualTo("PATCH");
                    assertThat(request.attributes())
                            .containsEntry("http.response.status_code", "200")
                            .extractingByKey("url.path")
                            .asString()
                            .endsWith("/omniclusters/demo/status");
                });
        assertThat(receiver.spans())
                .extracting(Span::name)
                .contains("pass OmniMachineSet", "pass OmniConnection", "ManagementService/Kubeconfig")
                .doesNotContain("State/Watch");
        SecretTexts secrets = new SecretTexts()
                .withKey(omni.simulator().serviceAccountKey())
                .withTokens(omni.simulator().issuedTokens());
        assertThat(receiver.spans())
                .allSatisfy(span -> assertThat(secrets.leakIn(span.toString())).isEmpty());
    }

    @Test
    @DisplayName(
            "a receiver that is away costs a line in the log, and another when it is back; clusters are worked on as ever")
    void receiverIsAway() {
        receiver.isAway(true);
        OperatorProcess process = processStarts();
        story.apply(ClusterFile.of("demo").yaml());
        story.awaitSynced("demo");
        await().atMost(Story.PATIENCE).until(() -> receiver.refused() >= 1);
        story.apply(ClusterFile.of("other").yaml());
        story.awaitSynced("other");
        await().atMost(Story.PATIENCE).until(() -> receiver.refused() >= 2);

        receiver.isAway(false);
        story.apply(ClusterFile.of("demo").with("labels: {team: a}").yaml());
        await().atMost(Story.PATIENCE).until(() -> !receiver.spans().isEmpty());
        process.isAskedToStop();
        process.awaitEnd();

        assertThat(messages(process))
                .filteredOn(text -> text.startsWith("traces: "))
                .containsExactly(
                        "traces: " + receiver.url()
                                + "/v1/traces does not take spans: HTTP status 503. They are dropped until it does, and nothing else waits for it",
                        "traces: " + receiver.url() + "/v1/traces takes spans again");
    }

    private OperatorProcess processStarts() {
        return processStarts("traced", LeaseTimes.STANDARD, Map.of("OMNIBRIDGE_TRACES_ENDPOINT", receiver.url()))
                .awaitReady()
                .awaitLeads();
    }

    private static List<String> messages(OperatorProcess process) {
        return process.events().stream()
                .map(event -> event.path("message").asText())
                .toList();
    }
}
