package dev.omnibridge.api.server;

import static dev.omnibridge.api.server.Base.CONTROL_PLANE;
import static dev.omnibridge.api.server.Base.WORKERS;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What OmniMachineSet accepts and refuses. */
final class MachineSetCases {
    private static final String ONE_SOURCE = "set exactly one of machineClass or machines";
    private static final String ONE_SIZE = "set exactly one of machineClass.replicas or machineClass.unlimited: true";
    private static final String MACHINE_ID =
            "a machine id is a lower-case UUID like 10001802-c798-4da7-a410-f09abb48c8d8";
    private static final String NAME =
            "name may hold letters, digits, '-' and '_', and begins and ends with a letter or digit";
    private static final String ROLLING = "rolling is used by Omni only with type: Rolling";
    private static final String WORKERS_ONLY =
            "updateStrategy and deleteStrategy are for workers: control planes go one at a time";
    private static final String NEEDS_REPLICAS = "a control plane needs machineClass.replicas of 1 or more";
    private static final String OBJECT_NAME = "metadata.name becomes part of the set's id in Omni: at most 63"
            + " characters and no dots, or set spec.name";

    private static final String IGNORED =
            "ignoreDifferences takes fields that are kept in Omni: spec.machineClass.name, spec.machineClass.replicas"
                    + " (which stands for unlimited too), spec.<update, upgrade or delete>Strategy.type and"
                    + " .rolling.maxParallelism, or one of these without its last part";

    private MachineSetCases() {}

