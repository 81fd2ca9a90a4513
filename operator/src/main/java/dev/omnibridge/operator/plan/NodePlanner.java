package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpec;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.Remembered;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Binds the listed machines to their set, and releases those of ours that are no longer listed. Nodes that others bound are left where
 * they are, listed or not.
 */
final class NodePlanner {

    static final String PATH = "spec.machines";
    private static final int NAMED_MACHINES = 5;

    private final MachineSetObservation observation;
    private final ManagementPolicy policy;
    private final boolean isListApplied;
    private final OmniSnapshot omni;
    private final Owner owner;
    private final FieldHash hash;
    private final List<Create> creates = new ArrayList<>();
    private final List<Update> claims = new ArrayList<>();
    private final Map<Reason, List<String>> faults = new EnumMap<>(Reason.class);
    private final List<String> unknown = new ArrayList<>();
    private final List<DriftItem> left = new ArrayList<>();

    private NodePlanner(MachineSetObservation observation, boolean isListApplied) {
        this.observation = observation;
        this.policy = observation.management().policy();
        this.isListApplied = isListApplied;
        this.omni = observation.omni().omni();
        this.owner = observation.owner();
        this.hash = new FieldHash(observation.instance());
    }

    /**
     * The plan; nothing where the spec lists no machines at all, which is not the same as an empty list.
     *
     * @param memory what we last set on the set
     */
    static NodePlan plan(MachineSetObservation observation, Optional<Applied> memory) {
        List<String> machines = observation.object().getSpec().machines();
        if (machines == null) {
            return NodePlan.EMPTY;
        }
        Remembered list = Remembered.of(list(machines), new FieldHash(observation.instance()));
        boolean isListApplied =
                memory.map(m -> list.equals(m.fields().get(PATH))).orElse(false);
        return new NodePlanner(observation, isListApplied).of(machines);
    }

    /** The list as one value: ids in order. */
    static String list(List<String> machines) {
        return String.join(",", new TreeSet<>(machines));
    }

    /**
     * What goes along when the set is taken over: the listed nodes that the same holder claims. Those that are not listed stay as they
     * are, since a node of ours that the spec does not list would be removed.
     */
    static NodePlan following(MachineSetObservation observation) {
        List<String> machines = observation.object().getSpec().machines();
        Optional<Claim> holder = observation.omni().machineSet().map(set -> Claim.of(set, observation.owner()));
        if (machines == null || holder.isEmpty()) {
            return NodePlan.EMPTY;
        }
        NodePlanner planner = new NodePlanner(observation, false);
        observation.omni().nodes().stream()
                .filter(node -> machines.contains(node.id()) && !node.isTearingDown())
                .filter(node -> !MachineSetContents.isMadeByOmni(node))
                .filter(node -> holder.get().equals(Claim.of(node, planner.owner)))
                .forEach(node -> planner.claim(node, ClaimChange.TAKEN_OVER));
        return NodePlan.of(planner.claims);
    }

    private NodePlan of(List<String> machines) {
        List<String> missing =
                new TreeSet<>(machines).stream().filter(m -> !isInPlace(m)).toList();
        if (leavesMissing()) {
            missing.forEach(machine -> left.add(left(machine, Optional.of(machine), Optional.empty())));
        }
        if (policy != ManagementPolicy.OBSERVE) {
            new TreeSet<>(machines)
                    .stream()
                            .filter(m -> !leavesMissing() || !missing.contains(m))
                            .forEach(this::bind);
        }
        List<Teardown> surplus = observation.omni().nodes().stream()
                .filter(node -> !node.isTearingDown() && !MachineSetContents.isMadeByOmni(node))
                .filter(node -> !machines.contains(node.id()))
                .filter(node -> Claim.of(node, owner) instanceof Claim.Ours)
                .map(node -> new Teardown(node, 1, 0))
                .toList();
        boolean removes = policy == ManagementPolicy.ENFORCE;
        if (!removes) {
            surplus.forEach(node -> left.add(left(
                    node.resource().id(),
                    Optional.empty(),
                    Optional.of(node.resource().id()))));
        }
        List<Finding> findings = faults.entrySet().stream()
                .map(fault -> new Finding(fault.getKey(), text(fault.getKey(), listed(fault.getValue()))))
                .toList();
        List<String> notes =
                unknown.isEmpty() ? List.of() : List.of("not known to Omni yet, bound in advance: " + listed(unknown));
        return new NodePlan(
                creates,
                claims,
                removes ? surplus : List.of(),
                findings,
                notes,
                left,
                accepted(machines, missing, surplus),
                missing.isEmpty());
    }

    /** The list that leaves things as they are. A control plane without a machine can't be said. */
    private Optional<List<String>> accepted(List<String> machines, List<String> missing, List<Teardown> surplus) {
        List<String> accepted = Stream.concat(
                        machines.stream().filter(machine -> !missing.contains(machine)),
                        surplus.stream().map(node -> node.resource().id()))
                .toList();
        boolean mustHaveOne = observation.object().getSpec().role() == MachineSetRole.CONTROL_PLANE;
        return accepted.isEmpty() && mustHaveOne ? Optional.empty() : Optional.of(accepted);
    }

