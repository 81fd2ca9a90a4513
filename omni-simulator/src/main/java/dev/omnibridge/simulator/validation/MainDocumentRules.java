package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.util.ArrayList;
import java.util.List;

/** What the Talos document without a kind may hold in a patch (resources.md 10). */
final class MainDocumentRules {

    private static final List<String> FORBIDDEN = List.of(
            "cluster.clusterName",
            "cluster.id",
            "cluster.controlPlane.endpoint",
            "cluster.token",
            "cluster.secret",
            "cluster.aescbcEncryptionSecret",
            "cluster.secretboxEncryptionSecret",
            "cluster.acceptedCAs",
            "machine.token",
            "machine.ca",
            "machine.type",
            "machine.install.extensions",
            "machine.acceptedCAs");

    private MainDocumentRules() {}

    static List<String> problems(JsonNode document, OmniVersion version) {
        List<String> paths = new ArrayList<>(FORBIDDEN);
        if (version.isAtLeast(OmniVersion.V1_10)) {
            paths.addAll(List.of("cluster.ca", "cluster.serviceAccount"));
        }
        if (version.isAtLeast(OmniVersion.MAIN)) {
            paths.add("machine.install.disk");
        }
        List<String> problems = new ArrayList<>();
        for (String path : paths) {
            if (!at(document, path).isMissingNode()) {
                problems.add("overriding \"" + path + "\" is not allowed in the config patch");
            }
        }
        String roles = "machine.features.kubernetesTalosAPIAccess.allowedRoles";
        if (names(at(document, roles), "os:admin")) {
            problems.add("element \"os:admin\" is not allowed in field \"" + roles + "\"");
        }
        return problems;
    }

    static boolean names(JsonNode list, String element) {
        for (JsonNode item : list) {
            if (item.asText().equals(element)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode at(JsonNode document, String path) {
        JsonNode node = document;
        for (String field : path.split("\\.", -1)) {
            node = node.path(field);
        }
        return node;
    }
}
