package dev.omnibridge.api.server;

import static dev.omnibridge.api.server.Base.CLUSTER;
import static dev.omnibridge.api.server.Base.CONTROL_PLANE;
import static dev.omnibridge.api.server.Base.WORKERS;

import java.util.List;

/** What may be changed in a stored object and what may not, by people and by the operator. */
final class UpdateCases {
    private static final String CLUSTER_NAME = "clusterName can't be changed or removed once set";
    private static final String CLUSTER_NAME_IN_OMNI =
            "clusterName can only be set to the name the cluster already has in Omni: see status.clusterName";
    private static final String CONNECTION =
            "connectionRef can't be changed: it would abandon the cluster in one account and make another elsewhere";
    private static final String ENCRYPTION = "features.diskEncryption can't be changed or removed once set: Omni"
            + " decides it when the cluster is created";
    private static final String SET_NAME = "name can't be changed or removed once set";
    private static final String SET_NAME_IN_OMNI =
            "name can only be set to the name the set already has in Omni: see status.name";
    private static final String ID = MachineSetCases.id(1);

    private UpdateCases() {}

    /** R11: an edit that would abandon a cluster and aim at another one. */
    static List<Case> ofNamesAndAccounts() {
        return List.of(
                cluster("spec: {clusterName: a}", "spec: {clusterName: b}").refused("spec.clusterName", CLUSTER_NAME),
                cluster("spec: {clusterName: a}", "spec: {clusterName: null}")
                        .refused("spec.clusterName", CLUSTER_NAME),
                cluster("{}", "spec: {clusterName: demo}").accepted(),
                cluster("status: {clusterName: team-a-demo}", "spec: {clusterName: team-a-demo}")
                        .accepted(),
                cluster("status: {clusterName: team-a-demo}", "spec: {clusterName: demo}")
                        .refused("spec.clusterName", CLUSTER_NAME_IN_OMNI),
                cluster("{}", "spec: {connectionRef: {name: default}}").accepted(),
                cluster("spec: {connectionRef: {name: default}}", "spec: {connectionRef: null}")
                        .accepted(),
                cluster("{}", "spec: {connectionRef: {name: other}}").refused("spec.connectionRef", CONNECTION),
                cluster("spec: {connectionRef: {name: a}}", "spec: {connectionRef: {name: b}}")
                        .refused("spec.connectionRef", CONNECTION),
                cluster("spec: {connectionRef: {name: a}}", "spec: {connectionRef: null}")
                        .refused("spec.connectionRef", CONNECTION),
                workers("{}", "spec: {clusterRef: {name: other}}")
                        .refused(
                                "spec.clusterRef",
                                "clusterRef can't be changed: create another OmniMachineSet for the other cluster"),
                workers("spec: {name: a}", "spec: {name: b}").refused("spec.name", SET_NAME),
                workers("spec: {name: a}", "spec: {name: null}").refused("spec.name", SET_NAME),
                workers("status: {name: workers}", "spec: {name: workers}").accepted(),
                workers("status: {name: workers}", "spec: {name: other}").refused("spec.name", SET_NAME_IN_OMNI));
    }

    static List<Case> ofTheRest() {
        return List.of(
                cluster("{}", "spec: {kubernetes: {version: 1.36.0}, talos: {version: 1.14.0}}")
                        .accepted(),
                cluster("{}", "spec: {features: {diskEncryption: true}}").accepted(),
                cluster("spec: {features: {diskEncryption: true}}", "spec: {features: {diskEncryption: false}}")
                        .refused("spec.features.diskEncryption", ENCRYPTION),
                cluster("spec: {features: {diskEncryption: false}}", "spec: {features: null}")
                        .refused("spec.features.diskEncryption", ENCRYPTION),
                cluster("spec: {features: {diskEncryption: true}}", "spec: {features: {enableWorkloadProxy: true}}")
                        .accepted(),
                workers("{}", "spec: {role: ControlPlane}")
                        .refused("spec.role", "role can't be changed: create another OmniMachineSet"),
                workers("{}", "spec: {machineClass: null, machines: [%s]}".formatted(ID))
                        .refused(
                                "spec.machineClass",
                                "machineClass can't be replaced by machines: Omni never finishes deleting such a set;"
                                        + " create another OmniMachineSet"),
                workers(
                                "spec: {machineClass: null, machines: [%s]}".formatted(ID),
                                "spec: {machines: null, machineClass: {name: big, replicas: 1}}")
                        .accepted(),
                workers("spec: {machineClass: null, machines: [%s]}".formatted(ID), "spec: {machines: []}")
                        .accepted(),
                workers("{}", "spec: {machineClass: {name: other}}").accepted(),
                workers("{}", "spec: {machineClass: {replicas: null, unlimited: true}}")
                        .accepted(),
                Case.changing(CONTROL_PLANE, "{}", "spec: {machineClass: {replicas: 0}}")
                        .refused(
                                "spec.machineClass.replicas",
                                "a control plane needs machineClass.replicas of 1 or more"));
    }

    /** A pass of the operator that began before a name was set must not store its opinion after it. */
    static List<Case> ofTheStatus() {
        return List.of(
                cluster("spec: {clusterName: a}", "status: {clusterName: a}").accepted(),
                cluster("spec: {clusterName: a}", "status: {clusterName: b}")
                        .refused("spec.clusterName", CLUSTER_NAME_IN_OMNI),
                cluster("{}", "status: {clusterName: anything}").accepted(),
                workers("spec: {name: a}", "status: {name: a}").accepted(),
                workers("spec: {name: a}", "status: {name: b}").refused("spec.name", SET_NAME_IN_OMNI));
    }

    private static Case.Request cluster(String before, String change) {
        return Case.changing(CLUSTER, before, change);
    }

    private static Case.Request workers(String before, String change) {
        return Case.changing(WORKERS, before, change);
    }
}
