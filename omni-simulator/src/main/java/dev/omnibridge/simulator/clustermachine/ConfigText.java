package dev.omnibridge.simulator.clustermachine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Generates the text of a machine config: a base, then patches in order, merged as Talos does: maps by key, lists appended,
 * {@code $patch: delete} removes. Documents with a {@code kind} stay documents of their own.
 */
final class ConfigText {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();
    private static final String DELETE = "$patch";

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

    private ConfigText() {}

    /**
     * Generates a config.
     *
     * @param base YAML of the config before patches
     * @param patches YAML of the patches in the order of their weight
     * @throws IllegalArgumentException if a patch is no YAML map
     */
    static String generate(String base, List<String> patches) {
        ConfigText config = new ConfigText();
        config.merge(base);
        patches.forEach(config::merge);
        return config.write();
    }

    private void merge(String text) {
        try (MappingIterator<JsonNode> parsed = YAML.readerFor(JsonNode.class).readValues(text)) {
            while (parsed.hasNextValue()) {
                switch (parsed.nextValue()) {
                    case ObjectNode document -> {
                        String key = document.path("kind").asText() + "/"
                                + document.path("name").asText();
                        merge(documents.computeIfAbsent(key, k -> YAML.createObjectNode()), document);
                        if (isDeletion(document)) {
                            documents.remove(key);
                        }
                    }
                    case JsonNode other when other.isNull() -> {}
                    case JsonNode other ->
                        throw new IllegalArgumentException(
                                "a config patch must be a YAML map, found " + other.getNodeType());
                }
            }
        } catch (IOException e) {
            // not the parser's text: it quotes the patch, which may hold secrets
            throw new IllegalArgumentException("a config patch is not valid YAML", e);
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Entry<String, JsonNode> field : patch.properties()) {
            JsonNode present = target.path(field.getKey());
            switch (field.getValue()) {
                // what is empty says nothing: a config that Talos wrote names all its fields
                case JsonNode empty when isEmpty(empty) -> {}
                case ObjectNode map when isDeletion(map) -> target.remove(field.getKey());
                case ObjectNode map when present instanceof ObjectNode map2 -> merge(map2, map);
                case ArrayNode list when present instanceof ArrayNode list2 -> list2.addAll(list);
                case JsonNode value -> target.set(field.getKey(), value.deepCopy());
            }
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isArray() && value.isEmpty());
    }

    private static boolean isDeletion(ObjectNode map) {
        return map.path(DELETE).asText().equals("delete");
    }

    private String write() {
        StringBuilder text = new StringBuilder();
        for (ObjectNode document : documents.values()) {
            text.append(text.isEmpty() ? "" : "---\n");
            try {
                text.append(YAML.writeValueAsString(document));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a map read from YAML can be written as YAML", e);
            }
        }
        return text.toString();
    }
}
