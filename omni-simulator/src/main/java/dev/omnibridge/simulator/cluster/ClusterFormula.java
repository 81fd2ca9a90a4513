package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec.Phase;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.proto.specs.Machines;
import dev.omnibridge.omni.resource.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Phase, readiness and counters of a cluster from the statuses of its machine sets (status-and-lifecycle.md 2.2). Only sets that exist
 * count, so a cluster with nothing but an empty worker set is running and ready.
 */
record ClusterFormula(Phase phase, boolean ready, Machines machines) {

    private static final Set<MachineSetPhase> GOING = Set.of(MachineSetPhase.Destroying, MachineSetPhase.ScalingDown);
    private static final Set<MachineSetPhase> WORKING =
            Set.of(MachineSetPhase.Running, MachineSetPhase.Reconfiguring, MachineSetPhase.Upgrading);

    /** Sums up; a set that is going and has no machines any more is left out. */
    static ClusterFormula of(boolean isTearingDown, Collection<Resource<MachineSetStatusSpec>> statuses) {
        List<MachineSetStatusSpec> counted = statuses.stream()
                .map(Resource::spec)
                .filter(status -> status.getMachines().getTotal() > 0 || !GOING.contains(status.getPhase()))
                .toList();
        Phase phase = phase(
                isTearingDown,
                counted.stream().map(MachineSetStatusSpec::getPhase).collect(Collectors.toSet()));
        boolean isReady = phase == Phase.RUNNING && counted.stream().allMatch(MachineSetStatusSpec::getReady);
        return new ClusterFormula(phase, isReady, sum(counted));
    }

    private static Phase phase(boolean isTearingDown, Set<MachineSetPhase> phases) {
        if (isTearingDown || phases.equals(Set.of(MachineSetPhase.Destroying))) {
            return Phase.DESTROYING;
        }
        if (phases.contains(MachineSetPhase.ScalingUp)) {
            return Phase.SCALING_UP;
        }
        if (phases.stream().anyMatch(GOING::contains)) {
            return Phase.SCALING_DOWN;
        }
        return phases.stream().anyMatch(WORKING::contains) ? Phase.RUNNING : Phase.UNKNOWN;
    }

    private static Machines sum(List<MachineSetStatusSpec> statuses) {
        Machines.Builder sum = Machines.newBuilder();
        for (MachineSetStatusSpec status : statuses) {
            Machines machines = status.getMachines();
            sum.setTotal(sum.getTotal() + machines.getTotal())
                    .setHealthy(sum.getHealthy() + machines.getHealthy())
                    .setConnected(sum.getConnected() + machines.getConnected())
                    .setRequested(sum.getRequested() + machines.getRequested());
        }
        return sum.build();
    }
}
