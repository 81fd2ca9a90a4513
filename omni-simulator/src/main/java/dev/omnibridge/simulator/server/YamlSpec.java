package dev.omnibridge.simulator.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec;
import dev.omnibridge.simulator.kind.DefinitionYaml;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The {@code yaml_spec} that Omni sends beside each spec: every field, its key in lower case without underscores, enums as numbers, unset
 * messages as null (shape of omni/recorded/probe-errors.jsonl). Written by hand, because it is made for every event of every watch.
 */
final class YamlSpec {

    private static final int STEP = 4;
    private static final int DASH = 2;

    private final StringBuilder text = new StringBuilder();

    private YamlSpec() {}

    /** Renders a spec. */
    static String of(Message spec) {
        if (spec instanceof ResourceDefinitionSpec definition) {
            return DefinitionYaml.of(definition);
        }
        if (spec.getDescriptorForType().getFields().isEmpty()) {
            return "{}\n";
        }
        YamlSpec yaml = new YamlSpec();
        yaml.message(spec, 0);
        return yaml.text.toString();
    }

    private void message(Message message, int column) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            indent(column)
                    .append(field.getName().replace("_", "").toLowerCase(Locale.ROOT))
                    .append(':');
            if (field.isMapField()) {
                map(message, field, column);
            } else if (field.isRepeated()) {
                list(message, field, column);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !message.hasField(field)) {
                text.append(" null\n");
            } else {
                value(message.getField(field), column);
            }
        }
    }

    private void map(Message message, FieldDescriptor field, int column) {
        List<?> entries = (List<?>) message.getField(field);
        if (entries.isEmpty()) {
            text.append(" {}\n");
            return;
        }
        text.append('\n');
        for (Object entry : entries) {
            MapEntry<?, ?> pair = (MapEntry<?, ?>) entry;
            indent(column + STEP).append(scalar(pair.getKey())).append(':');
            value(pair.getValue(), column + STEP);
        }
    }

    private void list(Message message, FieldDescriptor field, int column) {
        List<?> elements = (List<?>) message.getField(field);
        if (elements.isEmpty()) {
            text.append(" []\n");
            return;
        }
        text.append('\n');
        for (Object element : elements) {
            indent(column + STEP).append('-');
            if (element instanceof Message nested
                    && !nested.getDescriptorForType().getFields().isEmpty()) {
                int start = text.length();
                message(nested, column + STEP + DASH);
                // the first key stands on the line of the dash
                text.replace(start, start + column + STEP + DASH, " ");
            } else {
                // what an element continues with stands below its first character, not below the dash
                value(element, column + DASH);
            }
        }
    }

    private void value(Object value, int column) {
        if (value instanceof Message nested) {
            if (nested.getDescriptorForType().getFields().isEmpty()) {
                text.append(" {}\n");
            } else {
                text.append('\n');
                message(nested, column + STEP);
            }
        } else if (value instanceof String string && isBlock(string)) {
            block(string, column + STEP);
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static boolean isBlock(String string) {
        return string.contains("\n")
                && !string.startsWith(" ")
                && !string.isBlank()
                && string.indexOf('\r') < 0
                && !string.contains(" \n");
    }

    private void block(String string, int column) {
        text.append(string.endsWith("\n") ? " |\n" : " |-\n");
        string.lines().forEach(line -> {
            if (!line.isEmpty()) {
                indent(column).append(line);
            }
            text.append('\n');
        });
    }

    private static String scalar(Object value) {
        return switch (value) {
            case EnumValueDescriptor constant -> Integer.toString(constant.getNumber());
            case ByteString bytes ->
                bytes.isEmpty() ? "[]" : "!!binary " + Base64.getEncoder().encodeToString(bytes.toByteArray());
            case String string -> YamlScalar.of(string);
            default -> value.toString();
        };
    }

    private StringBuilder indent(int column) {
        return text.repeat(' ', column);
    }
}
