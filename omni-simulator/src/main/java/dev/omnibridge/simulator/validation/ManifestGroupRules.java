package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.omni.proto.specs.KubernetesManifestGroupSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.List;
import java.util.Optional;

/** Rules of Kubernetes manifest groups (resources.md 14). Only the first problem is told. */
final class ManifestGroupRules implements Rules<KubernetesManifestGroupSpec> {

    private static final String SYSTEM_MANIFEST = OmniKeys.PREFIX + "system-manifest";

    @Override
    public ResourceType<KubernetesManifestGroupSpec> type() {
        return ResourceTypes.KUBERNETES_MANIFEST_GROUPS;
    }

    @Override
    public List<String> onCreate(Resource<KubernetesManifestGroupSpec> next) {
        return problem(next).map(List::of).orElse(List.of());
    }

    @Override
    public List<String> onUpdate(
            Resource<KubernetesManifestGroupSpec> old, Resource<KubernetesManifestGroupSpec> next) {
        return onCreate(next);
    }

    private static Optional<String> problem(Resource<KubernetesManifestGroupSpec> next) {
        if (next.spec().getMode() == KubernetesManifestGroupSpec.Mode.UNKNOWN) {
            return Optional.of("the manifest should have mode field set");
        }
        if (!next.hasLabel(OmniKeys.CLUSTER)) {
            return Optional.of("the resource must have " + OmniKeys.CLUSTER + " label set");
        }
        if (next.hasLabel(SYSTEM_MANIFEST)) {
            return Optional.of("system manifests can't be created by the user");
        }
        // what is compressed is not looked into: this project always writes plain text
        return next.spec().getCompressedData().isEmpty() ? text(next.spec().getData()) : Optional.empty();
    }

    private static Optional<String> text(String text) {
        try {
            return KubernetesYaml.documents(text).stream()
                    .flatMap(document -> object(document).stream())
                    .findFirst()
                    .map(problem -> "error loading JSON manifest into unstructured: " + problem);
        } catch (IllegalArgumentException e) {
            return Optional.of("error converting manifest to JSON: " + e.getMessage());
        }
    }

    private static Optional<String> object(JsonNode document) {
        if (!document.isObject()) {
            return Optional.of(KubernetesYaml.mismatch(document, "value of type map[string]interface {}"));
        }
        return document.path("kind").isTextual()
                ? Optional.empty()
                : Optional.of("Object 'Kind' is missing in '" + document + "'");
    }
}
