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

    /** Every event of an informer comes through here, so reflection is asked once for each type. */
    private static final ClassValue<List<Place>> PLACES = new ClassValue<>() {
        @Override
        protected List<Place> computeValue(Class<?> type) {
            return placesOf(type);
        }
    };

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
        for (Place place : PLACES.get(type)) {
            JsonNode value = object.get(place.name());
            if (value == null) {
                continue;
            }
            String where = path + "." + place.name();
            if (place.record().isPresent()) {
                ofValue(value, place.record().get(), where, unknown);
            } else if (!place.known().contains(value.asText())) {
                unknown.add(new UnknownValue(where, value.asText(), place.known()));
                object.remove(place.name());
            }
        }
    }

    private static void ofValue(JsonNode value, Class<?> record, String path, List<UnknownValue> unknown) {
        if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                ofRecord(list.get(i), record, path + "[" + i + "]", unknown);
            }
        } else {
            ofRecord(value, record, path, unknown);
        }
    }

    /**
     * Where in a record an unknown value may stand.
     *
     * @param known what is known of an enum
     * @param record what the component, or an element of it, is a record of; empty for an enum
     */
    private record Place(String name, List<String> known, Optional<Class<?>> record) {}

    private static List<Place> placesOf(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> placeOf(component).stream())
                .toList();
    }

    private static Optional<Place> placeOf(RecordComponent component) {
        String name = nameOf(component);
        if (component.getType().isEnum()) {
            return Optional.of(new Place(name, known(component.getType()), Optional.empty()));
        }
        Type type = component.getGenericType();
        Type held = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
        return held instanceof Class<?> record && record.isRecord()
                ? Optional.of(new Place(name, List.of(), Optional.of(record)))
                : Optional.empty();
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
