package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MachineSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.PowerState;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec.Role;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps MachineStatuses with the labels that classes select by (status-and-lifecycle.md 2.4). */
final class MachineStatusController extends Transform<MachineSpec, MachineStatusSpec> {

    private static final String REQUIRES_CERTIFICATE =
            "service expects the machine to run the maintenance mode, but the machine requires a certificate";

    private static final String LABELS_INITIALIZED = OmniKeys.PREFIX + "platform-tag-labels-initialized";

    private final Machines machines;

    MachineStatusController(Store store, Machines machines) {
        super(
                store,
                "MachineStatusController",
                ResourceTypes.MACHINES,
                ResourceTypes.MACHINE_STATUSES,
                List.of(
                        Input.byId(ResourceTypes.MACHINE_STATUS_SNAPSHOTS),
                        Input.byId(ResourceTypes.CLUSTER_MACHINE_STATUSES),
                        Input.byId(ResourceTypes.MACHINE_SET_NODES),
                        Input.byId(ResourceTypes.MACHINE_LABELS)));
        this.machines = machines;
    }

    @Override
    protected Requeue transform(Resource<MachineSpec> machine) {
        Optional<Resource<?>> allocation = allocation(machine.id());
        initializeLabels(machine.id());
        write(machine.id(), status -> {
            MachineStatusSpec spec = spec(machine, allocation, status.spec());
            return Outputs.withLabels(status.withSpec(spec), labels(machine, allocation, spec))
                    .withAnnotation(OmniKeys.PREFIX + "kernel-args-initialized", "")
                    .withAnnotation(LABELS_INITIALIZED, "");
        });
        return Requeue.onEvent();
    }

    /** The labels of a machine begin with the tags of its platform, of which there are none here, and are its users' from then on. */
    private void initializeLabels(String id) {
        boolean isLeaving = store.get(ResourceTypes.MACHINE_LABELS, id)
                .filter(Resource::isTearingDown)
                .isPresent();
        if (!isLeaving && machines.find(id).filter(VirtualMachine::isReachable).isPresent()) {
            store.modify("", ResourceTypes.MACHINE_LABELS, id, labels -> labels.withAnnotation(LABELS_INITIALIZED, ""));
        }
    }

    private MachineStatusSpec spec(
            Resource<MachineSpec> machine, Optional<Resource<?>> allocation, MachineStatusSpec before) {
        MachineStatusSpec.Builder spec = before.toBuilder()
                .setManagementAddress(machine.spec().getManagementAddress())
                .setConnected(machine.spec().getConnected())
                .setCluster(allocation.flatMap(a -> a.label(OmniKeys.CLUSTER)).orElse(""))
                .setRole(allocation.map(MachineStatusController::role).orElse(Role.NONE));
        if (machine.spec().getConnected()) {
            machines.find(machine.id())
                    .filter(VirtualMachine::isReachable)
                    .ifPresent(reachable -> MachineFacts.read(reachable, machines.imageFactory(), spec));
        } else {
            spec.setPowerState(PowerState.POWER_STATE_UNSUPPORTED);
        }
        spec.setLastError(isInvalid(machine.id()) ? REQUIRES_CERTIFICATE : "");
        return spec.build();
    }

    private Map<String, String> labels(
            Resource<MachineSpec> machine, Optional<Resource<?>> allocation, MachineStatusSpec spec) {
        Map<String, String> labels = new TreeMap<>(spec.getImageLabelsMap());
        store.get(ResourceTypes.MACHINE_LABELS, machine.id())
                .filter(declared -> !declared.isTearingDown())
                .ifPresent(declared -> labels.putAll(declared.labels()));
        labels.putAll(StatusLabels.of(spec));
        if (machine.spec().getConnected()) {
            labels.put(OmniKeys.CONNECTED, "");
            labels.put(OmniKeys.READY_TO_USE, "");
        } else {
            labels.put(OmniKeys.DISCONNECTED, "");
        }
        if (isInvalid(machine.id())) {
            labels.put(OmniKeys.INVALID_STATE, "");
        }
        if (store.get(ResourceTypes.MACHINE_STATUS_SNAPSHOTS, machine.id()).isPresent()) {
            labels.put(OmniKeys.REPORTING_EVENTS, "");
        }
        allocation.ifPresentOrElse(a -> labels.putAll(Outputs.membership(a)), () -> labels.put(OmniKeys.AVAILABLE, ""));
        return labels;
    }

    /** Whether the machine runs with a config of a cluster that Omni doesn't know, as after a restored backup. */
    private boolean isInvalid(String id) {
        return machines.find(id)
                .flatMap(VirtualMachine::config)
                .filter(config -> store.get(ResourceTypes.CLUSTER_UUIDS, config.cluster())
                        .filter(uuid -> uuid.spec().getUuid().equals(config.clusterId()))
                        .isEmpty())
                .isPresent();
    }

    /** A machine belongs where its ClusterMachineStatus says, and before that exists where its node says. */
    private Optional<Resource<?>> allocation(String id) {
        Optional<Resource<?>> status =
                store.get(ResourceTypes.CLUSTER_MACHINE_STATUSES, id).map(r -> r);
        return status.isPresent()
                ? status
                : store.get(ResourceTypes.MACHINE_SET_NODES, id).map(r -> r);
    }

    private static Role role(Resource<?> allocation) {
        return allocation.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) ? Role.CONTROL_PLANE : Role.WORKER;
    }
}
