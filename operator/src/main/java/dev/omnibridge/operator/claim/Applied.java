package dev.omnibridge.operator.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.omni.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What we last set on an object in Omni, field by field: the memory that tells "the spec changed" from "Omni changed" after a restart.
 * Kept as one line of JSON in the annotation {@link ClaimKeys#APPLIED}, written together with a change, and by itself only where a spec would
 * else not be known again.
 *
 * @param spec the one that was applied
 * @param fields by path in the custom resource
 * @param pending paths of that generation that could not be written with the rest; they are written later without anybody asking again
 */
public record Applied(SpecMark spec, SortedMap<String, Remembered> fields, Set<String> pending) {

    /** Largest value of an annotation that Omni takes, in bytes. */
    static final int LONGEST_TEXT = 16_384;

    private static final int FORM = 1;
    private static final int SHORT_HASH = 12;
    private static final String GENERATION = "gen";
    private static final String INPUTS = "inputs";
    private static final String POLICIES = "policies";
    private static final String PENDING = "pending";
    private static final ObjectMapper JSON = new ObjectMapper();

    public Applied {
        fields = new TreeMap<>(fields);
        pending = Set.copyOf(pending);
    }

    /** A memory of a spec that was written as a whole. */
    public Applied(SpecMark spec, SortedMap<String, Remembered> fields) {
        this(spec, fields, Set.of());
    }

    /** A memory of values. */
    public static Applied of(SpecMark spec, Map<String, String> values, FieldHash hash) {
        SortedMap<String, Remembered> fields = new TreeMap<>();
        values.forEach((path, value) -> fields.put(path, Remembered.of(value, hash)));
        return new Applied(spec, fields);
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
     * @param declared what the spec declares now; of a memory that was too long to keep in full it is recognised by a hash
     */
    public static Optional<Applied> read(Resource<?> resource, Map<String, String> declared, FieldHash hash) {
        Optional<JsonNode> json = resource.annotation(ClaimKeys.APPLIED).flatMap(Applied::parse);
        if (json.isEmpty() || json.get().path("v").asInt() != FORM) {
            return Optional.empty();
        }
        SpecMark spec = mark(json.get());
        Set<String> pending = new TreeSet<>();
        json.get().path(PENDING).forEach(path -> pending.add(path.asText()));
        if (json.get().has("all")) {
            Applied all = of(spec, declared, hash);
            return Optional.of(new Applied(spec, recognised(json.get().path("all"), all.fields(), hash), pending));
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
        return Optional.of(new Applied(spec, fields, pending));
    }

    /**
     * The spec that was applied last, as far as our own claim on the resource goes: of another object, also one of the same name, it says
     * nothing. Told from every form of the memory; empty if its generation is not known.
     */
    public static Optional<SpecMark> specOf(Resource<?> resource, Owner owner) {
        return Claim.of(resource, owner) instanceof Claim.Ours
                ? resource.annotation(ClaimKeys.APPLIED)
                        .flatMap(Applied::parse)
                        .map(Applied::mark)
                        .filter(spec -> spec.generation() > 0)
                : Optional.empty();
    }

    /** The annotation's value with another spec in the place of its own, whatever else is in it. */
    static Optional<String> with(String text, SpecMark spec) {
        return parse(text).map(json -> put((ObjectNode) json, spec).toString());
    }

    private static SpecMark mark(JsonNode json) {
        return new SpecMark(
                json.path(GENERATION).asLong(),
                json.path(INPUTS).asText(),
                json.path(POLICIES).asText());
    }

    private static ObjectNode put(ObjectNode json, SpecMark spec) {
        json.put(GENERATION, spec.generation());
        put(json, INPUTS, spec.inputs());
        put(json, POLICIES, spec.policies());
        return json;
    }

    private static void put(ObjectNode json, String key, String hash) {
        if (hash.isEmpty()) {
            json.remove(key);
        } else {
            json.put(key, hash);
        }
    }

    /**
     * The annotation's value. Beyond Omni's bound a short hash of each field is left. What the spec still declares is recognised by it; what it
     * dropped is forgotten, and stays in Omni.
     */
    public String text(FieldHash hash) {
        ObjectNode json = put(JSON.createObjectNode().put("v", FORM), spec);
        ObjectNode values = json.putObject("fields");
        fields.forEach((path, remembered) -> {
            switch (remembered) {
                case Remembered.Value(String value) -> values.put(path, value);
                case Remembered.Hash(String hex) -> values.putObject(path).put("hash", hex);
            }
        });
        if (!pending.isEmpty()) {
            new TreeSet<>(pending).forEach(json.putArray(PENDING)::add);
        }
        String text = json.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT) {
            return text;
        }
        json.remove("fields");
        ArrayNode all = json.putArray("all");
        fields.forEach((path, remembered) -> all.add(shortHash(path, remembered, hash)));
        return json.toString();
    }

    private static SortedMap<String, Remembered> recognised(
            JsonNode hashes, SortedMap<String, Remembered> declared, FieldHash hash) {
        Set<String> known = new HashSet<>();
        hashes.forEach(one -> known.add(one.asText()));
        SortedMap<String, Remembered> fields = new TreeMap<>(declared);
        fields.entrySet().removeIf(field -> !known.contains(shortHash(field.getKey(), field.getValue(), hash)));
        return fields;
    }

    private static String shortHash(String path, Remembered remembered, FieldHash hash) {
        return hash.of(path + "=" + remembered).substring(0, SHORT_HASH);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