    static List<Case> all() {
        return Stream.of(workers(), machines(), strategies(), controlPlanes(), ignoredDifferences())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> workers() {
        return List.of(
                workers("{}").accepted(),
                workers("spec: null").refused("spec", "Required value"),
                workers("spec: {clusterRef: null}").refused("spec.clusterRef", "Required value"),
                workers("spec: {clusterRef: {name: Demo}}")
                        .refused(
                                "spec.clusterRef.name",
                                "clusterRef.name must be a name in Kubernetes: lower-case letters, digits, '-' and '.',"
                                        + " beginning and ending with a letter or digit"),
                workers("spec: {role: null}").refused("spec.role", "Required value"),
                workers("spec: {role: Etcd}")
                        .refused(
                                "spec.role",
                                "Unsupported value: \"Etcd\": supported values: \"ControlPlane\", \"Worker\""),
                workers("spec: {name: gpu_1}").accepted(),
                workers("spec: {name: gpu.1}").refused("spec.name", NAME),
                workers("spec: {name: %s}".formatted("n".repeat(64)))
                        .refused("spec.name", "Too long: may not be more than 63 bytes"),
                workers("spec: {name: control-planes}")
                        .refused("spec.name", "the name control-planes is kept for the control plane"),
                workers("metadata: {name: a.b}").refused("metadata.name", OBJECT_NAME),
                workers("metadata: {name: %s}".formatted("a".repeat(64))).refused("metadata.name", OBJECT_NAME),
                workers("metadata: {name: %s.b}\nspec: {name: gpu}".formatted("a".repeat(64)))
                        .accepted(),
                workers("spec: {deletionPolicy: Delete, deletionProtection: true}")
                        .accepted(),
                workers("spec: {paused: true, managementPolicy: ApplyOnly}").accepted(),
                workers("spec: {managementPolicy: apply}")
                        .refused(
                                "spec.managementPolicy",
                                "Unsupported value: \"apply\": supported values: \"ApplyOnly\", \"Enforce\", \"Observe\""),
                workers("spec: {deletionPolicy: Keep}")
                        .refused(
                                "spec.deletionPolicy",
                                "Unsupported value: \"Keep\": supported values: \"Delete\", \"Retain\""),
                machineClass("name: null").refused("spec.machineClass.name", "Required value"),
                machineClass("replicas: 0").accepted(),
                machineClass("replicas: 10000").accepted(),
                machineClass("replicas: -1")
                        .refused("spec.machineClass.replicas", "should be greater than or equal to 0"),
                machineClass("replicas: 10001")
                        .refused("spec.machineClass.replicas", "should be less than or equal to 10000"),
                machineClass("replicas: null").refused("spec.machineClass", ONE_SIZE),
                machineClass("unlimited: true").refused("spec.machineClass", ONE_SIZE),
                machineClass("unlimited: false").accepted(),
                machineClass("replicas: null, unlimited: true").accepted());
    }

    private static List<Case> machines() {
        return List.of(
                workers("spec: {machineClass: null}").refused("spec", ONE_SOURCE),
                workers("spec: {machines: []}").refused("spec", ONE_SOURCE),
                machines("[]").accepted(),
                machines(ids(512)).accepted(),
                machines(ids(513)).refused("spec.machines", "Too many: 513: must have at most 512 items"),
                machines("[%s, %s, %s]".formatted(id(1), id(2), id(1)))
                        .refused("spec.machines", "'" + id(1) + "': a machine can be listed only once"),
                machines("[%s, %s]".formatted(id(1), id(1)))
                        .refused("spec.machines", "'" + id(1) + "': a machine can be listed only once"),
                machines("[%s, 10001802-C798-4da7-a410-f09abb48c8d8]".formatted(id(1)))
                        .refused("spec.machines", "'10001802-C798-4da7-a410-f09abb48c8d8': " + MACHINE_ID),
                machines("['10001802']")
                        .refused("spec.machines[0]", "spec.machines[0] in body should be at least 36 chars long"));
    }

    private static List<Case> strategies() {
        return Stream.of("updateStrategy", "upgradeStrategy", "deleteStrategy")
                .flatMap(field -> Stream.of(
                        workers("spec: {%s: {type: Unset}}".formatted(field)).accepted(),
                        workers("spec: {%s: {type: Rolling}}".formatted(field)).accepted(),
                        workers("spec: {%s: {type: Rolling, rolling: {maxParallelism: 1000}}}".formatted(field))
                                .accepted(),
                        workers("spec: {%s: {type: Unset, rolling: {maxParallelism: 2}}}".formatted(field))
                                .refused("spec." + field, ROLLING),
                        workers("spec: {%s: {rolling: {maxParallelism: 2}}}".formatted(field))
                                .refused("spec." + field + ".type", "Required value"),
                        workers("spec: {%s: {type: Rolling, rolling: {}}}".formatted(field))
                                .refused("spec." + field + ".rolling.maxParallelism", "Required value"),
                        workers("spec: {%s: {type: Rolling, rolling: {maxParallelism: 0}}}".formatted(field))
                                .refused(
                                        "spec." + field + ".rolling.maxParallelism",
                                        "should be greater than or equal to 1"),
                        workers("spec: {%s: {type: Rolling, rolling: {maxParallelism: 1001}}}".formatted(field))
                                .refused(
                                        "spec." + field + ".rolling.maxParallelism",
                                        "should be less than or equal to 1000")))
                .toList();
    }

    private static List<Case> ignoredDifferences() {
        return List.of(
                ignoring("spec.machineClass.replicas, spec.updateStrategy, spec.deleteStrategy.rolling.maxParallelism")
                        .accepted(),
                ignoring("spec.machines").refused("spec.ignoreDifferences", "'spec.machines': " + IGNORED),
                ignoring("spec.machineClass.unlimited").refused("spec.ignoreDifferences", IGNORED));
    }

    private static Case.Request ignoring(String paths) {
        return workers("spec: {ignoreDifferences: [%s]}".formatted(paths));
    }

    private static List<Case> controlPlanes() {
        return List.of(
                controlPlane("{}").accepted(),
                controlPlane("metadata: {name: a.b}").accepted(),
                controlPlane("spec: {name: cp}")
                        .refused(
                                "spec.name", "a control plane has no name of its own: Omni fixes it to control-planes"),
                controlPlane("spec: {upgradeStrategy: {type: Rolling}}").accepted(),
                controlPlane("spec: {updateStrategy: {type: Unset}}").refused("spec", WORKERS_ONLY),
                controlPlane("spec: {deleteStrategy: {type: Unset}}").refused("spec", WORKERS_ONLY),
                controlPlane("spec: {machineClass: {replicas: 0}}")
                        .refused("spec.machineClass.replicas", NEEDS_REPLICAS),
                controlPlane("spec: {machineClass: {replicas: null, unlimited: true}}")
                        .refused("spec.machineClass.replicas", NEEDS_REPLICAS),
                controlPlane("spec: {machineClass: null, machines: []}")
                        .refused("spec.machines", "a control plane needs at least one machine"),
                controlPlane("spec: {machineClass: null, machines: [%s]}".formatted(id(1)))
                        .accepted());
    }

    static String id(int number) {
        return "%08d-c798-4da7-a410-f09abb48c8d8".formatted(number);
    }

    private static String ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> id(i)).collect(Collectors.joining(",", "[", "]"));
    }

    private static Case.Request workers(String change) {
        return Case.creating(WORKERS, change);
    }

    private static Case.Request controlPlane(String change) {
        return Case.creating(CONTROL_PLANE, change);
    }

    private static Case.Request machineClass(String fields) {
        return workers("spec: {machineClass: {%s}}".formatted(fields));
    }

    private static Case.Request machines(String list) {
        return workers("spec: {machineClass: null, machines: %s}".formatted(list));
    }
}
