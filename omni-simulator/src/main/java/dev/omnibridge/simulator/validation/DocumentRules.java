package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What Talos' documents with a kind may be in a patch, since Omni 1.10 (resources.md 10). */
final class DocumentRules {

    private static final Set<String> FORBIDDEN = Set.of(
            "UnattendedInstallConfig",
            "DiscoveryIdentityConfig",
            "KubeClusterConfig",
            "KubeEtcdEncryptionConfig",
            "KubeAPIServerCAConfig",
            "KubeAggregatorCAConfig");

    private DocumentRules() {}

    static List<String> problems(JsonNode document) {
        String kind = document.path("kind").asText();
        if (FORBIDDEN.contains(kind)) {
            return List.of("the \"" + kind + "\" document is not allowed in the config patch");
        }
        if (kind.equals("KubeServiceAccountConfig")
                && !document.path("issuer").path("privateKey").isMissingNode()) {
            return List.of("overriding \"issuer.privateKey\" is not allowed in the config patch");
        }
        if (kind.equals("KubeTalosAPIAccessConfig")
                && MainDocumentRules.names(document.path("allowedRoles"), "os:admin")) {
            return List.of("element \"os:admin\" is not allowed in field \"allowedRoles\"");
        }
        return List.of();
    }
}
