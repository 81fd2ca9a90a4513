package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.RedactedClusterMachineConfigSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import dev.omnibridge.simulator.world.World;
import java.util.List;
import java.util.Optional;

/** Rolls configs and Talos versions out to machines, and wipes the machines that leave. */
final class ClusterMachineConfigStatusController
        extends Transform<RedactedClusterMachineConfigSpec, ClusterMachineConfigStatusSpec> {

    private static final String NAME = "ClusterMachineConfigStatusController";

    private final World world;
    private final Machines machines;
    private final PendingUpdates pendingUpdates;
    private final ConfigStatusWriter statuses;
    private final FirstConfig firstConfig;
    private final ConfigUpdate configUpdate;
    private final TalosUpgrade talosUpgrade;
    private final MachineReset reset;

    ClusterMachineConfigStatusController(World world, Machines machines) {
        super(
                world.store(),
                NAME,
                InternalTypes.CLUSTER_MACHINE_CONFIGS,
                ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES,
                inputs(world.store()));
        this.world = world;
        this.machines = machines;
        this.pendingUpdates = new PendingUpdates(store, NAME);
        this.statuses = new ConfigStatusWriter(store, NAME);
        this.firstConfig = new FirstConfig(statuses);
        this.configUpdate = new ConfigUpdate(store, statuses, pendingUpdates);
        this.talosUpgrade = new TalosUpgrade(store, statuses);
        this.reset = new MachineReset(store, machines);
    }

    private static List<Input<?>> inputs(Store store) {
        return List.of(
                Input.byId(ResourceTypes.CLUSTER_MACHINES),
                Input.byId(ResourceTypes.MACHINES),
                Input.byId(ResourceTypes.MACHINE_STATUSES),
                Input.byId(ResourceTypes.MACHINE_SET_NODES),
                Input.byId(ResourceTypes.NODE_FORCE_DESTROY_REQUESTS),
                Input.byId(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS),
                Concerned.machinesOfCluster(store, ResourceTypes.CLUSTERS),
                Concerned.machinesOfCluster(store, ResourceTypes.CLUSTER_UUIDS),
                Concerned.machinesOfCluster(store, ResourceTypes.UPGRADE_ROLLOUTS),
                Concerned.machinesOfSet(store, InternalTypes.MACHINE_SET_CONFIG_STATUSES));
    }

    @Override
    protected Requeue transform(Resource<RedactedClusterMachineConfigSpec> config) {
        RolloutSubject.read(store, machines, config).ifPresent(this::roll);
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<RedactedClusterMachineConfigSpec> config) {
        if (!reset.proceed(config)) {
            return false;
        }
        Outputs.tearDownAll(
                store,
                store.get(ResourceTypes.NODE_FORCE_DESTROY_REQUESTS, config.id()).stream()
                        .toList());
        pendingUpdates.remove(config.id());
        store.get(ResourceTypes.CLUSTER_MACHINES, config.id())
                .ifPresent(machine -> List.of(RolloutLock.values()).forEach(lock -> release(machine, lock)));
        return true;
    }

    private void roll(RolloutSubject subject) {
        Optional<String> generationError = subject.config().annotation(ClusterMachineConfigController.GENERATION_ERROR);
        if (generationError.isPresent()) {
            statuses.failed(subject, generationError.get());
            return;
        }
        if (subject.machine().filter(VirtualMachine::isUpgrading).isPresent()) {
            // the call that prepares an upgrade has not returned
            return;
        }
        MachinePendingUpdatesSpec pending = pendingUpdates.show(subject);
        subject.machine().ifPresent(machine -> roll(subject, pending, machine));
    }

    private void roll(RolloutSubject subject, MachinePendingUpdatesSpec pending, VirtualMachine machine) {
        store.get(ResourceTypes.CLUSTER_UUIDS, subject.cluster()).ifPresent(uuid -> {
            var wanted = subject.wanted(uuid.spec().getUuid());
            if (!subject.isInstalled()) {
                firstConfig.proceed(subject, machine, wanted);
            } else if (pending.hasUpgrade()) {
                talosUpgrade.proceed(subject, machine);
                if (subject.hasChangedConfig() && pending.getConfigDiff().isEmpty()) {
                    world.enqueue(this, subject.id());
                }
            } else if (subject.isRebooting() && (machine.stage() != MachineStage.RUNNING || machine.isApplying())) {
                return;
            } else if (!pending.getConfigDiff().isEmpty()) {
                release(subject.clusterMachine(), RolloutLock.UPGRADE);
                if (configUpdate.proceed(subject, machine, wanted)) {
                    release(subject.clusterMachine(), RolloutLock.CONFIG_UPDATE);
                }
            } else {
                settle(subject, machine);
            }
        });
    }

    /** Nothing is pending. */
    private void settle(RolloutSubject subject, VirtualMachine machine) {
        if (!subject.status().getLastConfigError().isEmpty() || subject.isRebooting()) {
            // a config that failed was taken back, or the same one is in force on another Talos
            statuses.inForce(subject, machine);
        } else if (!subject.clusterLocked()) {
            statuses.unchanged(subject);
        }
        release(subject.clusterMachine(), RolloutLock.UPGRADE);
        release(subject.clusterMachine(), RolloutLock.CONFIG_UPDATE);
    }

    /** Ends the machine's turn; those of the set that wait get to know. */
    private void release(Resource<ClusterMachineSpec> machine, RolloutLock lock) {
        if (lock.isHeldBy(machine)) {
            lock.release(store, machine.id());
            String set = machine.label(OmniKeys.MACHINE_SET).orElse("");
            store.list(ResourceTypes.MACHINE_PENDING_UPDATES, LabelQuery.equal(OmniKeys.MACHINE_SET, set)).stream()
                    .map(Resource::id)
                    .filter(waiting -> !waiting.equals(machine.id()))
                    .forEach(waiting -> world.enqueue(this, waiting));
        }
    }
}
