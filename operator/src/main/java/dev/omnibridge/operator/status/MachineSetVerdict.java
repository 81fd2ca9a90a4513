package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.Shortage;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.policy.Pause;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All conditions of an OmniMachineSet, and what its status tells of a shortage and of a deletion. */
final class MachineSetVerdict {

    private final Look<OmniMachineSet, MachineSetObservation, MachineSetPlan> look;
    private final OmniMachineSetStatus before;
    private final Conditions conditions;
    private final Optional<SetInOmni> set;
    private final Patience patience;
    private final Optional<ShortageReport> shortage;
    private final DeletionReport deletion;

    MachineSetVerdict(
            Look<OmniMachineSet, MachineSetObservation, MachineSetPlan> look,
            OmniMachineSetStatus before,
            Optional<SetInOmni> set,
            Optional<DeletionPolicy> policy,
            Patience patience) {
        this.look = look;
        this.before = before;
        this.conditions = Conditions.of(before.conditions());
        this.set = set;
        this.patience = patience;
        this.shortage = set.flatMap(this::shortageOf);
        this.deletion = new DeletionReport(
                look,
                conditions,
                before.deletion(),
                set.map(SetInOmni::machines).orElse(new Machines(List.of())),
                policy,
                clusterName(),
                patience);
    }

    @Nullable Shortage shortage() {
        return shortage.map(ShortageReport::block).orElse(null);
    }

    @Nullable DeletionProgress deletion() {
        return deletion.progress();
    }

    List<ConditionState> states() {
        Synchronization sync = new Synchronization(look, conditions, patience);
        List<ConditionState> states = new ArrayList<>(summary(sync));
        states.add(sync.condition());
        states.addAll(ofSet());
        states.add(OmniReachability.condition(look.reachability()));
        states.add(deletion.condition());
        states.add(paused());
        return states;
    }

    private List<ConditionState> summary(Synchronization sync) {
        return deletion.concern()
                .map(Summary::deleting)
                .orElseGet(() -> Summary.of(look.reachability(), sync.forReady(), health()));
    }

    private Health health() {
        if (set.isEmpty()) {
            return new Health.Hidden();
        }
        if (set.get().status().isEmpty()) {
            return new Health.NotYetReported();
        }
        ConfigFailures failures = ConfigFailures.of(
                set.get().machines(),
                conditions.reason(ConditionType.READY).equals(Reason.CONFIG_APPLY_FAILED.text()),
                patience);
        List<Concern> concerns = new MachineSetHealth(set.get(), conditions, lack(set.get()), failures).concerns();
        return new Health.Known(concerns, MachineSetHealth.scale(set.get()));
    }

    /** Too few machines, or as many as a lock in Omni allows. */
    private Optional<Concern> lack(SetInOmni inOmni) {
        return isLocked() && inOmni.missing() > 0
                ? Optional.of(Concern.of(
                        Reason.OMNI_LOCKED,
                        "the cluster is locked in Omni",
                        "%d of %s allocated; the cluster is locked in Omni, which gives it no machines: omnictl cluster unlock %s"
                                .formatted(
                                        inOmni.allocated(),
                                        Words.count(inOmni.requested().orElse(0), "machine"),
                                        clusterName())))
                : shortage.map(ShortageReport::concern);
    }

    /** Conditions about the set itself: present as soon as it was claimed once, Unknown while it can't be read. */
    private List<ConditionState> ofSet() {
        Optional<Finding> unknown = OmniReachability.healthUnknown(look.reachability());
        if (set.isPresent() && set.get().status().isPresent()) {
            return new MachineSetConditions(set.get(), shortage.isPresent()).states();
        }
        if (set.isPresent()) {
            return MachineSetConditions.unknown(
                    new Finding(Reason.NOT_YET_REPORTED, "Omni has not reported on it yet"));
        }
        return before.machineSetId() == null || unknown.isEmpty()
                ? List.of()
                : MachineSetConditions.unknown(unknown.get());
    }

    private Optional<ShortageReport> shortageOf(SetInOmni inOmni) {
        Optional<MachineAllocation> allocation = inOmni.allocation();
        if (allocation.isEmpty() || inOmni.missing() == 0 || isLocked()) {
            return Optional.empty();
        }
        boolean concluded = conditions.reason(ConditionType.SCALING_UP).equals(Reason.INSUFFICIENT_MACHINES.text());
        if (!patience.lasted("short of machines", Thresholds.SHORTAGE, concluded)) {
            return Optional.empty();
        }
        String talos = omniCluster()
                .map(Resource::spec)
                .map(ClusterSpec::getTalosVersion)
                .orElse("");
        return look.planned()
                .map(planned -> ShortageReport.of(
                        inOmni,
                        allocation.get().getName(),
                        planned.observation().omni().omni(),
                        talos));
    }

    private ConditionState paused() {
        Optional<Pause> pause = Pause.of(
                look.object(),
                look.planned().flatMap(planned -> planned.observation().cluster()),
                look.planned().map(planned -> planned.observation().connection()));
        if (pause.isPresent()) {
            return PauseReport.of(pause.get());
        }
        return isLocked() ? PauseReport.locked(clusterName()) : PauseReport.none();
    }

    /** Omni gives no machines to a locked cluster. */
    private boolean isLocked() {
        return omniCluster()
                .filter(cluster -> cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                .isPresent();
    }

    /** The cluster in Omni, where this object has a part in it. */
    private Optional<Resource<ClusterSpec>> omniCluster() {
        return look.planned()
                .filter(planned -> planned.plan().ownership().isVisible())
                .flatMap(planned -> planned.observation().clusterInOmni().cluster());
    }

    private String clusterName() {
        return look.planned()
                .map(planned -> planned.observation().clusterInOmni().name())
                .orElse("");
    }
}
