package dev.omnibridge.simulator.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the Talos document without a kind may hold in a patch (resources.md 10). */
final class MainDocumentRules {

    /** Fields of Talos' main document, two levels deep; an empty set means that the field is no mapping or not looked into. */
    static final Map<String, Set<String>> KNOWN = Map.of(
            "version",
            Set.of(),
            "debug",
            Set.of(),
            "persist",
            Set.of(),
            "$patch",
            Set.of(),
            "machine",
            Set.of(
                    "acceptedCAs",
                    "baseRuntimeSpecOverrides",
                    "ca",
                    "certSANs",
                    "controlPlane",
                    "disks",
                    "env",
                    "features",
                    "files",
                    "install",
                    "kernel",
                    "kubelet",
                    "logging",
                    "network",
                    "nodeAnnotations",
                    "nodeLabels",
                    "nodeTaints",
                    "pods",
                    "registries",
                    "seccompProfiles",
                    "sysctls",
                    "sysfs",
                    "systemDiskEncryption",
                    "time",
                    "token",
                    "type",
                    "udev"),
            "cluster",
            Set.of(
                    "acceptedCAs",
                    "adminKubeconfig",
                    "aescbcEncryptionSecret",
                    "aggregatorCA",
                    "allowSchedulingOnControlPlanes",
                    "allowSchedulingOnMasters",
                    "apiServer",
                    "ca",
                    "clusterName",
                    "controlPlane",
                    "controllerManager",
                    "coreDNS",
                    "discovery",
                    "etcd",
                    "externalCloudProvider",
                    "extraManifestHeaders",
                    "extraManifests",
                    "id",
                    "inlineManifests",
                    "network",
                    "proxy",
                    "scheduler",
                    "secret",
                    "secretboxEncryptionSecret",
                    "serviceAccount",
                    "token"));

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
