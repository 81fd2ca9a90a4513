package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.server.Api.Answer;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class ExamplesTest {
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "OmniConnection", OmniConnection.class,
            "OmniCluster", OmniCluster.class,
            "OmniMachineSet", OmniMachineSet.class);

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Api api;

    ExamplesTest(TestNamespace namespace) {
        api = new Api(namespace);
    }

    @ParameterizedTest
    @MethodSource("dev.omnibridge.api.server.Examples#all")
    void anExampleIsAcceptedWithItsStatusAndTheTypesLoseNothingOfIt(ObjectNode example) {
        String kind = example.get("kind").asText();
        String name = example.at("/metadata/name").asText();
        try {
            Answer created = api.create(example, false);
            assertThat(created.isAccepted()).as("%s", created.body()).isTrue();
            Answer reported =
                    api.patch(kind, name, "/status", example.deepCopy().retain("status"), false);
            assertThat(reported.isAccepted()).as("%s", reported.body()).isTrue();

            JsonNode stored = api.get(kind, "/" + name, Api.JSON);
            JsonNode throughTheTypes = throughTheTypes(stored, kind);

            assertThat(stored.get("spec")).isEqualTo(example.get("spec"));
            assertThat(stored.get("status")).isEqualTo(example.get("status"));
            assertThat(throughTheTypes.get("spec")).isEqualTo(stored.get("spec"));
            assertThat(throughTheTypes.get("status")).isEqualTo(stored.get("status"));
        } finally {
            api.delete(kind, name);
        }
    }

    private JsonNode throughTheTypes(JsonNode stored, String kind) {
        var typed = serialization.unmarshal(stored.toString(), Objects.requireNonNull(TYPES.get(kind)));
        return Yaml.parse(serialization.asJson(typed));
    }
}
