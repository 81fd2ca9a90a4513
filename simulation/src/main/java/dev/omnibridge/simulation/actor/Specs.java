package dev.omnibridge.simulation.actor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpec;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpec;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import dev.omnibridge.simulation.schema.Schema;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;
import java.util.Random;

/** Specs as JSON, as users write them, and their way through the API server's validation. */
final class Specs {

    static final ObjectMapper JSON = new ObjectMapper();

    private Specs() {}

    static ObjectNode of(CustomResource<?, ?> object) {
        return JSON.valueToTree(object.getSpec());
    }

    /** Creates or replaces, if the API server accepts it; says what became of it. */
    static String apply(Scene scene, Key key, ObjectNode spec) {
        Optional<CustomResource<?, ?>> stored = scene.server().get(key);
        if (stored.isEmpty() && scene.server().isTerminating(key.kind())) {
            return key + " refused: the definition of its kind is being deleted";
        }
        Optional<JsonNode> old = stored.map(Specs::of);
        Optional<JsonNode> status =
                stored.flatMap(o -> Optional.ofNullable(o.getStatus()).map(JSON::valueToTree));
        Optional<String> refusal = Schema.of(key.kind()).refusal(key.name(), spec, old, status);
        if (refusal.isPresent()) {
            return key + " refused: " + refusal.get();
        }
        Object typed = typed(key.kind(), spec);
        if (stored.isPresent()) {
            scene.server().replaceSpec(key, typed);
        } else {
            scene.server().create(key, typed);
        }
        return key + " " + spec;
    }

    private static Object typed(Kind kind, ObjectNode spec) {
        try {
            return switch (kind) {
                case CONNECTION -> JSON.treeToValue(spec, OmniConnectionSpec.class);
                case CLUSTER -> JSON.treeToValue(spec, OmniClusterSpec.class);
                case MACHINE_SET -> JSON.treeToValue(spec, OmniMachineSetSpec.class);
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a spec that the schema accepts and the type does not: " + spec, e);
        }
    }

    static <T> Optional<T> any(java.util.List<T> all, Random chance) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(chance.nextInt(all.size())));
    }
}
