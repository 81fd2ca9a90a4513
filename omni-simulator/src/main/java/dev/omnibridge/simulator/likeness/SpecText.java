package dev.omnibridge.simulator.likeness;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Specs as recordings show them: each field by its path, lists as JSON, long values cut off. */
final class SpecText {

    private static final int LONGEST_LIST = 120;
    private static final int LONGEST_TEXT = 160;

    private SpecText() {}

    /** All fields of the parts that are set, those with default values too. */
    static SequencedMap<String, String> of(Message spec) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        flatten("", spec, fields);
        return fields;
    }

    /** Whether the field at a path of {@link #of} has its default value. */
    static boolean isUnset(Message spec, String path) {
        String[] names = path.split("\\.", 2);
        FieldDescriptor field = spec.getDescriptorForType().findFieldByName(names[0]);
        if (field.isMapField()) {
            return false;
        }
        if (names.length > 1) {
            return isUnset((Message) spec.getField(field), names[1]);
        }
        return field.isRepeated()
                ? spec.getRepeatedFieldCount(field) == 0
                : spec.getField(field).equals(field.getDefaultValue());
    }

    /** Whether the field at a path is an enum; recordings name its value even if it is the default. */
    static boolean isEnum(Message spec, String path) {
        String[] names = path.split("\\.", 2);
        FieldDescriptor field = spec.getDescriptorForType().findFieldByName(names[0]);
        return (names.length > 1 && !field.isMapField())
                ? isEnum((Message) spec.getField(field), names[1])
                : field.getJavaType() == FieldDescriptor.JavaType.ENUM;
    }

    private static void flatten(String prefix, Message message, Map<String, String> fields) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            String path = prefix + field.getName();
            if (field.isMapField()) {
                entries(message, field).forEach(entry -> fields.put(path + "." + key(entry), value(entry)));
            } else if (field.isRepeated()) {
                fields.put(path, cut(json(message, field), LONGEST_LIST));
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                if (message.hasField(field)) {
                    flatten(path + ".", (Message) message.getField(field), fields);
                }
            } else {
                fields.put(path, cut(text(message.getField(field)), LONGEST_TEXT));
            }
        }
    }

    private static List<Message> entries(Message message, FieldDescriptor field) {
        return ((List<?>) message.getField(field))
                .stream().map(Message.class::cast).toList();
    }

    private static String key(Message entry) {
        return entry.getField(entry.getDescriptorForType().findFieldByName("key"))
                .toString();
    }

    private static String value(Message entry) {
        return text(entry.getField(entry.getDescriptorForType().findFieldByName("value")));
    }

    private static String text(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "True" : "False";
            case EnumValueDescriptor name -> name.getName();
            case ByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
            default -> value.toString();
        };
    }

    private static String json(Message message, FieldDescriptor field) {
        return ((List<?>) message.getField(field))
                .stream().map(SpecText::json).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String json(Object value) {
        return switch (value) {
            case Message message ->
                message.getDescriptorForType().getFields().stream()
                        .map(field -> '"' + field.getName() + "\": "
                                + (field.isRepeated() ? json(message, field) : json(message.getField(field))))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Boolean truth -> truth.toString();
            case Number number -> number.toString();
            default -> '"' + text(value) + '"';
        };
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
