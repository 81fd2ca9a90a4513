package dev.omnibridge.api.server;

import static dev.omnibridge.api.server.Base.CONNECTION;

import java.util.List;

/** What OmniConnection accepts and refuses. */
final class ConnectionCases {
    private static final String ENDPOINT = "endpoint must look like https://acme.omni.siderolabs.io or"
            + " https://omni.example.com:443, without user, path or query";
    private static final String ONE_SOURCE =
            "set exactly one of credentials.secretRef or credentials.fromEnvironment: true";
    private static final String WINDOW = "window must be a duration like 1h30m, between 10m and 168h";
    private static final String KEY = "key may hold letters, digits, '-', '_' and '.'";
    private static final String NAME = " must be a name in Kubernetes: lower-case letters, digits, '-' and '.',"
            + " beginning and ending with a letter or digit";

    private ConnectionCases() {}

    static List<Case> all() {
        return List.of(
                creating("{}").accepted(),
                creating("spec: null").refused("spec", "Required value"),
                endpoint("https://omni.example.com:443/").accepted(),
                endpoint("grpc://[2001:db8::1]:8443").accepted(),
                endpoint("http://omni.internal:8080").accepted(),
                endpoint("acme.omni.siderolabs.io").refused("spec.endpoint", ENDPOINT),
                endpoint("https://jo@acme.omni.siderolabs.io").refused("spec.endpoint", ENDPOINT),
                endpoint("https://acme.omni.siderolabs.io/omni").refused("spec.endpoint", ENDPOINT),
                endpoint("https://acme.omni.siderolabs.io?x=y").refused("spec.endpoint", ENDPOINT),
                endpoint("https://" + "a".repeat(246))
                        .refused("spec.endpoint", "Too long: may not be more than 253 bytes"),
                creating("spec: {endpoint: null}").refused("spec.endpoint", "Required value"),
                creating("spec: {credentials: null}").refused("spec.credentials", "Required value"),
                creating("spec: {credentials: {secretRef: null}}").refused("spec.credentials", ONE_SOURCE),
                creating("spec: {credentials: {fromEnvironment: true}}").refused("spec.credentials", ONE_SOURCE),
                creating("spec: {credentials: {fromEnvironment: false}}").accepted(),
                creating("metadata: {name: default}\nspec: {credentials: {secretRef: null, fromEnvironment: true}}")
                        .accepted(),
                creating("spec: {credentials: {secretRef: null, fromEnvironment: true}}")
                        .refused(
                                "spec.credentials.fromEnvironment",
                                "only the connection named default can take its credentials from the operator's"
                                        + " environment"),
                creating("spec: {credentials: {secretRef: {key: omni.key_1}}}").accepted(),
                creating("spec: {credentials: {secretRef: {key: a/b}}}").refused("spec.credentials.secretRef.key", KEY),
                creating("spec: {credentials: {secretRef: {name: My_Secret}}}")
                        .refused("spec.credentials.secretRef.name", "secretRef.name" + NAME),
                creating("metadata: {name: %s}".formatted("a".repeat(64)))
                        .refused(
                                "metadata.name",
                                "the name of an OmniConnection is used as a label value: at most 63 characters"),
                ca("configMapKeyRef: {name: ca, key: ca.crt}").accepted(),
                ca("secretKeyRef: {name: ca, key: ca.crt}").accepted(),
                ca("configMapKeyRef: {name: ca, key: a}, secretKeyRef: {name: ca, key: a}")
                        .refused("spec.tls.caBundle", "set exactly one of configMapKeyRef or secretKeyRef"),
                ca("").refused("spec.tls.caBundle", "set exactly one of configMapKeyRef or secretKeyRef"),
                ca("secretKeyRef: {name: ca}").refused("spec.tls.caBundle.secretKeyRef.key", "Required value"),
                ca("secretKeyRef: {name: CA, key: a}").refused("spec.tls.caBundle.secretKeyRef.name", "name" + NAME),
                ca("configMapKeyRef: {name: ca, key: 'a b'}").refused("spec.tls.caBundle.configMapKeyRef.key", KEY),
                creating("spec: {defaults: {managementPolicy: Observe, deletionPolicy: Delete}}")
                        .accepted(),
                creating("spec: {defaults: {managementPolicy: Enforced}}")
                        .refused(
                                "spec.defaults.managementPolicy",
                                "Unsupported value: \"Enforced\": supported values: \"ApplyOnly\", \"Enforce\", \"Observe\""),
                creating("spec: {defaults: {deletionPolicy: Orphan}}")
                        .refused(
                                "spec.defaults.deletionPolicy",
                                "Unsupported value: \"Orphan\": supported values: \"Delete\", \"Retain\""),
                creating("spec: {paused: true}").accepted(),
                brake("clusters: 1, machines: 1, machinesPercent: 100, window: 10m")
                        .accepted(),
                brake("window: 168h").accepted(),
                brake("window: 9m59s").refused("spec.releaseBrake.window", WINDOW),
                brake("window: 168h1s").refused("spec.releaseBrake.window", WINDOW),
                brake("window: 1 hour").refused("spec.releaseBrake.window", WINDOW),
                brake("window: 99999h").refused("spec.releaseBrake.window", WINDOW),
                budget("clusters: 1, window: 10m").accepted(),
                budget("clusters: 100, window: 168h").accepted(),
                budget("clusters: 0").refused("spec.disruptionBudget.clusters", atLeast(1)),
                budget("clusters: 101")
                        .refused(
                                "spec.disruptionBudget.clusters",
                                "spec.disruptionBudget.clusters in body should be less than or equal to 100"),
                budget("window: 9m59s").refused("spec.disruptionBudget.window", WINDOW),
                budget("window: 168h1s").refused("spec.disruptionBudget.window", WINDOW),
                brake("clusters: 0").refused("spec.releaseBrake.clusters", atLeast(1)),
                brake("machines: 0").refused("spec.releaseBrake.machines", atLeast(1)),
                brake("machinesPercent: 0").refused("spec.releaseBrake.machinesPercent", atLeast(1)),
                brake("machinesPercent: 101")
                        .refused(
                                "spec.releaseBrake.machinesPercent",
                                "spec.releaseBrake.machinesPercent in body should be less than or equal to 100"));
    }

    private static String atLeast(int minimum) {
        return "should be greater than or equal to " + minimum;
    }

    private static Case.Request creating(String change) {
        return Case.creating(CONNECTION, change);
    }

    private static Case.Request endpoint(String url) {
        return creating("spec: {endpoint: '%s'}".formatted(url));
    }

    private static Case.Request ca(String source) {
        return creating("spec: {tls: {caBundle: {%s}}}".formatted(source));
    }

    private static Case.Request budget(String fields) {
        return creating("spec: {disruptionBudget: {%s}}".formatted(fields));
    }

    private static Case.Request brake(String fields) {
        return creating("spec: {releaseBrake: {%s}}".formatted(fields));
    }
}
