package dev.omnibridge.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the CRD that is shipped out of the one that was generated. */
final class CrdFinish {
    private CrdFinish() {}

    static ObjectNode finish(JsonNode generated, KindFrame frame) {
        ObjectNode crd = generated.deepCopy();
        if (!crd.at("/spec/names/plural").asText().equals(frame.plural())) {
            throw new IllegalArgumentException("this is not the CRD of " + frame.plural() + " but of "
                    + crd.at("/spec/names/plural").asText("nothing"));
        }
        JsonNode versions = crd.at("/spec/versions");
        if (versions.size() != 1) {
            throw new IllegalArgumentException(frame.plural() + " has " + versions.size()
                    + " versions: this step was written for one, decide what differs between them");
        }
        finishVersion((ObjectNode) versions.get(0), frame);
        return crd;
    }

    private static void finishVersion(ObjectNode version, KindFrame frame) {
        ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
        SchemaFinish.finish(schema);
        schema.putArray("required").add("spec");
        nameOfObject(schema);
        describe(schema, frame.description());
        describe((ObjectNode) schema.at("/properties/spec"), "What is wanted.");
        describe((ObjectNode) schema.at("/properties/status"), "What is, written by the operator.");

        ArrayNode columns = version.putArray("additionalPrinterColumns");
        for (Column column : frame.columns()) {
            ObjectNode node = columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("jsonPath", column.jsonPath());
            if (column.wide()) {
                node.put("priority", 1);
            }
        }
        if (!frame.selectable().isEmpty()) {
            ArrayNode selectable = version.putArray("selectableFields");
            frame.selectable().forEach(path -> selectable.addObject().put("jsonPath", path));
        }
        frame.scale()
                .ifPresent(scale -> ((ObjectNode) version.get("subresources"))
                        .putObject("scale")
                        .put("specReplicasPath", scale.specReplicasPath())
                        .put("statusReplicasPath", scale.statusReplicasPath())
                        .put("labelSelectorPath", scale.labelSelectorPath()));
    }

    /** A rule may point only at what the schema has; without this the API server calls the field of a wrong name nil. */
    private static void nameOfObject(ObjectNode schema) {
        ObjectNode metadata = ((ObjectNode) schema.get("properties")).putObject("metadata");
        metadata.put("type", "object");
        metadata.putObject("properties")
                .putObject("name")
                .put("description", "Name of this object.")
                .put("maxLength", 253)
                .put("type", "string");
    }

    /** Puts the description first, where the generator puts it too. */
    private static void describe(ObjectNode schema, String description) {
        ObjectNode rest = schema.deepCopy();
        schema.removeAll();
        schema.put("description", description);
        schema.setAll(rest);
    }
}
