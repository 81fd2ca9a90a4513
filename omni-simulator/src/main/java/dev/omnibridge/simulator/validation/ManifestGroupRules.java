package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.omnibridge.omni.proto.specs.KubernetesManifestGroupSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rules of Kubernetes manifest groups (resources.md 14). */
final class ManifestGroupRules implements Rules<KubernetesManifestGroupSpec> {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Override
    public ResourceType<KubernetesManifestGroupSpec> type() {
        return ResourceTypes.KUBERNETES_MANIFEST_GROUPS;
    }

    @Override
    public List<String> onCreate(Resource<KubernetesManifestGroupSpec> next) {
        List<String> problems = new ArrayList<>();
        if (next.spec().getMode() == KubernetesManifestGroupSpec.Mode.UNKNOWN) {
            problems.add("the manifest should have mode field set");
        }
        problems.addAll(LabelRules.missing(next, OmniKeys.CLUSTER));
        if (next.hasLabel(OmniKeys.PREFIX + "system-manifest")) {
            problems.add("label \"" + OmniKeys.PREFIX + "system-manifest\" is not allowed");
        }
        if (next.spec().getCompressedData().isEmpty()) {
            problems.addAll(text(next.spec().getData()));
        }
        return problems;
    }

    @Override
    public List<String> onUpdate(
            Resource<KubernetesManifestGroupSpec> old, Resource<KubernetesManifestGroupSpec> next) {
        return onCreate(next);
    }

    private static List<String> text(String text) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                if (document.isObject() && !document.path("kind").isTextual()) {
                    return List.of("error loading JSON manifest into unstructured: Object 'Kind' is missing in '"
                            + document + "'");
                }
                if (!document.isObject() && !document.isNull() && !document.isMissingNode()) {
                    return List.of("error loading JSON manifest into unstructured: a document is no object");
                }
            }
            return List.of();
        } catch (JacksonException e) {
            return List.of("error converting manifest to JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can't fail to be read", e);
        }
    }
}
