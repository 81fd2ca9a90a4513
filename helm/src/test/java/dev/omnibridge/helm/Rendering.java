package dev.omnibridge.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a chart gives for its values.
 *
 * @param text as Helm prints it
 */
record Rendering(String text) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** Kinds that the client library has no classes for. */
    private static final Set<String> GENERIC = Set.of("OmniConnection", "ServiceMonitor", "PrometheusRule");

    /** The library's classes take any unknown field into a map of their own; here they may not. */
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    /**
     * The objects, in their order.
     *
     * @throws IllegalArgumentException if one has a field that its kind doesn't have
     */
    List<HasMetadata> objects() {
        return documents().stream().map(Rendering::object).toList();
    }

    /** Those of a kind. */
    <T extends HasMetadata> Stream<T> objects(Class<T> kind) {
        return objects().stream().filter(kind::isInstance).map(kind::cast);
    }

    private List<JsonNode> documents() {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no YAML: " + text, e);
        }
    }

    private static HasMetadata object(JsonNode document) {
        String kind = document.path("kind").asText();
        Class<? extends HasMetadata> type = GENERIC.contains(kind)
                ? GenericKubernetesResource.class
                : KUBERNETES.unmarshal(document.toString(), HasMetadata.class).getClass();
        try {
            return (type == GenericKubernetesResource.class ? YAML : STRICT).treeToValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    kind + " " + document.at("/metadata/name").asText() + ": " + e.getOriginalMessage(), e);
        }
    }
}
