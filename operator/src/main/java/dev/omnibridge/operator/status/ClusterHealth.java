package dev.omnibridge.operator.status;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec.Phase;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a cluster in Omni works, and if not, who has to move. */
final class ClusterHealth {

    /** Reasons that go on until all is ready again, although Omni calls the cluster running. */
    private static final Map<String, Reason> SETTLING = Map.of(
            Reason.INSUFFICIENT_MACHINES.text(), Reason.SCALING_UP,
            Reason.SCALING_UP.text(), Reason.SCALING_UP,
            Reason.SCALING_DOWN.text(), Reason.SCALING_DOWN,
            Reason.UPGRADING_TALOS.text(), Reason.UPGRADING_TALOS,
            Reason.UPGRADING_KUBERNETES.text(), Reason.UPGRADING_KUBERNETES,
            Reason.RECONFIGURING.text(), Reason.RECONFIGURING);

    private final ClusterInOmni cluster;
    private final ClusterStatusSpec status;
    private final Conditions before;

    ClusterHealth(ClusterInOmni cluster, Conditions before) {
        this.cluster = cluster;
        this.status = cluster.status().orElse(ClusterStatusSpec.getDefaultInstance());
        this.before = before;
    }

    /**
     * What stands in the way of Ready, apart from versions and kubeconfig; nothing if the cluster works.
     *
     * @param shortage sets that lack machines
     * @param failures machines that refuse their configuration
     * @param upgrades versions under way
     */
    List<Concern> concerns(ClusterShortage shortage, ConfigFailures failures, List<Concern> upgrades) {
        List<Concern> concerns = new ArrayList<>();
        failures.concern().ifPresent(concerns::add);
        if (cluster.controlPlane().isEmpty()) {
            concerns.add(
                    Concern.of(
                            Reason.WAITING_FOR_CONTROL_PLANE,
                            "there is no control plane in Omni",
                            "there is no control plane in Omni: create an OmniMachineSet with role ControlPlane for this cluster"));
        }
        locked().ifPresent(concerns::add);
        shortage.concern().ifPresent(concerns::add);
        if (!cluster.isBootstrapped() || (!cluster.wasReadyOnce() && !works())) {
            concerns.add(Concern.of(Reason.PROVISIONING, machines(), provisioning()));
        }
        if (status.getPhase() == Phase.SCALING_UP) {
            concerns.add(Concern.of(Reason.SCALING_UP, machines(), withMachines()));
        }
        if (status.getPhase() == Phase.SCALING_DOWN || status.getPhase() == Phase.DESTROYING || hasTooMany()) {
            concerns.add(Concern.of(Reason.SCALING_DOWN, machines(), withMachines()));
        }
        concerns.addAll(upgrades);
        reconfiguring(upgrades).ifPresent(concerns::add);
        if (concerns.isEmpty() && !works()) {
            concerns.add(broken());
        }
        return concerns;
    }

    /** How many machines are ready, of how many. */
    static String machines(ClusterInOmni cluster) {
        int requested = cluster.requested().orElse(cluster.sum(SetInOmni::allocated));
        return cluster.sum(SetInOmni::ready) + " of " + Words.count(requested, "machine");
    }

    private String machines() {
        return machines(cluster) + " ready";
    }

    private boolean works() {
        return status.getPhase() == Phase.RUNNING && status.getReady() && cluster.isAvailable();
    }

    /** A machine that is to leave is ready until Omni begins with it. */
    private boolean hasTooMany() {
        return cluster.sum(SetInOmni::ready) > cluster.requested().orElse(Integer.MAX_VALUE);
    }

    private Optional<Concern> locked() {
        boolean waits = cluster.isLocked()
                && (cluster.sum(SetInOmni::missing) > 0 || cluster.machines().count(Machine::hasPendingUpdate) > 0);
        return waits
                ? Optional.of(Concern.of(
                        Reason.OMNI_LOCKED,
                        "the cluster is locked in Omni",
                        "the cluster is locked in Omni, which gives it neither machines nor updates: omnictl cluster unlock "
                                + cluster.name()))
                : Optional.empty();
    }

    private String provisioning() {
        return withMachines() + (cluster.isAvailable() ? "" : "; " + String.join(", ", cluster.missingForUse()));
    }

    private Optional<Concern> reconfiguring(List<Concern> upgrades) {
        List<Machine> pending = cluster.machines().which(Machine::hasPendingUpdate);
        if (pending.isEmpty() || !upgrades.isEmpty() || cluster.isLocked()) {
            return Optional.empty();
        }
        String headline = Words.count(pending.size(), "machine") + " to be updated";
        boolean locked = pending.stream().allMatch(Machine::awaitsUnlock);
        return Optional.of(
                locked
                        ? Concern.of(
                                Reason.MACHINES_LOCKED,
                                headline,
                                "%s, locked in Omni: omnictl cluster machine unlock %s --cluster %s"
                                        .formatted(headline, pending.getFirst().id(), cluster.name()))
                        : Concern.of(
                                Reason.RECONFIGURING,
                                headline,
                                headline + "; " + Machines.named(pending, MachineMessage::of)));
    }

    /** It worked once, and nothing is under way, unless the last step of something still settles. */
    private Concern broken() {
        Reason settling = SETTLING.get(before.reason(ConditionType.READY));
        boolean allGone = !notReady().isEmpty() && notReady().stream().noneMatch(Machine::isConnected);
        if (settling != null && !allGone) {
            return Concern.of(settling, machines(), withMachines());
        }
        if (!status.getHasConnectedControlPlanes() || hasNoQuorum()) {
            return Concern.of(
                    Reason.CONTROL_PLANE_NOT_AVAILABLE,
                    "the control plane has no quorum",
                    "the control plane has no quorum: "
                            + cluster.controlPlane().map(SetInOmni::summary).orElse("0")
                            + " machines ready. Bring them up; " + withMachines());
        }
        if (!status.getKubernetesAPIReady()) {
            return Concern.of(
                    Reason.API_NOT_REACHABLE,
                    "Omni's load balancer finds no healthy Kubernetes API",
                    "Omni's load balancer finds no healthy Kubernetes API, although control planes are connected: look at kube-apiserver there; "
                            + withMachines());
        }
        return Concern.of(Reason.MACHINES_NOT_READY, machines(), withMachines());
    }

    private boolean hasNoQuorum() {
        return cluster.controlPlane()
                .filter(set -> set.ready() * 2 <= set.allocated())
                .isPresent();
    }

    private List<Machine> notReady() {
        return cluster.machines().which(machine -> !machine.isReady());
    }

    private String withMachines() {
        return notReady().isEmpty() ? machines() : machines() + "; " + Machines.named(notReady(), MachineMessage::of);
    }
}
