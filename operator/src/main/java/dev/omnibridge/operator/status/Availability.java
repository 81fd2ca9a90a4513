package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.operator.reason.StateReason;
import java.util.List;
import java.util.Optional;

/**
 * Whether a cluster can be used: its API, its control plane, its workers. During an upgrade Omni's inputs flap with every component, so
 * what was available stays so until the API has been away for a while.
 */
final class Availability {

    private final ClusterInOmni cluster;
    private final Conditions before;
    private final boolean keeps;

    /** @param isUpgrading whether an upgrade of a cluster that was up is under way */
    Availability(ClusterInOmni cluster, Conditions before, boolean isUpgrading, Patience patience) {
        this.cluster = cluster;
        this.before = before;
        boolean apiIsAway = cluster.status()
                .filter(ClusterStatusSpec::getKubernetesAPIReady)
                .isEmpty();
        // asked only while it is away, so that its time begins anew each time
        boolean awayForLong = isUpgrading
                && apiIsAway
                && patience.lasted("API away in an upgrade", Thresholds.API_DURING_UPGRADE, wasGivenUp());
        this.keeps = isUpgrading && !awayForLong;
    }

    List<ConditionState> states() {
        return List.of(available(), initialized(), kept(controlPlane()), kept(workers()));
    }

    private ConditionState available() {
        return cluster.isAvailable()
                ? ConditionState.holds(ConditionType.AVAILABLE, StateReason.AVAILABLE, "")
                : ConditionState.fails(
                        ConditionType.AVAILABLE, StateReason.NOT_AVAILABLE, String.join(", ", cluster.missingForUse()));
    }

    private ConditionState initialized() {
        return cluster.isBootstrapped()
                ? ConditionState.holds(ConditionType.CONTROL_PLANE_INITIALIZED, StateReason.INITIALIZED, "")
                : ConditionState.fails(
                        ConditionType.CONTROL_PLANE_INITIALIZED,
                        StateReason.NOT_INITIALIZED,
                        "etcd is not bootstrapped yet");
    }

    /** Omni's own field goes through etcd checks that may be stale; the set itself with the API is as good. */
    private ConditionState controlPlane() {
        ClusterStatusSpec status = cluster.status().orElse(ClusterStatusSpec.getDefaultInstance());
        Optional<SetInOmni> set = cluster.controlPlane();
        boolean works = status.getControlplaneReady()
                || (status.getKubernetesAPIReady()
                        && set.filter(SetInOmni::isRunningAndReady).isPresent());
        String message = set.map(s -> s.summary() + " machines ready").orElse("there is no control plane set");
        return works
                ? ConditionState.holds(ConditionType.CONTROL_PLANE_AVAILABLE, StateReason.AVAILABLE, "")
                : ConditionState.fails(ConditionType.CONTROL_PLANE_AVAILABLE, StateReason.NOT_AVAILABLE, message);
    }

    private ConditionState workers() {
        List<SetInOmni> workers = cluster.workers();
        if (workers.isEmpty()) {
            return ConditionState.holds(ConditionType.WORKERS_AVAILABLE, StateReason.NO_WORKERS, "");
        }
        List<String> failing = workers.stream()
                .filter(set -> !set.isRunningAndReady())
                .map(set -> set.id() + " " + set.summary())
                .toList();
        return failing.isEmpty()
                ? ConditionState.holds(ConditionType.WORKERS_AVAILABLE, StateReason.AVAILABLE, "")
                : ConditionState.fails(
                        ConditionType.WORKERS_AVAILABLE, StateReason.NOT_AVAILABLE, Words.first(failing, 3));
    }

    private ConditionState kept(ConditionState now) {
        Optional<Condition> last = before.get(now.type()).filter(c -> c.status() == ConditionStatus.TRUE);
        return keeps && last.isPresent() && !now.isTrue()
                ? new ConditionState(
                        now.type(),
                        ConditionStatus.TRUE,
                        last.get().reason(),
                        last.get().message())
                : now;
    }

    /** In an upgrade only a long absence makes these two False, so one that is False stays so until the API is back. */
    private boolean wasGivenUp() {
        return before.get(ConditionType.CONTROL_PLANE_AVAILABLE)
                .filter(c -> c.status() == ConditionStatus.FALSE)
                .isPresent();
    }
}
