package dev.omnibridge.simulator.log;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.omnibridge.omni.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares two states of a resource field by field. */
final class FieldChanges {

    private final List<FieldChange> found = new ArrayList<>();

    private FieldChanges() {}

    /** What differs, versions and times aside; an absent side counts as all fields unset. */
    static List<FieldChange> between(Optional<Resource<?>> before, Optional<Resource<?>> after) {
        FieldChanges changes = new FieldChanges();
        changes.add("phase", phase(before), phase(after));
        changes.add(
                "owner",
                before.map(Resource::owner).orElse(""),
                after.map(Resource::owner).orElse(""));
        changes.add("finalizers", finalizers(before), finalizers(after));
        changes.addMap(
                "labels",
                before.map(Resource::labels).orElse(Map.of()),
                after.map(Resource::labels).orElse(Map.of()));
        changes.addMap(
                "annotations",
                before.map(Resource::annotations).orElse(Map.of()),
                after.map(Resource::annotations).orElse(Map.of()));
        Message empty = before.or(() -> after)
                .map(resource -> (Message) resource.type().emptySpec())
                .orElseThrow();
        changes.addMessage(
                "spec",
                before.map(resource -> (Message) resource.spec()).orElse(empty),
                after.map(resource -> (Message) resource.spec()).orElse(empty));
        return List.copyOf(changes.found);
    }

    private void addMessage(String path, Message before, Message after) {
        for (FieldDescriptor field : before.getDescriptorForType().getFields()) {
            String name = path + "." + field.getName();
            boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated();
            if (isMessage && before.hasField(field) && after.hasField(field)) {
                addMessage(name, (Message) before.getField(field), (Message) after.getField(field));
            } else {
                add(name, text(before, field), text(after, field));
            }
        }
        add(path + ".(unknown fields)", text(before.getUnknownFields()), text(after.getUnknownFields()));
    }

    private void addMap(String path, Map<String, String> before, Map<String, String> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            String name = path + "[" + key + "]";
            if (before.containsKey(key) && after.containsKey(key)) {
                add(name, before.getOrDefault(key, ""), after.getOrDefault(key, ""));
            } else {
                // a marker has an empty value: its coming or going is a change all the same
                found.add(new FieldChange(name, before.getOrDefault(key, ""), after.getOrDefault(key, "")));
            }
        }
    }

    private void add(String path, String before, String after) {
        if (!before.equals(after)) {
            found.add(new FieldChange(path, before, after));
        }
    }

    private static String text(Message message, FieldDescriptor field) {
        boolean isSet = field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : isSet(message, field);
        return isSet ? message.getField(field).toString() : "";
    }

    private static boolean isSet(Message message, FieldDescriptor field) {
        return field.hasPresence()
                ? message.hasField(field)
                : !message.getField(field).equals(field.getDefaultValue());
    }

    private static String text(UnknownFieldSet fields) {
        return fields.asMap().isEmpty() ? "" : fields.toString();
    }

    private static String phase(Optional<Resource<?>> resource) {
        return resource.map(r -> r.phase().wireName()).orElse("");
    }

    private static String finalizers(Optional<Resource<?>> resource) {
        return resource.map(r -> String.join(" ", r.finalizers())).orElse("");
    }
}
