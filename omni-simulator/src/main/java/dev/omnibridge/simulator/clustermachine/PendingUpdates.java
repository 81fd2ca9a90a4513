package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec.Upgrade;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;

/**
 * What a machine still has to take: the resource is there only while something is pending. Diffs are stored as plain text at any length;
 * Omni compresses long ones.
 */
final class PendingUpdates {

    private final Store store;
    private final String owner;

    PendingUpdates(Store store, String owner) {
        this.store = store;
        this.owner = owner;
    }

    /** Compares what the machine has with what it should have, and shows the difference. */
    MachinePendingUpdatesSpec show(RolloutSubject subject) {
        MachinePendingUpdatesSpec pending = difference(subject);
        if (pending.hasUpgrade()
                && store.get(ResourceTypes.MACHINE_PENDING_UPDATES, subject.id())
                        .isEmpty()) {
            // an upgrade is found before configs are compared (omni/recorded/timeline-talos-upgrade.txt)
            pending = MachinePendingUpdatesSpec.newBuilder()
                    .setUpgrade(pending.getUpgrade())
                    .build();
        }
        MachinePendingUpdatesSpec shown = pending;
        if (shown.equals(MachinePendingUpdatesSpec.getDefaultInstance())) {
            remove(subject.id());
        } else {
            store.modify(
                    owner,
                    ResourceTypes.MACHINE_PENDING_UPDATES,
                    subject.id(),
                    output -> Outputs.withLabels(output, Outputs.membership(subject.clusterMachine()))
                            .withSpec(shown));
        }
        return shown;
    }

    /** Nothing is pending any more. */
    void remove(String id) {
        Outputs.remove(store, owner, ResourceTypes.MACHINE_PENDING_UPDATES, id);
    }

    private static MachinePendingUpdatesSpec difference(RolloutSubject subject) {
        ClusterMachineConfigStatusSpec status = subject.status();
        MachinePendingUpdatesSpec.Builder pending = MachinePendingUpdatesSpec.newBuilder()
                .setConfigDiff(UnifiedDiff.of(
                        status.getRedactedCurrentMachineConfig(),
                        subject.config().spec().getData()));
        if (subject.isInstalled()
                && !subject.isRebooting()
                && !subject.target().getTalosVersion().isEmpty()
                && (!status.getTalosVersion().equals(subject.target().getTalosVersion())
                        || !status.getSchematicId().equals(subject.target().getSchematicId()))) {
            pending.setUpgrade(Upgrade.newBuilder()
                    .setFromVersion(status.getTalosVersion())
                    .setToVersion(subject.target().getTalosVersion())
                    .setFromSchematic(status.getSchematicId())
                    .setToSchematic(subject.target().getSchematicId()));
        }
        return pending.build();
    }
}
