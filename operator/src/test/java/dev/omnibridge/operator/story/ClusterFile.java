package dev.omnibridge.operator.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file with a cluster and its sets, as somebody would commit it. Each change makes another file.
 *
 * @param name of the OmniCluster
 * @param lines of its spec
 * @param sets the manifests of its sets
 */
record ClusterFile(String name, List<String> lines, List<String> sets) {

    ClusterFile {
        lines = List.copyOf(lines);
        sets = List.copyOf(sets);
    }

    /** A cluster without sets, through the connection of the test. */
    static ClusterFile of(String name) {
        return new ClusterFile(
                name,
                List.of(
                        "connectionRef: {name: $connection}",
                        "kubernetes: {version: 1.35.6}",
                        "talos: {version: 1.13.8}"),
                List.of());
    }

    /** With a further line of the OmniCluster's spec. */
    ClusterFile with(String line) {
        return new ClusterFile(name, appended(lines, line), sets);
    }

    /** With a control plane of class {@code small}. */
    ClusterFile controlPlanes(int replicas) {
        return set("control-planes", "role: ControlPlane", "machineClass: {name: small, replicas: " + replicas + "}");
    }

    /** With a set {@code <name>-workers} of class {@code big}. */
    ClusterFile workers(int replicas, String... more) {
        return workers("workers", replicas, more);
    }

    /** With a worker set of class {@code big}, whose object is named {@code <name>-<suffix>}. */
    ClusterFile workers(String suffix, int replicas, String... more) {
        return set(
                suffix,
                Stream.concat(
                                Stream.of("role: Worker", "machineClass: {name: big, replicas: " + replicas + "}"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    /** With a set {@code <name>-workers} of exactly these machines. */
    ClusterFile machines(List<String> ids) {
        return set("workers", "role: Worker", "machines: [" + String.join(", ", ids) + "]");
    }

    /** With a worker set of exactly these machines and this name in Omni, whose object is named {@code <name>-<suffix>}. */
    ClusterFile machines(String suffix, List<String> ids, String name) {
        return set(suffix, "role: Worker", "name: " + name, "machines: [" + String.join(", ", ids) + "]");
    }

    /** With a control plane of exactly this machine. */
    ClusterFile controlPlanesOf(String machine) {
        return set("control-planes", "role: ControlPlane", "machines: [" + machine + "]");
    }

    /** The OmniCluster alone. */
    String cluster() {
        return document("OmniCluster", name, lines);
    }

    /** The whole file. */
    String yaml() {
        return String.join("---\n", documents());
    }

    /** The parts of the file, the cluster first. */
    List<String> documents() {
        return appended(List.of(cluster()), sets.toArray(String[]::new));
    }

    private ClusterFile set(String suffix, String... setLines) {
        List<String> spec = appended(List.of("clusterRef: {name: " + name + "}"), setLines);
        return new ClusterFile(name, lines, appended(sets, document("OmniMachineSet", name + "-" + suffix, spec)));
    }

    private static String document(String kind, String name, List<String> spec) {
        return """
                apiVersion: omnibridge.dev/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                  %s
                """.formatted(kind, name, String.join("\n  ", spec));
    }

    private static List<String> appended(List<String> list, String... more) {
        List<String> result = new ArrayList<>(list);
        result.addAll(List.of(more));
        return List.copyOf(result);
    }
}
