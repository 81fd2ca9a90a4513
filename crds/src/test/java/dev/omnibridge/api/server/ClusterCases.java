package dev.omnibridge.api.server;

import static dev.omnibridge.api.server.Base.CLUSTER;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What OmniCluster accepts and refuses. */
final class ClusterCases {
    private static final String VERSION = "version must look like 1.13.8 or v1.13.8";
    private static final String CLUSTER_NAME =
            "clusterName may hold letters, digits, '-' and '_', and begins and ends with a letter or digit";
    private static final String NAME_IN_KUBERNETES = " must be a name in Kubernetes: lower-case letters, digits, '-'"
            + " and '.', beginning and ending with a letter or digit";
    private static final String OBJECT_NAME = "metadata.name may have at most 63 characters, and no dots unless"
            + " spec.clusterName is set: it becomes the cluster's name in Omni";
    private static final String TTL = "ttl must be a duration like 1h30m, between 10m and 8760h";
    private static final String RESERVED = "keys with the prefix omni.sidero.dev/ or omnibridge.dev/ are reserved";
    private static final String KEYS = "keys may hold letters, digits, '.', '_', '/' and '-', at most 200 characters";
    private static final String CONTROL = "values may not hold control characters such as line breaks and tabs";

    private static final String IGNORED =
            "ignoreDifferences takes fields that are kept in Omni: spec.talos.version, spec.kubernetes.version,"
                    + " spec.features.<name>, spec.labels[<key>], spec.annotations[<key>], or one of these without its"
                    + " last part";

    private ClusterCases() {}

