package dev.omnibridge.operator.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.omni.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What we last set on an object in Omni, field by field: the memory that tells "the spec changed" from "Omni changed" after a restart.
 * Kept as one line of JSON in the annotation {@link ClaimKeys#APPLIED}, written only together with a change.
 *
 * @param generation of the spec that was applied
 * @param fields by path in the custom resource
 */
public record Applied(long generation, SortedMap<String, Remembered> fields) {

    /** Largest value of an annotation that Omni takes, in bytes. */
    static final int LONGEST_TEXT = 16_384;

    private static final int FORM = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    public Applied {
        fields = new TreeMap<>(fields);
    }

    /** A memory of values. */
    public static Applied of(long generation, Map<String, String> values, FieldHash hash) {
        SortedMap<String, Remembered> fields = new TreeMap<>();
        values.forEach((path, value) -> fields.put(path, Remembered.of(value, hash)));
        return new Applied(generation, fields);
    }

    /**
     * Reads our own memory on a resource that we claim or claimed under the same name. What somebody else applied is not ours to take back:
     * else a field that they had set and our spec does not mention would be reset with the take-over.
     */
    public static Optional<Applied> readOurs(
            Resource<?> resource, Owner owner, Map<String, String> declared, FieldHash hash) {
        return switch (Claim.of(resource, owner)) {
            case Claim.Ours _, Claim.Returning _ -> read(resource, declared, hash);
            case Claim.None _, Claim.Foreign _ -> Optional.empty();
        };
    }

    /**
     * Reads the memory on a resource. What can't be read (broken, or written by a later form of us) counts as no memory, which is safe:
     * nothing is then taken for ours but what equals the spec.
     *
     * @param declared what the spec declares now; a memory that was too long to keep field by field is recognised by it as a whole
     */
    public static Optional<Applied> read(Resource<?> resource, Map<String, String> declared, FieldHash hash) {
        Optional<JsonNode> json = resource.annotation(ClaimKeys.APPLIED).flatMap(Applied::parse);
        if (json.isEmpty() || json.get().path("v").asInt() != FORM) {
            return Optional.empty();
        }
        long generation = json.get().path("gen").asLong();
        if (json.get().has("all")) {
            Applied now = of(generation, declared, hash);
            boolean unchanged = now.digest(hash).equals(json.get().path("all").asText());
            return unchanged ? Optional.of(now) : Optional.empty();
        }
        SortedMap<String, Remembered> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : json.get().path("fields").properties()) {
            JsonNode value = field.getValue();
            fields.put(
                    field.getKey(),
                    value.isObject()
                            ? new Remembered.Hash(value.path("hash").asText())
                            : new Remembered.Value(value.asText()));
        }
        return Optional.of(new Applied(generation, fields));
    }

    /** The annotation's value. Beyond Omni's bound only a hash over all fields is left, so that any change is still seen, though not which. */
    public String text(FieldHash hash) {
        ObjectNode json = JSON.createObjectNode().put("v", FORM).put("gen", generation);
        ObjectNode values = json.putObject("fields");
        fields.forEach((path, remembered) -> {
            switch (remembered) {
                case Remembered.Value(String value) -> values.put(path, value);
                case Remembered.Hash(String hex) -> values.putObject(path).put("hash", hex);
            }
        });
        String text = json.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT) {
            return text;
        }
        json.remove("fields");
        return json.put("all", digest(hash)).toString();
    }

    private String digest(FieldHash hash) {
        return hash.of(fields.toString());
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
