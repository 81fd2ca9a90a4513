package dev.omnibridge.api.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Finds every bound of a schema and makes, for each, the smallest change that oversteps it. */
final class Bounds {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Overstep> found = new ArrayList<>();

    private Bounds() {}

    /** A change of an otherwise valid object, the field that it spoils, and the words that name the bound. */
    record Overstep(JsonNode change, String field, String message) {
        @Override
        public String toString() {
            return field + ": " + message;
        }
    }

    /** Those of {@code spec} or {@code status}. */
    static List<Overstep> of(JsonNode crd, String part) {
        Bounds bounds = new Bounds();
        JsonNode schema = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/" + part);
        bounds.collect(part, value -> inObject(part, value), schema);
        return bounds.found;
    }

    private void collect(String path, UnaryOperator<JsonNode> inContext, JsonNode schema) {
        lengths(path, inContext, schema);
        numbers(path, inContext, schema);
        sizes(path, inContext, schema);
        if (schema.has("enum")) {
            add(inContext, JSON.textNode("Nonsense"), path, "Unsupported value: \"Nonsense\": supported values: ");
        }
        if (schema.path("format").asText().equals("date-time")) {
            add(inContext, JSON.textNode("yesterday"), path, "must be of type date-time");
        }
        schema.path("properties")
                .properties()
                .forEach(property -> collect(
                        path + "." + property.getKey(),
                        value -> inContext.apply(inObject(property.getKey(), value)),
                        property.getValue()));
        if (schema.has("items")) {
            collect(path + "[0]", value -> inContext.apply(JSON.arrayNode().add(value)), schema.get("items"));
        }
        if (schema.has("additionalProperties")) {
            collect(
                    path + ".key",
                    value -> inContext.apply(inObject("key", value)),
                    schema.get("additionalProperties"));
        }
    }

    private void lengths(String path, UnaryOperator<JsonNode> inContext, JsonNode schema) {
        if (schema.has("maxLength")) {
            int most = schema.get("maxLength").asInt();
            add(inContext, text(most + 1), path, "Too long: may not be more than " + most + " bytes");
        }
        if (schema.has("minLength")) {
            int least = schema.get("minLength").asInt();
            add(inContext, text(least - 1), path, "should be at least " + least + " chars long");
        }
    }

    private void numbers(String path, UnaryOperator<JsonNode> inContext, JsonNode schema) {
        if (schema.has("minimum")) {
            int least = schema.get("minimum").asInt();
            add(inContext, JSON.numberNode(least - 1), path, "should be greater than or equal to " + least);
        }
        if (schema.has("maximum")) {
            int most = schema.get("maximum").asInt();
            add(inContext, JSON.numberNode(most + 1), path, "should be less than or equal to " + most);
        }
    }

    private void sizes(String path, UnaryOperator<JsonNode> inContext, JsonNode schema) {
        if (schema.has("maxItems")) {
            int most = schema.get("maxItems").asInt();
            ArrayNode items = JSON.arrayNode();
            boolean ofText = schema.at("/items/type").asText().equals("string");
            for (int i = 0; i <= most; i++) {
                items.add(ofText ? JSON.textNode("entry" + i) : JSON.objectNode());
            }
            add(inContext, items, path, "Too many: " + (most + 1) + ": must have at most " + most + " items");
        }
        if (schema.has("minItems")) {
            add(
                    inContext,
                    JSON.arrayNode(),
                    path,
                    "should have at least " + schema.get("minItems").asInt() + " items");
        }
        if (schema.has("maxProperties")) {
            int most = schema.get("maxProperties").asInt();
            ObjectNode entries = JSON.objectNode();
            for (int i = 0; i <= most; i++) {
                entries.put("key" + i, "");
            }
            add(inContext, entries, path, "Too many: " + (most + 1) + ": must have at most " + most + " items");
        }
    }

    private void add(UnaryOperator<JsonNode> inContext, JsonNode value, String path, String message) {
        found.add(new Overstep(inContext.apply(value), path, message));
    }

    private static JsonNode text(int length) {
        return JSON.textNode("a".repeat(length));
    }

    private static ObjectNode inObject(String name, JsonNode value) {
        ObjectNode object = JSON.objectNode();
        object.set(name, value);
        return object;
    }
}
