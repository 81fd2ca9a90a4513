package dev.omnibridge.operator.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of the operator: how each is called, what it may be, and what it is by default. The reference page is written from here. */
enum Setting {
    INSTANCE(
            "instance",
            null,
            "lower-case letters, digits and dashes, at most 63 characters, beginning and ending with a letter or digit",
            "Name of this operator, part of every claim in Omni. It must be the same after a rebuild of the management"
                    + " cluster, and another one for every other operator that works in the same Omni account."),
    NAMESPACE(
            "namespace",
            "omnibridge",
            "the name of a namespace",
            "The operator's own namespace. Secrets and ConfigMaps that an OmniConnection names are read here and"
                    + " nowhere else. The manifests give the rights to do so in omnibridge: change both together."),
    SERVED_NAMESPACES(
            "served-namespaces",
            "*",
            "names of namespaces, separated by commas, or * for all",
            "Namespaces whose OmniClusters and OmniMachineSets are worked on."),
    ALLOW_INSECURE_ENDPOINTS(
            "allow-insecure-endpoints",
            "false",
            "true or false",
            "Whether an OmniConnection may name an endpoint without TLS (http or grpc)."),
    LEADER_ELECTION(
            "leader-election",
            "true",
            "true or false",
            "Whether the processes of this operator agree by a Lease in its namespace which of them works; the others"
                    + " stand by. With false, make sure that never two of them run."),
    LOG_FORMAT(
            "log-format",
            "text",
            "text or json",
            "How the log is written, one line for each event. The manifests set json."),
    TRACES_ENDPOINT(
            "traces-endpoint",
            "off",
            "off, or an http or https URL without user, query and fragment; without a path, /v1/traces is meant",
            "Receiver of OpenTelemetry traces, by OTLP over HTTP, such as http://collector.observability:4318. With off,"
                    + " none are made."),
    RECONCILE_THREADS(
            "reconcile-threads", "10", "a number from 1 to 64", "How many objects are worked on at the same time."),
    HEALTH_PORT(
            "health-port",
            "8081",
            "a number from 0 to 65535; 0 takes any free port",
            "Port of /livez, /readyz and /metrics, on all addresses. The probes of the Deployment ask on 8081: change"
                    + " both together.");

    private final String key;
    private final Optional<String> byDefault;
    private final String allowed;
    private final String description;

    Setting(String key, @Nullable String byDefault, String allowed, String description) {
        this.key = key;
        this.byDefault = Optional.ofNullable(byDefault);
        this.allowed = allowed;
        this.description = description;
    }

    /** Key in the configuration file. */
    String key() {
        return key;
    }

    /** Variable in the environment. */
    String variable() {
        return "OMNIBRIDGE_" + name();
    }

    /** Value where nothing is said; empty if something must be said. */
    Optional<String> byDefault() {
        return byDefault;
    }

    /** What it may be, for people. */
    String allowed() {
        return allowed;
    }

    String description() {
        return description;
    }
}
