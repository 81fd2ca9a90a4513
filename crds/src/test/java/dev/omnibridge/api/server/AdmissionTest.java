package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.server.Api.Answer;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule and bound before a real API server, which answers in the words that a person reads. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class AdmissionTest {
    private final Api api;

    AdmissionTest(TestNamespace namespace) {
        api = new Api(namespace);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "dev.omnibridge.api.server.ConnectionCases#all",
        "dev.omnibridge.api.server.ClusterCases#all",
        "dev.omnibridge.api.server.MachineSetCases#all"
    })
    void aNewObjectIsAcceptedOrRefusedInWordsThatSayWhatIsAllowed(Case given) {
        ObjectNode object = Yaml.merge(given.base().object(), given.change());

        Answer answer = api.create(object, true);

        assertAnswer(given, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.omnibridge.api.server.UpdateCases#ofNamesAndAccounts")
    @DisplayName("R11: an edit that would abandon a cluster for another one is refused by the API server")
    void anEditThatWouldAbandonAClusterIsRefused(Case given) {
        assertAnswer(given, change(given, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.omnibridge.api.server.UpdateCases#ofTheRest")
    void whatOmniFixesAtCreationCanNotBeEdited(Case given) {
        assertAnswer(given, change(given, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.omnibridge.api.server.UpdateCases#ofTheStatus")
    void aStatusThatContradictsANameOfTheSpecIsRefused(Case given) {
        assertAnswer(given, change(given, "/status"));
    }

    @ParameterizedTest
    @CsvSource({
        "CLUSTER, 'patches: [{name: a, inline: {}}]'",
        "WORKERS, 'patches: [{name: a, inline: {}}]'",
        "WORKERS, 'systemExtensions: []'",
        "CLUSTER, 'kernelArgs: [quiet]'"
    })
    @DisplayName(
            "R26, R28: what is no field yet is refused by the strict validation that kubectl asks for, not dropped")
    void whatIsNoFieldYetIsRefusedAndNotDropped(Base base, String field) {
        Answer answer = api.create(Yaml.merge(base.object(), Yaml.parse("spec: {" + field + "}")), true);

        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.body().path("message").asText())
                .contains("unknown field \"spec." + field.substring(0, field.indexOf(':')) + "\"");
    }

    private Answer change(Case given, String subresource) {
        ObjectNode object = given.base().object();
        JsonNode before = given.before().orElseThrow();
        String kind = given.base().kind();
        try {
            assertThat(api.create(Yaml.merge(object, before), false).code()).isEqualTo(201);
            assertThat(api.patch(kind, "demo", "/status", before, false).code()).isEqualTo(200);
            return api.patch(kind, "demo", subresource, given.change(), true);
        } finally {
            api.delete(kind, "demo");
        }
    }

    private static void assertAnswer(Case given, Answer answer) {
        if (given.refusal().isEmpty()) {
            assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
            return;
        }
        var expected = given.refusal().get();
        assertThat(answer.code()).as("%s", answer.body()).isEqualTo(422);
        assertThat(answer.causes()).anySatisfy(cause -> {
            assertThat(cause.field()).isEqualTo(expected.field());
            assertThat(cause.message()).endsWith(expected.message());
        });
    }
}
