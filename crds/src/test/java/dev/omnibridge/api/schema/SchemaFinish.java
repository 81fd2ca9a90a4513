package dev.omnibridge.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Adds to a generated schema what the CRD generator has no words for: list and map types, formats, whole numbers; and
 * takes away the rules that it writes twice, once for the field of a record and once for its accessor.
 */
final class SchemaFinish {
    /** Replaced as a whole by server-side apply: half a reference of one manager and half of another is nobody's. */
    private static final Set<String> ATOMIC_OBJECTS = Set.of("connectionRef", "clusterRef", "secretRef", "caBundle");

    /** Lists where an empty one means nothing, so that several managers may each own some entries. */
    private static final Set<String> SETS = Set.of(".spec.kubeconfig.groups", ".spec.ignoreDifferences");

    private SchemaFinish() {}

    static void finish(ObjectNode root) {
        walk("", "", root);
    }

    private static void walk(String path, String name, ObjectNode schema) {
        dropRepeatedRules(schema);
        switch (schema.path("type").asText()) {
            case "array" -> finishList(path, name, schema);
            case "integer" -> finishInteger(name, schema);
            case "string" -> finishString(name, schema);
            case "object" -> {
                if (ATOMIC_OBJECTS.contains(name)) {
                    schema.put("x-kubernetes-map-type", "atomic");
                }
            }
            default -> {
                // booleans have nothing to add
            }
        }
        schema.path("properties")
                .properties()
                .forEach(property ->
                        walk(path + "." + property.getKey(), property.getKey(), (ObjectNode) property.getValue()));
        if (schema.path("additionalProperties") instanceof ObjectNode values) {
            walk(path + "[]", "", values);
        }
        if (schema.path("items") instanceof ObjectNode items) {
            walk(path + "[]", "", items);
        }
    }

    private static void finishList(String path, String name, ObjectNode schema) {
        if (name.equals("conditions")) {
            schema.put("x-kubernetes-list-type", "map");
            schema.putArray("x-kubernetes-list-map-keys").add("type");
        } else {
            schema.put("x-kubernetes-list-type", SETS.contains(path) ? "set" : "atomic");
        }
    }

    private static void finishInteger(String name, ObjectNode schema) {
        schema.put("format", name.equals("observedGeneration") ? "int64" : "int32");
        for (String bound : new String[] {"minimum", "maximum"}) {
            if (schema.has(bound)) {
                schema.put(bound, schema.get(bound).asInt());
            }
        }
    }

    /** Times are known by their names, which is a rule of this API: {@code issuedAt}, {@code since}. */
    private static void finishString(String name, ObjectNode schema) {
        if (name.equals("lastHandledReconcileAt")) {
            // a copy of what a person wrote, whatever that is
            return;
        }
        if (name.endsWith("At")
                || name.endsWith("Time")
                || Set.of("at", "since", "until").contains(name)) {
            schema.put("format", "date-time");
        }
    }

    private static void dropRepeatedRules(ObjectNode schema) {
        if (schema.path("x-kubernetes-validations") instanceof ArrayNode rules) {
            Set<JsonNode> distinct = new LinkedHashSet<>();
            rules.forEach(distinct::add);
            rules.removeAll();
            distinct.forEach(rules::add);
        }
    }
}
