package dev.omnibridge.api.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One request and what the API server has to answer. Changes are JSON merge patches, written as YAML.
 *
 * @param base a small valid object
 * @param before changes to it that are stored first, where the request is an update
 * @param change what the request changes; with a {@code status} it goes to the status subresource
 * @param refusal empty where it has to be accepted
 */
record Case(Base base, Optional<JsonNode> before, JsonNode change, Optional<Refusal> refusal) {

    /** A refusal names the field and says what is allowed. */
    record Refusal(String field, String message) {}

    @Override
    public String toString() {
        return base + before.map(stored -> " with " + stored).orElse("") + " and " + change
                + refusal.map(refused -> " is refused: " + refused.message()).orElse(" is accepted");
    }

    /** Begins a case that creates an object. */
    static Request creating(Base base, String change) {
        return new Request(base, Optional.empty(), Yaml.parse(change));
    }

    /** Begins a case that changes a stored object. */
    static Request changing(Base base, String before, String change) {
        return new Request(base, Optional.of(Yaml.parse(before)), Yaml.parse(change));
    }

    /** A case that still lacks its answer. */
    record Request(Base base, Optional<JsonNode> before, JsonNode change) {
        Case accepted() {
            return new Case(base, before, change, Optional.empty());
        }

        Case refused(String field, String message) {
            return new Case(base, before, change, Optional.of(new Refusal(field, message)));
        }
    }
}
