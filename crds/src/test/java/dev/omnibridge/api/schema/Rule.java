package dev.omnibridge.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A validation rule of a CRD: where it hangs, its expression and what the API server answers when it fails. */
record Rule(String on, String expression, String message) {

    /** All rules of a CRD: those of the whole object first, then by field. */
    static List<Rule> of(JsonNode crd) {
        List<Rule> rules = new ArrayList<>();
        collect("the object", crd.at("/spec/versions/0/schema/openAPIV3Schema"), rules);
        for (Field field : Field.of(crd)) {
            collect("`" + field.path() + "`", field.schema(), rules);
            collect("`" + field.path() + "[]`", field.schema().path("items"), rules);
        }
        return rules;
    }

    private static void collect(String on, JsonNode schema, List<Rule> into) {
        schema.path("x-kubernetes-validations")
                .forEach(rule -> into.add(new Rule(
                        on, rule.path("rule").asText(), rule.path("message").asText())));
    }
}