    /**
     * Whether machines that are listed and not in the set stay out: somebody took them out since the list was applied. The list is one
     * value, so after any edit of it all of it is bound.
     */
    private boolean leavesMissing() {
        return switch (policy) {
            case ENFORCE -> false;
            case APPLY_ONLY -> isListApplied;
            case OBSERVE -> true;
        };
    }

    private DriftItem left(String machine, Optional<String> wanted, Optional<String> found) {
        String path = PATH + "[" + machine + "]";
        Instant since = observation.drift().seen().getOrDefault(path, observation.now());
        return new DriftItem(ResourceTypes.MACHINE_SET_NODES.shortName() + "/" + machine, path, wanted, found, since);
    }

    private boolean isInPlace(String machine) {
        return omni.kind(ResourceTypes.MACHINE_SET_NODES)
                .get(machine)
                .filter(node -> !node.isTearingDown() && isInPlace(node))
                .isPresent();
    }

    private boolean isInPlace(Resource<MachineSetNodeSpec> node) {
        return node.label(OmniKeys.MACHINE_SET)
                        .equals(Optional.of(observation.omni().id()))
                && node.label(OmniKeys.CLUSTER)
                        .equals(Optional.of(observation.clusterInOmni().name()));
    }

    private void bind(String machine) {
        Optional<Resource<MachineSetNodeSpec>> node =
                omni.kind(ResourceTypes.MACHINE_SET_NODES).get(machine);
        if (node.isPresent()) {
            ofNode(node.get());
        } else if (omni.kind(ResourceTypes.CLUSTER_MACHINES).get(machine).isPresent()) {
            fault(Reason.WAITING_FOR_OMNI, machine);
        } else {
            ofFreeMachine(machine);
        }
    }

    private void ofNode(Resource<MachineSetNodeSpec> node) {
        if (node.isTearingDown()) {
            fault(Reason.WAITING_FOR_OMNI, node.id());
        } else if (!isInPlace(node)) {
            fault(Reason.MACHINE_IN_USE, node.id());
        } else if (takes(node)) {
            claim(node, ClaimChange.TAKEN);
        }
    }

    private void claim(Resource<MachineSetNodeSpec> node, ClaimChange change) {
        claims.add(new Update(node, ClaimMarks.claim(node, owner, memory(), hash), List.of(), change));
    }

    /** A node that is where the spec wants it gets our mark if it was ours, or if the cluster takes over what nobody claims. */
    private boolean takes(Resource<MachineSetNodeSpec> node) {
        if (MachineSetContents.isMadeByOmni(node)) {
            return false;
        }
        return switch (Claim.of(node, owner)) {
            case Claim.Returning _ -> true;
            case Claim.None _ ->
                observation
                        .cluster()
                        .filter(c -> c.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED)
                        .isPresent();
            case Claim.Ours _ -> false;
            case Claim.Foreign _ -> false;
        };
    }

    private void ofFreeMachine(String machine) {
        Optional<Resource<MachineStatusSpec>> status =
                omni.kind(ResourceTypes.MACHINE_STATUSES).get(machine);
        String talos = observation
                .clusterInOmni()
                .cluster()
                .map(c -> c.spec().getTalosVersion())
                .orElse("");
        if (status.isEmpty()) {
            unknown.add(machine);
        } else if (!MachineFit.fits(status.get(), talos)) {
            fault(
                    Reason.MACHINE_INCOMPATIBLE,
                    machine + " (Talos "
                            + Versions.canonical(status.get().spec().getTalosVersion()) + ")");
            return;
        }
        creates.add(create(machine));
    }

    private Create create(String machine) {
        OmniMachineSetSpec spec = observation.object().getSpec();
        Resource<MachineSetNodeSpec> node = Roles.placed(
                        Resource.of(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance()),
                        observation.clusterInOmni().name(),
                        spec.role())
                .withLabel(OmniKeys.MACHINE_SET, observation.omni().id());
        FieldChange change = new FieldChange(PATH, Optional.empty(), Optional.of(machine), Cause.CREATED);
        return new Create(ClaimMarks.claim(node, owner, memory(), hash), List.of(change));
    }

    private Applied memory() {
        return Applied.of(observation.spec(), Map.of(), hash);
    }

    private void fault(Reason reason, String machine) {
        faults.computeIfAbsent(reason, r -> new ArrayList<>()).add(machine);
    }

    private String text(Reason reason, String machines) {
        return switch (reason) {
            case MACHINE_IN_USE ->
                "spec.machines: bound to another machine set: " + machines
                        + "; take them out there first, or list other machines";
            case MACHINE_INCOMPATIBLE ->
                "spec.machines: can't join a cluster with Talos "
                        + observation
                                .clusterInOmni()
                                .cluster()
                                .map(c -> c.spec().getTalosVersion())
                                .orElse("")
                        + ": " + machines
                        + "; boot them with the minor version of the cluster, or list other machines";
            default -> "spec.machines: still leaving a machine set: " + machines + "; bound when they are free";
        };
    }

    private static String listed(List<String> machines) {
        String first = String.join(", ", machines.stream().limit(NAMED_MACHINES).toList());
        return machines.size() > NAMED_MACHINES
                ? first + " and " + (machines.size() - NAMED_MACHINES) + " more"
                : first;
    }
}
