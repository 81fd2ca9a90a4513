package dev.omnibridge.simulator.machineset;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.proto.specs.Machines;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.Sha256;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Status of a machine set from what it consists of: the formula of status-and-lifecycle.md 2.3, step by step. */
final class MachineSetFormula {

    private static final String NO_CONTROL_PLANE = "control plane machine set must have at least one node";

    private final MachineSetView view;
    private final Set<String> nodes;
    private final Set<String> counted;

    private MachineSetFormula(MachineSetView view) {
        this.view = view;
        this.nodes = view.runningNodes().keySet();
        this.counted = view.machines().values().stream()
                .filter(machine ->
                        !machine.isTearingDown() || !machine.finalizers().isEmpty())
                .map(Resource::id)
                .collect(Collectors.toSet());
    }

    /** Status of a running set. */
    static MachineSetStatusSpec of(MachineSetView view) {
        return new MachineSetFormula(view).status();
    }

    /** Status of a set that is tearing down: what doesn't count keeps its last value. */
    static MachineSetStatusSpec destroying(MachineSetView view, MachineSetStatusSpec before) {
        return before.toBuilder()
                .setPhase(MachineSetPhase.Destroying)
                .setReady(false)
                .setMachines(Machines.newBuilder().setTotal(new MachineSetFormula(view).counted.size()))
                .build();
    }

    private MachineSetStatusSpec status() {
        MachineSetStatusSpec.Builder status = MachineSetStatusSpec.newBuilder();
        int requested = requested();
        status.setPhase(scaling(requested))
                .setMachines(Machines.newBuilder()
                        .setRequested(requested)
                        .setTotal(counted.size())
                        .setHealthy(count(view.statuses().values(), r -> view.isHealthy(r.id())))
                        .setConnected(count(view.statuses().values(), r -> r.hasLabel(OmniKeys.CONNECTED))))
                .setLockedUpdates(count(view.statuses().values(), r -> r.hasLabel(OmniKeys.LOCKED_UPDATE)))
                .setConfigHash(Sha256.hex(view.configs().values().stream()
                        .map(config -> config.spec().getClusterMachineConfigSha256())
                        .collect(Collectors.joining())));
        view.allocation().ifPresent(status::setMachineAllocation);
        if (view.isControlPlane() && nodes.isEmpty() && requested == 0) {
            return status.setPhase(MachineSetPhase.Failed)
                    .setError(NO_CONTROL_PLANE)
                    .build();
        }
        if (status.getPhase() == MachineSetPhase.Running) {
            settle(status.setReady(true));
        }
        return status.build();
    }

    private int requested() {
        return view.allocation()
                .filter(allocation -> allocation.getAllocationType() == MachineAllocation.Type.Static)
                .map(MachineAllocation::getMachineCount)
                .orElse(nodes.size());
    }

    private MachineSetPhase scaling(int requested) {
        if (nodes.size() < requested) {
            return MachineSetPhase.ScalingUp;
        }
        if (nodes.size() > requested) {
            return MachineSetPhase.ScalingDown;
        }
        if (view.statuses().size() < nodes.size()) {
            return MachineSetPhase.ScalingUp;
        }
        return counted.size() > nodes.size() ? MachineSetPhase.ScalingDown : MachineSetPhase.Running;
    }

    /** What keeps a set of the right size from being ready. */
    private void settle(MachineSetStatusSpec.Builder status) {
        if (view.pending().values().stream().anyMatch(pending -> pending.spec().hasUpgrade())) {
            status.setPhase(MachineSetPhase.Upgrading).setReady(false);
        } else if (view.pending().values().stream().anyMatch(pending -> !isLocked(pending.id()))) {
            status.setPhase(MachineSetPhase.Reconfiguring).setReady(false);
        }
        for (String node : nodes) {
            if (!counted.contains(node) || !view.statuses().containsKey(node)) {
                status.setPhase(MachineSetPhase.ScalingUp).setReady(false);
                return;
            }
            if (!view.isHealthy(node)) {
                status.setReady(false);
                return;
            }
        }
        if (status.getMachines().getConnected() != status.getMachines().getTotal()) {
            status.setReady(false);
        }
    }

    private boolean isLocked(String machine) {
        return Optional.ofNullable(view.statuses().get(machine))
                .filter(status -> status.hasAnnotation(OmniKeys.LOCKED))
                .isPresent();
    }

    private <S extends Message> int count(Collection<Resource<S>> statuses, Predicate<Resource<S>> counts) {
        return (int) statuses.stream()
                .filter(status -> counted.contains(status.id()))
                .filter(counts)
                .count();
    }
}
