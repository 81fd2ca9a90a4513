package dev.omnibridge.api.schema;

import static dev.omnibridge.api.schema.Column.AGE;
import static dev.omnibridge.api.schema.Column.READY;
import static dev.omnibridge.api.schema.Column.STATUS;
import static dev.omnibridge.api.schema.Column.condition;
import static dev.omnibridge.api.schema.Column.integer;
import static dev.omnibridge.api.schema.Column.text;

import java.util.List;
import java.util.Optional;

/** What a CRD says about a kind around its schema, in the order in which people see it. */
record KindFrame(
        String plural, String description, List<Column> columns, List<String> selectable, Optional<Scale> scale) {

    /** The paths behind the {@code /scale} subresource. */
    record Scale(String specReplicasPath, String statusReplicasPath, String labelSelectorPath) {}

    private static final KindFrame CONNECTION = new KindFrame(
            "omniconnections",
            "An Omni account that clusters are made in.",
            List.of(
                    READY,
                    STATUS,
                    text("Omni", ".status.omni.version"),
                    text("Role", ".status.identity.role"),
                    integer("Clusters", ".status.clusters.managed"),
                    integer("Free", ".status.machines.available"),
                    integer("Machines", ".status.machines.total"),
                    AGE,
                    text("Endpoint", ".spec.endpoint").onlyWide()),
            List.of(),
            Optional.empty());

    private static final KindFrame CLUSTER = new KindFrame(
            "omniclusters",
            "One cluster in Omni. Its machines come from OmniMachineSet objects that refer to it.",
            List.of(
                    READY,
                    STATUS,
                    text("Machines", ".status.machines.summary"),
                    text("Talos", ".status.talos.version"),
                    text("Kubernetes", ".status.kubernetes.version"),
                    AGE,
                    text("Synced", condition("Synced", "status")).onlyWide(),
                    text("Omni Name", ".status.clusterName").onlyWide(),
                    text("Deletion", ".status.policy.deletion").onlyWide()),
            List.of(".spec.clusterName", ".spec.connectionRef.name", ".status.clusterName"),
            Optional.empty());

    private static final KindFrame MACHINE_SET = new KindFrame(
            "omnimachinesets",
            "The control plane or a group of workers of an OmniCluster in the same namespace.",
            List.of(
                    text("Cluster", ".spec.clusterRef.name"),
                    READY,
                    STATUS,
                    text("Machines", ".status.machines.summary"),
                    AGE,
                    text("Role", ".spec.role").onlyWide(),
                    text("Class", ".spec.machineClass.name").onlyWide(),
                    integer("Allocated", ".status.machines.allocated").onlyWide()),
            List.of(".spec.clusterRef.name", ".spec.role", ".status.machineSetID"),
            Optional.of(new Scale(".spec.machineClass.replicas", ".status.machines.allocated", ".status.selector")));

    static List<KindFrame> all() {
        return List.of(CONNECTION, CLUSTER, MACHINE_SET);
    }

    String fileName() {
        return plural + ".yaml";
    }
}