    static List<Case> all() {
        return Stream.of(
                        names(),
                        versions(),
                        features(),
                        keys("labels"),
                        keys("annotations"),
                        kubeconfig(),
                        policies(),
                        ignoredDifferences())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> names() {
        return List.of(
                creating("{}").accepted(),
                creating("spec: null").refused("spec", "Required value"),
                creating("spec: {connectionRef: {name: acme}}").accepted(),
                creating("spec: {connectionRef: {}}").refused("spec.connectionRef.name", "Required value"),
                creating("spec: {connectionRef: {name: Acme}}")
                        .refused("spec.connectionRef.name", "connectionRef.name" + NAME_IN_KUBERNETES),
                creating("spec: {clusterName: team_A-demo}").accepted(),
                creating("spec: {clusterName: a.b}").refused("spec.clusterName", CLUSTER_NAME),
                creating("spec: {clusterName: demo-}").refused("spec.clusterName", CLUSTER_NAME),
                creating("spec: {clusterName: ''}")
                        .refused("spec.clusterName", "spec.clusterName in body should be at least 1 chars long"),
                creating("spec: {clusterName: %s}".formatted("a".repeat(64)))
                        .refused("spec.clusterName", "Too long: may not be more than 63 bytes"),
                creating("metadata: {name: a.b}").refused("metadata.name", OBJECT_NAME),
                creating("metadata: {name: a.b}\nspec: {clusterName: a-b}").accepted(),
                creating("metadata: {name: %s}".formatted("a".repeat(63))).accepted(),
                creating("metadata: {name: %s}\nspec: {clusterName: a}".formatted("a".repeat(64)))
                        .refused("metadata.name", OBJECT_NAME));
    }

    private static List<Case> versions() {
        return List.of(
                creating("spec: {kubernetes: {version: v1.36.0-rc.1}, talos: {version: v1.13.8}}")
                        .accepted(),
                creating("spec: {kubernetes: null}").refused("spec.kubernetes", "Required value"),
                creating("spec: {talos: {version: null}}").refused("spec.talos.version", "Required value"),
                creating("spec: {kubernetes: {version: '1.35'}}").refused("spec.kubernetes.version", VERSION),
                creating("spec: {talos: {version: 1.13.08}}").refused("spec.talos.version", VERSION),
                creating("spec: {talos: {version: latest}}").refused("spec.talos.version", VERSION));
    }

    private static List<Case> features() {
        return List.of(
                creating("spec: {features: {}}").accepted(),
                creating("spec: {features: {enableWorkloadProxy: false, useEmbeddedDiscoveryService: true,"
                                + " diskEncryption: true}}")
                        .accepted());
    }

    /** The same for labels and annotations. */
    private static List<Case> keys(String field) {
        String path = "spec." + field;
        return List.of(
                creating("spec: {%s: {}}".formatted(field)).accepted(),
                creating("spec: {%s: {team: a, example.com/tier: '', A_b.c: 'x y'}}".formatted(field))
                        .accepted(),
                creating("spec: {%s: {omni.sidero.dev/x: a, b: c}}".formatted(field))
                        .refused(path, "'omni.sidero.dev/x': " + RESERVED),
                creating("spec: {%s: {omnibridge.dev/x: a}}".formatted(field))
                        .refused(path, "'omnibridge.dev/x': " + RESERVED),
                creating("spec: {%s: {-a: b, c: d}}".formatted(field)).refused(path, "'-a': " + KEYS),
                creating("spec: {%s: {%s: b}}".formatted(field, "k".repeat(201)))
                        .refused(path, KEYS),
                creating("spec: {%s: {a: \"b\\nc\"}}".formatted(field)).refused(path, "'a': " + CONTROL),
                creating("spec: {%s: {a: %s}}".formatted(field, "v".repeat(1024)))
                        .accepted(),
                creating("spec: {%s: {a: %s}}".formatted(field, "v".repeat(1025)))
                        .refused(path + ".a", "Too long: may not be more than 1024 bytes"),
                creating("spec: {%s: {%s}}".formatted(field, entries(64))).accepted(),
                creating("spec: {%s: {%s}}".formatted(field, entries(65)))
                        .refused(path, "Too many: 65: must have at most 64 items"));
    }

    private static List<Case> kubeconfig() {
        return List.of(
                kubeconfig("").accepted(),
                kubeconfig("enabled: false, secretName: demo.kubeconfig, user: jo@example.com, groups: [view, edit],"
                                + " ttl: 8760h")
                        .accepted(),
                kubeconfig("secretName: Demo")
                        .refused("spec.kubeconfig.secretName", "kubeconfig.secretName" + NAME_IN_KUBERNETES),
                kubeconfig("user: 'system:admin'")
                        .refused(
                                "spec.kubeconfig.user",
                                "user can't begin with system: — such names carry built-in power in Kubernetes"),
                kubeconfig("groups: []")
                        .refused(
                                "spec.kubeconfig.groups",
                                "spec.kubeconfig.groups in body should have at least 1 items"),
                kubeconfig("groups: [view, view]").refused("spec.kubeconfig.groups[1]", "Duplicate value: \"view\""),
                kubeconfig("groups: [%s]"
                                .formatted(IntStream.range(0, 33)
                                        .mapToObj(i -> "g" + i)
                                        .collect(Collectors.joining(","))))
                        .refused("spec.kubeconfig.groups", "Too many: 33: must have at most 32 items"),
                kubeconfig("ttl: 10m").accepted(),
                kubeconfig("ttl: ''").refused("spec.kubeconfig.ttl", TTL),
                kubeconfig("ttl: 9m").refused("spec.kubeconfig.ttl", TTL),
                kubeconfig("ttl: 8761h").refused("spec.kubeconfig.ttl", TTL),
                kubeconfig("ttl: 7d").refused("spec.kubeconfig.ttl", TTL),
                kubeconfig("ttl: 9999h999999m99999999s").refused("spec.kubeconfig.ttl", TTL));
    }

    private static List<Case> ignoredDifferences() {
        return List.of(
                ignoring("").accepted(),
                ignoring(
                                "spec.talos.version, spec.kubernetes, spec.features.diskEncryption, 'spec.labels[example.com/a]',"
                                        + " spec.annotations")
                        .accepted(),
                ignoring("spec.talos, spec.paused").refused("spec.ignoreDifferences", "'spec.paused': " + IGNORED),
                ignoring("talos.version").refused("spec.ignoreDifferences", IGNORED),
                ignoring("spec.labels.team").refused("spec.ignoreDifferences", IGNORED),
                ignoring("spec.talos, spec.talos")
                        .refused("spec.ignoreDifferences[1]", "Duplicate value: \"spec.talos\""));
    }

    private static Case.Request ignoring(String paths) {
        return creating("spec: {ignoreDifferences: [%s]}".formatted(paths));
    }

    private static List<Case> policies() {
        return List.of(
                creating("spec: {paused: true, managementPolicy: Observe, adoptionPolicy: IfUnclaimed,"
                                + " deletionPolicy: Delete, deletionProtection: true}")
                        .accepted(),
                creating("spec: {managementPolicy: ApplyOnly}").accepted(),
                creating("spec: {managementPolicy: Watch}")
                        .refused(
                                "spec.managementPolicy",
                                "Unsupported value: \"Watch\": supported values: \"ApplyOnly\", \"Enforce\", \"Observe\""),
                creating("spec: {adoptionPolicy: Always}")
                        .refused(
                                "spec.adoptionPolicy",
                                "Unsupported value: \"Always\": supported values: \"IfUnclaimed\", \"Never\""),
                creating("spec: {deletionPolicy: delete}")
                        .refused(
                                "spec.deletionPolicy",
                                "Unsupported value: \"delete\": supported values: \"Delete\", \"Retain\""));
    }

    private static String entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + ": v").collect(Collectors.joining(", "));
    }

    private static Case.Request creating(String change) {
        return Case.creating(CLUSTER, change);
    }

    private static Case.Request kubeconfig(String fields) {
        return creating("spec: {kubeconfig: {%s}}".formatted(fields));
    }
}
