package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map in a spec whose keys are kept one by one: {@code spec.labels[team]}. Keys that the spec names now or named when we last wrote
 * are fields, all others in Omni are not ours.
 */
record KeyedFields(String path) {

    /** A field for each key. */
    <S extends Message> List<Field<S>> fields(
            @Nullable Map<String, String> declared,
            Set<String> remembered,
            Function<Resource<S>, Map<String, String>> inOmni,
            KeyWriter<S> writer) {
        Map<String, String> wanted = declared == null ? Map.of() : declared;
        Set<String> keys = new TreeSet<>(wanted.keySet());
        remembered.stream()
                .filter(p -> p.startsWith(path + "[") && p.endsWith("]"))
                .forEach(p -> keys.add(p.substring(path.length() + 1, p.length() - 1)));
        List<Field<S>> fields = new ArrayList<>();
        for (String key : keys) {
            fields.add(new Field<>(
                    path + "[" + key + "]",
                    Field.Kind.KEPT,
                    Field.Form.ENTRY,
                    false,
                    Optional.ofNullable(wanted.get(key)),
                    resource -> Optional.ofNullable(inOmni.apply(resource).get(key)),
                    (resource, value) -> writer.put().apply(resource, Map.entry(key, value)),
                    resource -> writer.remove().apply(resource, key)));
        }
        return fields;
    }

    /** How one key is set and removed. */
    record KeyWriter<S extends Message>(
            BiFunction<Resource<S>, Map.Entry<String, String>, Resource<S>> put,
            BiFunction<Resource<S>, String, Resource<S>> remove) {}
}
