package dev.omnibridge.simulation.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.omnibridge.api.CustomResourceDefinitions;
import dev.omnibridge.simulation.kubernetes.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The schema of one kind as the API server holds it, and what it refuses by it. */
public final class Schema {

    private static final Map<Kind, Schema> ALL = load();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private Schema(JsonNode root) {
        this.root = root;
    }

    /** The schema of a kind. */
    public static Schema of(Kind kind) {
        return java.util.Objects.requireNonNull(ALL.get(kind));
    }

    /** The schema of specs. */
    public JsonNode spec() {
        return root.at("/properties/spec");
    }

    /**
     * What is wrong with a spec; empty if it is accepted.
     *
     * @param old the spec before, on an update
     * @param status as it is, which rules about both may read
     */
    public Optional<String> refusal(String name, JsonNode spec, Optional<JsonNode> old, Optional<JsonNode> status) {
        Optional<String> structural = structure(spec(), spec, "spec");
        return structural.isPresent()
                ? structural
                : rules(spec(), spec, old, "spec").or(() -> ofRoot(name, spec, old, status));
    }

    private Optional<String> ofRoot(String name, JsonNode spec, Optional<JsonNode> old, Optional<JsonNode> status) {
        Map<String, Object> self = new HashMap<>();
        self.put("metadata", Map.of("name", name));
        self.put("spec", plain(spec));
        status.ifPresent(s -> self.put("status", plain(s)));
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", self);
        old.ifPresent(o -> variables.put("oldSelf", Map.of("spec", plain(o))));
        return broken(root, variables, "");
    }

    private static Optional<String> structure(JsonNode schema, JsonNode value, String path) {
        Optional<String> own = switch (schema.path("type").asText()) {
            case "object" -> value.isObject() ? Optional.empty() : Optional.of("is no object");
            case "array" -> array(schema, value);
            case "string" -> string(schema, value);
            case "integer" -> integer(schema, value);
            case "boolean" -> value.isBoolean() ? Optional.empty() : Optional.of("is no truth value");
            default -> Optional.empty();
        };
        if (own.isPresent()) {
            return own.map(why -> path + " " + why);
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                return Optional.of(path + "." + required.asText() + " is required");
            }
        }
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            JsonNode inner = schema.path("properties").path(property.getKey());
            JsonNode used = inner.isMissingNode() ? schema.path("additionalProperties") : inner;
            Optional<String> wrong = structure(used, property.getValue(), path + "." + property.getKey());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        for (JsonNode element : value.isArray() ? value : JSON.createArrayNode()) {
            Optional<String> wrong = structure(schema.path("items"), element, path + "[]");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> array(JsonNode schema, JsonNode value) {
        boolean isFine = value.isArray()
                && value.size() >= schema.path("minItems").asInt(0)
                && value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE);
        return isFine ? Optional.empty() : Optional.of("has the wrong number of items");
    }

    private static Optional<String> string(JsonNode schema, JsonNode value) {
        String text = value.asText();
        boolean isFine = value.isTextual()
                && text.length() >= schema.path("minLength").asInt(0)
                && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && (!schema.has("pattern")
                        || Pattern.compile(schema.path("pattern").asText())
                                .matcher(text)
                                .find());
        if (isFine && schema.has("enum")) {
            for (JsonNode allowed : schema.path("enum")) {
                if (allowed.asText().equals(text)) {
                    return Optional.empty();
                }
            }
            return Optional.of("is none of the allowed values");
        }
        return isFine ? Optional.empty() : Optional.of("is not as it should be: " + text);
    }

    private static Optional<String> integer(JsonNode schema, JsonNode value) {
        boolean isFine = value.isIntegralNumber()
                && value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE)
                && value.asLong() <= schema.path("maximum").asLong(Long.MAX_VALUE);
        return isFine ? Optional.empty() : Optional.of("is out of bounds");
    }

    private static Optional<String> rules(JsonNode schema, JsonNode value, Optional<JsonNode> old, String path) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", plain(value));
        old.ifPresent(o -> variables.put("oldSelf", plain(o)));
        Optional<String> own = broken(schema, variables, path);
        if (own.isPresent()) {
            return own;
        }
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            Optional<JsonNode> before = old.map(o -> o.path(property.getKey())).filter(o -> !o.isMissingNode());
            Optional<String> wrong = rules(
                    schema.path("properties").path(property.getKey()),
                    property.getValue(),
                    before,
                    path + "." + property.getKey());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        for (JsonNode element : value.isArray() ? value : JSON.createArrayNode()) {
            Optional<String> wrong = rules(schema.path("items"), element, Optional.empty(), path + "[]");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** Transition rules are asked only where there is something before. */
    private static Optional<String> broken(JsonNode schema, Map<String, Object> variables, String path) {
        for (JsonNode validation : schema.path("x-kubernetes-validations")) {
            String rule = validation.path("rule").asText();
            boolean isAsked = !rule.contains("oldSelf") || variables.containsKey("oldSelf");
            if (isAsked && !Cel.holds(rule, variables)) {
                return Optional.of(path + ": " + validation.path("message").asText());
            }
        }
        return Optional.empty();
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new HashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            return java.util.stream.StreamSupport.stream(node.spliterator(), false)
                    .map(Schema::plain)
                    .toList();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isIntegralNumber() ? (Object) node.asLong() : node.asText();
    }

    private static Map<Kind, Schema> load() {
        Map<Kind, Schema> all = new EnumMap<>(Kind.class);
        YAMLMapper yaml = new YAMLMapper();
        for (String text : CustomResourceDefinitions.yaml()) {
            try {
                JsonNode definition = yaml.readTree(text);
                String name = definition.at("/spec/names/kind").asText();
                for (Kind kind : Kind.values()) {
                    if (kind.text().equals(name)) {
                        all.put(kind, new Schema(definition.at("/spec/versions/0/schema/openAPIV3Schema")));
                    }
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a definition that is no YAML", e);
            }
        }
        return all;
    }
}
