package dev.omnibridge.simulator.behaviour;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import dev.omnibridge.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Records all events in the notation of omni/recorded/timeline-*.txt. */
final class Timeline implements StoreListener {

    private final World world;
    private final List<String> lines = new ArrayList<>();

    Timeline(Store store, World world) {
        this.world = world;
        store.listen(this);
    }

    /** One line per event: kind of event, type, id, version, what changed. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The first line that begins with each of the texts (after the time), cut to the text, in the order in which they happened. */
    List<String> order(String... texts) {
        return lines.stream()
                .flatMap(line -> List.of(texts).stream().filter(line.substring(line.indexOf(' ') + 1)::startsWith))
                .distinct()
                .toList();
    }

    void clear() {
        lines.clear();
    }

    @Override
    public void onEvent(StoreEvent<?> event) {
        Resource<?> last = event.last();
        String kind = event.isCreation() ? "CREA" : event.isDestruction() ? "DEST" : "UPDA";
        lines.add("%s %s %s %s v%d | %s"
                .formatted(
                        world.now().toString().substring(11),
                        kind,
                        last.type().shortName(),
                        last.id(),
                        last.version(),
                        String.join("; ", changes(event))));
    }

    private static List<String> changes(StoreEvent<?> event) {
        if (event.isDestruction()) {
            return List.of();
        }
        Resource<?> now = event.now().orElseThrow();
        List<String> changes = new ArrayList<>();
        Map<String, String> before = event.old().map(Timeline::fields).orElse(Map.of());
        Map<String, String> after = fields(now);
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            String old = before.getOrDefault(key, "");
            String value = after.getOrDefault(key, "");
            if (!old.equals(value)) {
                changes.add(event.isCreation() ? key + "=" + value : key + ": " + old + " -> " + value);
            }
        }
        return changes;
    }

    private static Map<String, String> fields(Resource<?> resource) {
        Map<String, String> fields = new TreeMap<>();
        collect("", resource.spec(), fields);
        resource.labels().forEach((key, value) -> fields.put("label " + key.replace(OmniKeys.PREFIX, ""), "=" + value));
        resource.annotations()
                .forEach((key, value) -> fields.put("annotation " + key.replace(OmniKeys.PREFIX, ""), "=" + value));
        resource.finalizers().forEach(finalizer -> fields.put("fin " + finalizer, "held"));
        if (resource.isTearingDown()) {
            fields.put("PHASE", "tearingDown");
        }
        return fields;
    }

    private static void collect(String prefix, Message message, Map<String, String> fields) {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            String name = prefix + field.getKey().getName();
            if (field.getValue() instanceof Message child) {
                collect(name + ".", child, fields);
            } else {
                String text = field.getValue().toString();
                fields.put(name, text.substring(0, Math.min(100, text.length())).replace("\n", "\\n"));
            }
        }
    }
}
