package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.demo.manifests.Manifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two ways to install, one result: {@code config/} and the charts with what they leave to choose. */
class KustomizeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Helm and its users read; the pod's own labels are no part of it. */
    private static final List<String> LABELS = List.of(
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/version",
            "app.kubernetes.io/managed-by",
            "helm.sh/chart");

    @ParameterizedTest
    @CsvSource({"default, '[\"*\"]'", "namespaced, [team-a]"})
    void theChartsRenderWhatTheKustomizationDoes(String folder, String served) {
        var charts = Stream.concat(
                Chart.DEFINITIONS.render("{}").objects().stream(),
                Chart.OPERATOR.render("{instance: chosen, servedNamespaces: %s}".formatted(served)).objects().stream());
        // helm makes the namespace itself
        var kustomization = Manifests.packaged(folder).documents().stream()
                .filter(object -> !object.getKind().equals("Namespace"));

        assertThat(byName(charts)).isEqualTo(byName(kustomization));
    }

    private static Map<String, String> byName(Stream<HasMetadata> objects) {
        Map<String, String> named = new TreeMap<>();
        objects.forEach(object -> {
            var metadata = object.getMetadata();
            String name = "%s %s/%s".formatted(object.getKind(), metadata.getNamespace(), metadata.getName());
            assertThat(named.put(name, comparable(JSON.valueToTree(object))))
                    .as(name)
                    .isNull();
        });
        return named;
    }

    private static String comparable(JsonNode object) {
        drop(object.at("/metadata"), "labels", LABELS);
        drop(object.at("/metadata"), "annotations", List.of("helm.sh/resource-policy"));
        drop(object.at("/spec/template/metadata"), "annotations", List.of("omnibridge.dev/settings"));
        if (object.at("/data/OMNIBRIDGE_INSTANCE").isTextual()) {
            ((ObjectNode) object.get("data")).put("OMNIBRIDGE_INSTANCE", "left to choose");
        }
        return object.toPrettyString();
    }

    private static void drop(JsonNode metadata, String field, List<String> keys) {
        if (metadata.path(field) instanceof ObjectNode map) {
            map.remove(keys);
            if (map.isEmpty()) {
                ((ObjectNode) metadata).remove(field);
            }
        }
    }
}
