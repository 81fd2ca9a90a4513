package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What reading an object left out because it was not known. It is kept with the object in memory, as an annotation, so that copies made by way of JSON
 * have it too; nobody sends it to the API server.
 */
public final class UnknownValues {

    private static final String ANNOTATION = OmniBridgeApi.GROUP + "/unknown-values";
    private static final String BETWEEN_PARTS = "\t";
    private static final String BETWEEN_KNOWN = ",";

    private UnknownValues() {}

    /** What was left out of this object; an object with any must not be taken at its word. */
    public static List<UnknownValue> of(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .flatMap(annotations -> Optional.ofNullable(annotations.get(ANNOTATION)))
                .stream()
                .flatMap(String::lines)
                .map(UnknownValues::parse)
                .toList();
    }

    /** Keeps with an object what was left out of it. */
    static void keep(ObjectMeta metadata, List<UnknownValue> unknown) {
        if (unknown.isEmpty()) {
            return;
        }
        Map<String, String> annotations =
                Optional.ofNullable(metadata.getAnnotations()).map(HashMap::new).orElseGet(HashMap::new);
        annotations.put(
                ANNOTATION,
                String.join("\n", unknown.stream().map(UnknownValues::format).toList()));
        metadata.setAnnotations(annotations);
    }

    /**
     * Takes values of enums that are not known out of JSON, before it is read as this record.
     *
     * @param path of the JSON within the object
     */
    static List<UnknownValue> takeOut(JsonNode json, Class<?> type, String path) {
        List<UnknownValue> unknown = new ArrayList<>();
        ofRecord(json, type, path, unknown);
        return unknown;
    }

    private static void ofRecord(JsonNode json, Class<?> type, String path, List<UnknownValue> unknown) {
        if (!(json instanceof ObjectNode object)) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = nameOf(component);
            JsonNode value = object.get(name);
            if (value == null) {
                continue;
            }
            String place = path + "." + name;
            if (component.getType().isEnum() && !known(component.getType()).contains(value.asText())) {
                unknown.add(new UnknownValue(place, value.asText(), known(component.getType())));
                object.remove(name);
            } else {
                ofValue(value, component.getGenericType(), place, unknown);
            }
        }
    }

    private static void ofValue(JsonNode value, Type type, String path, List<UnknownValue> unknown) {
        if (type instanceof Class<?> named && named.isRecord()) {
            ofRecord(value, named, path, unknown);
        } else if (type instanceof ParameterizedType list && value instanceof ArrayNode) {
            Type element = list.getActualTypeArguments()[0];
            for (int i = 0; i < value.size(); i++) {
                ofValue(value.get(i), element, path + "[" + i + "]", unknown);
            }
        }
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private static List<String> known(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(UnknownValues::nameOf)
                .toList();
    }

    private static String nameOf(Field constant) {
        JsonProperty property = constant.getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? constant.getName() : property.value();
    }

    private static String format(UnknownValue value) {
        return String.join(BETWEEN_PARTS, value.path(), value.found(), String.join(BETWEEN_KNOWN, value.known()));
    }

    private static UnknownValue parse(String line) {
        List<String> parts = List.of(line.split(BETWEEN_PARTS, -1));
        return new UnknownValue(
                parts.get(0),
                parts.size() > 1 ? parts.get(1) : "",
                parts.size() > 2 ? List.of(parts.get(2).split(BETWEEN_KNOWN)) : List.of());
    }
}
