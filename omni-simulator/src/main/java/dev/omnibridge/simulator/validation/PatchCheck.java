package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The check of a config patch's text, the same for stored patches and for {@code ValidateConfig} (resources.md 10): it must be YAML documents of
 * a Talos configuration, and leave alone what Omni keeps in its own hands. Of Talos' schema only the first two levels are known here.
 */
public final class PatchCheck {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final OmniVersion version;

    /** The check as of a generation of Omni. */
    public PatchCheck(OmniVersion version) {
        this.version = version;
    }

    /** What is wrong with a text. */
    public List<String> problems(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
            while (all.hasNextValue()) {
                JsonNode document = all.nextValue();
                if (!document.isNull() && !document.isMissingNode()) {
                    documents.add(document);
                }
            }
        } catch (JacksonException e) {
            return List.of("decode error: " + reason(e));
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can't fail to be read", e);
        }
        if (documents.isEmpty()) {
            return List.of("config not found");
        }
        return problems(text, documents);
    }

    private List<String> problems(String text, List<JsonNode> documents) {
        List<String> problems = new ArrayList<>();
        boolean isMainSeen = false;
        for (int i = 0; i < documents.size(); i++) {
            JsonNode document = documents.get(i);
            if (!document.isObject()) {
                return List.of("decode error: document " + (i + 1) + " is no mapping");
            }
            if (document.has("kind")) {
                if (version.isAtLeast(OmniVersion.V1_10)) {
                    problems.addAll(DocumentRules.problems(document));
                }
            } else if (isMainSeen) {
                return List.of("duplicate document /v1alpha1/ is not allowed (line " + line(text, i) + ")");
            } else {
                isMainSeen = true;
                problems.addAll(unknown(document));
                problems.addAll(MainDocumentRules.problems(document, version));
            }
        }
        return problems;
    }

    private static List<String> unknown(JsonNode document) {
        List<String> unknown = new ArrayList<>();
        document.properties().forEach(entry -> {
            Set<String> known = MainDocumentRules.KNOWN.getOrDefault(entry.getKey(), Set.of());
            if (!MainDocumentRules.KNOWN.containsKey(entry.getKey())) {
                unknown.add(entry.getKey());
            } else if (!known.isEmpty() && entry.getValue().isObject()) {
                entry.getValue().fieldNames().forEachRemaining(field -> {
                    if (!known.contains(field) && !field.equals("$patch")) {
                        unknown.add(entry.getKey() + "." + field);
                    }
                });
            }
        });
        return unknown.isEmpty()
                ? List.of()
                : List.of("unknown keys found during decoding: " + String.join(", ", unknown));
    }

    /** Line on which a document begins, counted from 1. */
    private static int line(String text, int document) {
        int seen = text.startsWith("---") ? -1 : 0;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("---")) {
                seen++;
                if (seen == document) {
                    return i + 2;
                }
            }
        }
        return 1;
    }

    private static String reason(JacksonException e) {
        String problem = e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("unreadable")
                .replace("values are not allowed here", "values are not allowed in this context");
        return "go-yaml load error in scanner at L" + e.getLocation().getLineNr() + ".C"
                + e.getLocation().getColumnNr() + ": " + problem;
    }
}
