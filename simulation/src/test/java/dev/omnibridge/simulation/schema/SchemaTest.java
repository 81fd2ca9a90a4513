package dev.omnibridge.simulation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.simulation.kubernetes.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the API server refuses, by our own definitions, and what is made from them. */
class SchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schema clusters = Schema.of(Kind.CLUSTER);

    @Test
    void aGoodSpecIsAccepted() throws Exception {
        assertThat(refusal("{'kubernetes': {'version': '1.35.6'}, 'talos': {'version': 'v1.13.8'}}"))
                .isEmpty();
    }

    @Test
    void structureAndRulesAreLookedAt() throws Exception {
        assertThat(refusal("{'kubernetes': {'version': '1.35.6'}}"))
                .hasValueSatisfying(why -> assertThat(why).contains("talos"));
        assertThat(refusal("{'kubernetes': {'version': '1.35'}, 'talos': {'version': '1.13.8'}}"))
                .hasValueSatisfying(why -> assertThat(why).contains("must look like"));
        assertThat(
                        refusal(
                                "{'kubernetes': {'version': '1.35.6'}, 'talos': {'version': '1.13.8'}, 'labels': {'omnibridge.dev/x': ''}}"))
                .hasValueSatisfying(why -> assertThat(why).contains("reserved"));
        assertThat(
                        refusal(
                                "{'kubernetes': {'version': '1.35.6'}, 'talos': {'version': '1.13.8'}, 'kubeconfig': {'ttl': '9m'}}"))
                .hasValueSatisfying(why -> assertThat(why).contains("10m"));
    }

    @Test
    void whatIsFixedOnceIsComparedWithWhatWasThereBefore() throws Exception {
        JsonNode old =
                json("{'kubernetes': {'version': '1.35.6'}, 'talos': {'version': '1.13.8'}, 'clusterName': 'a'}");
        JsonNode next =
                json("{'kubernetes': {'version': '1.35.6'}, 'talos': {'version': '1.13.8'}, 'clusterName': 'b'}");

        assertThat(clusters.refusal("c", next, Optional.of(old), Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("can't be changed"));
        assertThat(clusters.refusal("c", next, Optional.empty(), Optional.of(json("{'clusterName': 'a'}"))))
                .hasValueSatisfying(why -> assertThat(why).contains("already has in Omni"));
    }

    @Test
    void aMachineIsListedOnce() throws Exception {
        String id = "10001802-c798-4da7-a410-f09abb48c8d8";
        JsonNode spec =
                json("{'clusterRef': {'name': 'a'}, 'role': 'Worker', 'machines': ['" + id + "', '" + id + "']}");

        assertThat(Schema.of(Kind.MACHINE_SET).refusal("s", spec, Optional.empty(), Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("only once"));
    }

    @Test
    void everyFieldOfASpecIsVariedSoonerOrLater() throws Exception {
        SpecGenerator generator = new SpecGenerator(Kind.CLUSTER, new Values(List.of()));
        ObjectNode spec = (ObjectNode) json("{'kubernetes': {'version': '1.35.6'}, 'talos': {'version': '1.13.8'}}");
        Random chance = new Random(1);
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            spec = generator.mutate(spec, chance);
            spec.fieldNames().forEachRemaining(seen::add);
        }
        TreeSet<String> declared = new TreeSet<>();
        clusters.spec().path("properties").fieldNames().forEachRemaining(declared::add);

        assertThat(seen).containsExactlyElementsOf(declared);
    }

    private Optional<String> refusal(String spec) throws Exception {
        return clusters.refusal("demo", json(spec), Optional.empty(), Optional.empty());
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
