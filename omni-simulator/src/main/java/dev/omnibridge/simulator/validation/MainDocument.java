package dev.omnibridge.simulator.validation;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Talos' main document, the one without a kind. Of its fields the uppermost two levels are known here. */
final class MainDocument {

    /** Fields of Talos' main document, two levels deep; an empty set means that the field is no mapping or not looked into. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "version",
            Set.of(),
            "debug",
            Set.of(),
            "persist",
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

    private static final Map<String, String> SECTIONS =
            Map.of("machine", "v1alpha1.MachineConfig", "cluster", "v1alpha1.ClusterConfig");
    private static final Set<String> SWITCHES = Set.of("debug", "persist");

    private MainDocument() {}

    /** What is wrong with it, in the words of Talos' decoder. */
    static Optional<String> problem(MappingNode document) {
        return document.getValue().stream()
                .flatMap(field -> mistyped(TalosDocuments.key(field), field.getValueNode()).stream())
                .findFirst()
                .or(() -> twice(document))
                .map(problem -> "error decoding  to *v1alpha1.Config: yaml: construct errors: " + problem)
                .or(() -> unknown(document));
    }

    private static Optional<String> mistyped(String field, Node value) {
        boolean isSection = SECTIONS.containsKey(field) && !(value instanceof MappingNode) && !isNull(value);
        boolean isSwitch = SWITCHES.contains(field) && !value.getTag().equals(Tag.BOOL) && !isNull(value);
        if (!isSection && !isSwitch) {
            return Optional.empty();
        }
        String found = "!!" + value.getTag().getValue().replaceFirst(".*:", "")
                + (value instanceof ScalarNode scalar ? " `" + scalar.getValue() + "`" : "");
        return Optional.of("line " + line(value) + ": cannot construct " + found + " into "
                + SECTIONS.getOrDefault(field, "bool"));
    }

    private static Optional<String> twice(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, Node> seen = new HashMap<>();
                for (NodeTuple field : mapping.getValue()) {
                    Node first = seen.putIfAbsent(TalosDocuments.key(field), field.getKeyNode());
                    if (first != null) {
                        yield Optional.of("line " + line(field.getKeyNode()) + ": mapping key \""
                                + TalosDocuments.key(field) + "\" already defined at line " + line(first));
                    }
                }
                yield first(mapping.getValue().stream().map(NodeTuple::getValueNode));
            }
            case SequenceNode sequence -> first(sequence.getValue().stream());
            default -> Optional.empty();
        };
    }

    private static Optional<String> first(Stream<Node> nodes) {
        return nodes.flatMap(node -> twice(node).stream()).findFirst();
    }

    private static Optional<String> unknown(MappingNode document) {
        List<NodeTuple> unknown = new ArrayList<>();
        for (NodeTuple field : document.getValue()) {
            Set<String> known = KNOWN.getOrDefault(TalosDocuments.key(field), Set.of());
            if (!KNOWN.containsKey(TalosDocuments.key(field))) {
                unknown.add(field);
            } else if (!known.isEmpty() && field.getValueNode() instanceof MappingNode section) {
                List<NodeTuple> fields = section.getValue().stream()
                        .filter(inner -> !known.contains(TalosDocuments.key(inner)))
                        .toList();
                if (!fields.isEmpty()) {
                    unknown.add(new NodeTuple(field.getKeyNode(), mapping(fields)));
                }
            }
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("unknown keys found during decoding:\n" + text(mapping(unknown)));
    }

    private static MappingNode mapping(List<NodeTuple> fields) {
        return new MappingNode(Tag.MAP, fields, FlowStyle.BLOCK);
    }

    private static String text(Node node) {
        DumperOptions options = new DumperOptions();
        options.setIndent(4);
        options.setIndicatorIndent(4);
        options.setIndentWithIndicator(true);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(node, text);
        return text.toString();
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
