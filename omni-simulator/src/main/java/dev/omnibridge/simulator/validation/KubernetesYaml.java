package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** YAML of Kubernetes objects, and what Go's libraries say about what is none. */
final class KubernetesYaml {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private KubernetesYaml() {}

    /**
     * The documents of a text; empty ones are left out.
     *
     * @throws IllegalArgumentException if it is no YAML; the message is in the words of Go's library where they are known
     */
    static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                JsonNode document = YAML.readTree(parser);
                if (!document.isNull() && !document.isMissingNode()) {
                    documents.add(document);
                }
            }
            return documents;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("yaml: line " + e.getLocation().getLineNr() + ": " + reason(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can't fail to be read", e);
        }
    }

    /** What Go says where it finds a value it can't take for this place and type. */
    static String mismatch(JsonNode found, String place) {
        String kind = switch (found.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case OBJECT -> "object";
            default -> "string";
        };
        return "json: cannot unmarshal " + kind + " into Go " + place;
    }

    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage();
        return message.contains("expected the node content")
                ? "did not find expected node content"
                : message.lines().findFirst().orElse("unreadable");
    }
}
