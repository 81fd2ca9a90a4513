package dev.omnibridge.api.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The smallest valid object of each kind. */
enum Base {
    CONNECTION("OmniConnection", """
            spec:
              endpoint: https://acme.omni.siderolabs.io
              credentials: {secretRef: {name: omni}}
            """),
    CLUSTER("OmniCluster", """
            spec:
              kubernetes: {version: 1.35.2}
              talos: {version: 1.13.8}
            """),
    WORKERS("OmniMachineSet", """
            spec:
              clusterRef: {name: demo}
              role: Worker
              machineClass: {name: big, replicas: 3}
            """),
    CONTROL_PLANE("OmniMachineSet", """
            spec:
              clusterRef: {name: demo}
              role: ControlPlane
              machineClass: {name: small, replicas: 3}
            """);

    private final String kind;
    private final String spec;

    Base(String kind, String spec) {
        this.kind = kind;
        this.spec = spec;
    }

    String kind() {
        return kind;
    }

    ObjectNode object() {
        ObjectNode object = Yaml.parse(spec).deepCopy();
        object.put("apiVersion", "omnibridge.dev/v1alpha1").put("kind", kind);
        object.putObject("metadata").put("name", "demo");
        return object;
    }
}
