package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigDiffSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/** The history of a machine's config: a diff for each change of one that was known before. Here the last ten of each machine are kept. */
final class MachineConfigDiffs {

    private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'");
    private static final String MODIFIED_AT = OmniKeys.PREFIX + "modified-at";
    private static final int KEPT = 10;

    private final Store store;
    private final InstantSource clock;
    private final String owner;

    MachineConfigDiffs(Store store, InstantSource clock, String owner) {
        this.store = store;
        this.clock = clock;
        this.owner = owner;
    }

    /** Notes a change. */
    void add(Resource<ClusterMachineConfigStatusSpec> status, String before, String after) {
        Instant now = clock.instant();
        String time = NANOS.format(now.atOffset(ZoneOffset.UTC));
        store.modify(
                owner,
                ResourceTypes.MACHINE_CONFIG_DIFFS,
                status.id() + "-" + time,
                diff -> Outputs.withLabels(diff, status.labels())
                        .withLabel(Layers.MACHINE, status.id())
                        .withAnnotation(MODIFIED_AT, time)
                        .withSpec(MachineConfigDiffSpec.newBuilder()
                                .setDiff(UnifiedDiff.of(before, after))
                                .build()));
        var all = store.list(ResourceTypes.MACHINE_CONFIG_DIFFS, LabelQuery.equal(Layers.MACHINE, status.id()));
        all.stream()
                .sorted(Comparator.comparing(Resource::id))
                .limit(Math.max(0, all.size() - KEPT))
                .forEach(old -> Outputs.remove(store, owner, old.type(), old.id()));
    }

    /** Removes the history of a machine. */
    void remove(String machine) {
        store.list(ResourceTypes.MACHINE_CONFIG_DIFFS, LabelQuery.equal(Layers.MACHINE, machine))
                .forEach(diff -> Outputs.remove(store, owner, diff.type(), diff.id()));
    }
}
