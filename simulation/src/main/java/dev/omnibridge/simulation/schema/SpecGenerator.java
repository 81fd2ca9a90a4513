package dev.omnibridge.simulation.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.simulation.kubernetes.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes specs field by field, as the schema has them: a field that is added to a kind is varied from then on. Values come from the schema, or where
 * that would only give nonsense from {@link Values}.
 */
public final class SpecGenerator {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Kind kind;
    private final Values values;

    /** @param values for fields whose texts mean something */
    public SpecGenerator(Kind kind, Values values) {
        this.kind = kind;
        this.values = values;
    }

    /** The spec with one field set, changed or dropped; perhaps one that the API server refuses. */
    public ObjectNode mutate(ObjectNode spec, Random chance) {
        ObjectNode next = spec.deepCopy();
        mutate(next, Schema.of(kind).spec(), "", chance);
        return next;
    }

    private void mutate(ObjectNode object, JsonNode schema, String path, Random chance) {
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> kind == Kind.CONNECTION && path.isEmpty() && Values.isFixed(name));
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(chance.nextInt(names.size()));
        String inner = path.isEmpty() ? name : path + "." + name;
        JsonNode property = schema.path("properties").path(name);
        boolean isRequired = contains(schema.path("required"), name);
        boolean goes = object.has(name) && !isRequired && chance.nextInt(3) == 0;
        if (goes) {
            object.remove(name);
        } else if (property.has("properties")) {
            ObjectNode nested =
                    object.path(name).isObject() ? (ObjectNode) object.path(name) : whole(property, inner, chance);
            object.set(name, nested);
            mutate(nested, property, inner, chance);
        } else {
            object.set(name, value(property, inner, chance));
        }
    }

    /** An object with what it requires. */
    private ObjectNode whole(JsonNode schema, String path, Random chance) {
        ObjectNode object = JSON.objectNode();
        for (JsonNode required : schema.path("required")) {
            String name = required.asText();
            object.set(name, value(schema.path("properties").path(name), path + "." + name, chance));
        }
        return object;
    }

    private JsonNode value(JsonNode schema, String path, Random chance) {
        return values.of(kind, path, chance)
                .orElseGet(() -> switch (schema.path("type").asText()) {
                    case "boolean" -> JSON.booleanNode(chance.nextBoolean());
                    case "integer" -> JSON.numberNode(integer(schema, chance));
                    case "array" -> array(schema, path, chance);
                    case "object" -> schema.has("properties") ? whole(schema, path, chance) : map(chance);
                    default -> JSON.textNode(text(schema, path, chance));
                });
    }

    private static int integer(JsonNode schema, Random chance) {
        int low = schema.path("minimum").asInt(0);
        int high = Math.min(schema.path("maximum").asInt(low + 4), low + 4);
        return low + chance.nextInt(high - low + 1);
    }

    private ArrayNode array(JsonNode schema, String path, Random chance) {
        ArrayNode array = JSON.arrayNode();
        int size = chance.nextInt(3);
        for (int i = 0; i < size; i++) {
            array.add(value(schema.path("items"), path + "[]", chance));
        }
        return array;
    }

    private static ObjectNode map(Random chance) {
        ObjectNode map = JSON.objectNode();
        for (Map.Entry<String, String> entry : Map.of("team", "a", "env", "b", "tier", "c").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            if (chance.nextBoolean()) {
                map.put(entry.getKey(), entry.getValue() + chance.nextInt(2));
            }
        }
        return map;
    }

    private String text(JsonNode schema, String path, Random chance) {
        JsonNode allowed = schema.path("enum");
        if (!allowed.isEmpty()) {
            return allowed.get(chance.nextInt(allowed.size())).asText();
        }
        throw new IllegalStateException("the simulation has no values for " + kind.text() + " " + path
                + ": the schema says only that it is a text; add some to " + Values.class.getName());
    }

    private static boolean contains(JsonNode list, String name) {
        for (JsonNode element : list) {
            if (element.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
