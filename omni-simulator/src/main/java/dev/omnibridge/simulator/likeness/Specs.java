package dev.omnibridge.simulator.likeness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;

/** The way back from the text of a recording to a spec. */
final class Specs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Specs() {}

    /** The spec with the fields that these changes name. */
    @SuppressWarnings("unchecked") // a builder of a spec builds such a spec
    static <S extends Message> S with(S spec, List<Change> changes) {
        Message.Builder builder = spec.toBuilder();
        changes.stream()
                .filter(change -> !change.isMetadata())
                .forEach(change -> set(builder, change.facet(), change.after()));
        return (S) builder.build();
    }

    private static void set(Message.Builder builder, String path, String text) {
        String[] names = path.split("\\.", 2);
        FieldDescriptor field = builder.getDescriptorForType().findFieldByName(names[0]);
        if (field == null) {
            throw new IllegalArgumentException(
                    builder.getDescriptorForType().getName() + " has no field \"" + names[0] + "\"");
        }
        if (text.equals(Change.ABSENT) || text.isEmpty()) {
            // a part of which a field is gone is gone as a whole
            builder.clearField(field);
        } else if (names.length > 1) {
            set(builder.getFieldBuilder(field), names[1], text);
        } else if (field.isRepeated()) {
            builder.clearField(field);
            list(text).forEach(element -> builder.addRepeatedField(field, element));
        } else {
            builder.setField(field, value(field, text));
        }
    }

    private static Object value(FieldDescriptor field, String text) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> text.equals("True");
            case INT -> Integer.parseInt(text);
            case LONG -> Long.parseLong(text);
            case STRING -> text;
            case ENUM -> field.getEnumType().findValueByName(text);
            case MESSAGE -> duration(field, text);
            case FLOAT, DOUBLE, BYTE_STRING -> throw untold(field);
        };
    }

    /** {@code 3600s}. */
    private static Object duration(FieldDescriptor field, String text) {
        if (!field.getMessageType()
                        .getFullName()
                        .equals(Duration.getDescriptor().getFullName())
                || !text.matches("\\d+s")) {
            throw untold(field);
        }
        return Duration.newBuilder()
                .setSeconds(Long.parseLong(text.substring(0, text.length() - 1)))
                .build();
    }

    private static IllegalArgumentException untold(FieldDescriptor field) {
        return new IllegalArgumentException("a recording can't say the value of " + field.getFullName());
    }

    private static List<?> list(String json) {
        try {
            return JSON.readValue(json, List.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a list: " + json, e);
        }
    }

    /** What the changes say of labels or annotations, by full key. */
    static Map<String, String> keys(String what, String prefix, List<Change> changes) {
        Map<String, String> keys = new java.util.TreeMap<>();
        changes.stream()
                .filter(change -> change.facet().startsWith(what))
                .forEach(change -> keys.put(full(prefix, change.facet().substring(what.length())), change.after()));
        return keys;
    }

    /** Recordings leave out Omni's own prefix, and no other. */
    private static String full(String prefix, String key) {
        return key.contains("/") ? key : prefix + key;
    }
}
