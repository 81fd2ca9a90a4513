package dev.omnibridge.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One field of a schema with its path from the root, as in {@code spec.machines[]}. */
record Field(String path, JsonNode schema, boolean required) {

    /** All fields below the root of a CRD, parents before children, without the elements of plain lists and maps. */
    static List<Field> of(JsonNode crd) {
        List<Field> fields = new ArrayList<>();
        children("", crd.at("/spec/versions/0/schema/openAPIV3Schema"), fields::add);
        return fields;
    }

    String type() {
        String type = schema.path("type").asText();
        return switch (type) {
            case "array" -> "list of " + element(schema.path("items")) + "s";
            case "object" -> schema.has("additionalProperties") ? "map of strings" : "object";
            default -> schema.path("format").asText().equals("date-time") ? "time" : type;
        };
    }

    /** The sentences of the description before the one that says what an absent field means. */
    String meaning() {
        return description().replaceFirst(" ?Absent: .*", "");
    }

    /** What the operator does when the field is not given; empty where the description does not say. */
    String whenAbsent() {
        int start = description().indexOf("Absent: ");
        return start < 0
                ? ""
                : description().substring(start + "Absent: ".length()).replaceFirst("[.]$", "");
    }

    String description() {
        return schema.path("description").asText();
    }

    /** Bounds in words, those of the elements of a list or map included. */
    String bounds() {
        List<String> words = new ArrayList<>();
        addBounds(schema, "", words);
        addBounds(schema.path("items"), "each ", words);
        addBounds(schema.path("additionalProperties"), "each ", words);
        return String.join("; ", words);
    }

    private static void addBounds(JsonNode node, String each, List<String> words) {
        if (node.has("enum")) {
            List<String> values = new ArrayList<>();
            node.get("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            words.add(each + String.join(", ", values));
        }
        addRange(node, "minimum", "maximum", each, "", words);
        addRange(node, "minLength", "maxLength", each, " characters", words);
        addRange(node, "minItems", "maxItems", each, " entries", words);
        addRange(node, "minProperties", "maxProperties", each, " entries", words);
    }

    private static void addRange(JsonNode node, String min, String max, String each, String unit, List<String> words) {
        if (node.has(min) && node.has(max)) {
            boolean exact = node.get(min).equals(node.get(max));
            words.add(each
                    + (exact ? "" : node.get(min).asText() + " to ")
                    + node.get(max).asText()
                    + unit);
        } else if (node.has(max)) {
            words.add(each + "at most " + node.get(max).asText() + unit);
        } else if (node.has(min) && node.get(min).asLong() != 0) {
            words.add(each + "at least " + node.get(min).asText() + unit);
        }
    }

    private static String element(JsonNode items) {
        return items.path("type").asText();
    }

    private static void children(String parent, JsonNode schema, Consumer<Field> into) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            String path = parent.isEmpty() ? property.getKey() : parent + "." + property.getKey();
            into.accept(new Field(path, property.getValue(), required.contains(property.getKey())));
            children(path, property.getValue(), into);
            children(path + "[]", property.getValue().path("items"), into);
        });
    }
}
