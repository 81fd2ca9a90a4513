package dev.omnibridge.operator.status;

import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A machine set as it is in Omni, with its machines. What is asked for is read from the set itself and not from its status, which lags
 * behind a write and is frozen while the cluster is locked.
 */
record SetInOmni(Resource<MachineSetSpec> set, Optional<Resource<MachineSetStatusSpec>> status, Machines machines) {

    static Optional<SetInOmni> of(MachineSetSlice slice) {
        return slice.machineSet().map(set -> new SetInOmni(set, slice.status(), Machines.of(slice)));
    }

    String id() {
        return set.id();
    }

    boolean isControlPlane() {
        return set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE);
    }

    /** How machines are found by class; Omni's older field wins where both are set. */
    Optional<MachineAllocation> allocation() {
        MachineSetSpec spec = set.spec();
        if (spec.hasMachineClass()) {
            return Optional.of(spec.getMachineClass());
        }
        return spec.hasMachineAllocation() ? Optional.of(spec.getMachineAllocation()) : Optional.empty();
    }

    /** How many machines are asked for; empty if every machine of the class. */
    OptionalInt requested() {
        if (set.isTearingDown()) {
            return OptionalInt.of(0);
        }
        Optional<MachineAllocation> allocation = allocation();
        if (allocation.isEmpty()) {
            return OptionalInt.of(machines.count(Machine::isBound));
        }
        return allocation.get().getAllocationType() == MachineAllocation.Type.Unlimited
                ? OptionalInt.empty()
                : OptionalInt.of(allocation.get().getMachineCount());
    }

    int allocated() {
        return machines.count(Machine::isAllocated);
    }

    int connected() {
        return machines.count(m -> m.isAllocated() && m.isConnected());
    }

    int ready() {
        return machines.count(m -> m.isAllocated() && m.isReady());
    }

    int locked() {
        return machines.count(m -> m.isAllocated() && m.isLocked());
    }

    /** How many more machines are asked for than there are. */
    int missing() {
        return Math.max(0, requested().orElse(0) - allocated());
    }

    MachineSetPhase phase() {
        return status.map(Resource::spec)
                .map(MachineSetStatusSpec::getPhase)
                .orElse(MachineSetPhase.MACHINE_SET_PHASE_UNKNOWN);
    }

    /** Omni's word for the phase; empty while Omni has not said any. */
    Optional<String> phaseName() {
        return status.map(Resource::spec)
                .map(MachineSetStatusSpec::getPhase)
                .map(phase -> phase == MachineSetPhase.MACHINE_SET_PHASE_UNKNOWN ? "Unknown" : phase.name());
    }

    /** Omni calls a control plane without nodes failed; that is how every one begins. */
    boolean isScalingUp() {
        return phase() == MachineSetPhase.ScalingUp || phase() == MachineSetPhase.Failed;
    }

    boolean isRollingOut() {
        return phase() == MachineSetPhase.Upgrading || phase() == MachineSetPhase.Reconfiguring;
    }

    /** Whether Omni calls it running and ready. */
    boolean isRunningAndReady() {
        return phase() == MachineSetPhase.Running
                && status.map(Resource::spec)
                        .filter(MachineSetStatusSpec::getReady)
                        .isPresent();
    }

    /** {@code ready/requested}, with {@code *} for all there are. */
    String summary() {
        OptionalInt requested = requested();
        return ready() + "/" + (requested.isPresent() ? requested.getAsInt() : "*");
    }
}
