package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.operator.plan.LockedMachine;
import dev.omnibridge.operator.plan.MachineRelease;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.plan.Tokens;
import dev.omnibridge.operator.plan.Unlocking;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;

/**
 * Locks that people set in Omni, as holds: what they keep waiting, and the tokens that lift them. A token exists only while its lock keeps
 * something waiting; nothing else ever takes a lock off. Lifting goes alone in its pass, so that no machine is unlocked and changed at once.
 */
final class LockGate {

    private static final int NAMED_MACHINES = 5;

    private final Situation situation;
    private final Plan plan;

    LockGate(Situation situation, Plan plan) {
        this.situation = situation;
        this.plan = plan;
    }

    /** Updates that Omni itself keeps from locked machines. */
    List<Held> keptByOmni() {
        if (!isManaged()) {
            return List.of();
        }
        return situation.lockedMachines().stream()
                .flatMap(machine -> machine.pending().stream()
                        .map(change -> Changes.held(machine.node(), change, Gate.MACHINE_LOCK)))
                .toList();
    }

    /** What would lift the locks that keep something waiting, as far as it is for this object to do. */
    List<Unlocking> liftable(List<Operation> operations) {
        if (!isManaged()) {
            return List.of();
        }
        if (situation.isClusterLocked()) {
            boolean keepsSomething = !operations.isEmpty() || situation.setsWaitForLock();
            return situation.isCluster() && keepsSomething ? ofCluster() : List.of();
        }
        boolean releasesAny = operations.stream().anyMatch(this::takesMachinesAlong) || shrinks();
        return situation.lockedMachines().stream()
                .filter(LockedMachine::isOursToUnlock)
                .filter(machine -> releasesAny
                        || machine.pending().isPresent()
                        || operations.stream().anyMatch(operation -> unbinds(operation, machine)))
                .map(machine -> Unlocking.of(machine.node(), OmniKeys.LOCKED))
                .toList();
    }

    /** Whether a class would shrink: Omni then chooses machines and does not spare locked ones. */
    boolean shrinks() {
        return plan.work().releases().stream().map(MachineRelease::id).anyMatch(plan.id()::equals);
    }

    /** The writes that a person approved. */
    List<Operation> approved(List<Unlocking> liftable) {
        return liftable.stream()
                .filter(unlocking -> situation.approvals().contains(unlocking.token()))
                .<Operation>map(Unlocking::update)
                .toList();
    }

    /**
     * Omni itself keeps a locked machine only from leaving a list, neither from a smaller class nor from the end of its set or cluster.
     *
     * @param wayOut what else lets it go on, as {@link #wayOut} says it
     */
    Finding hold(String what, String wayOut) {
        List<String> machines = situation.lockedMachines().stream()
                .map(machine -> machine.node().id())
                .toList();
        return new Finding(
                Reason.OMNI_LOCKED,
                "not " + what + " while machines are locked in Omni: " + named(machines)
                        + "; unlock them there to let it go on" + wayOut);
    }

    /** The first of some machines. */
    static String named(List<String> machines) {
        String first = String.join(", ", machines.stream().limit(NAMED_MACHINES).toList());
        return machines.size() > NAMED_MACHINES
                ? first + " and " + (machines.size() - NAMED_MACHINES) + " more"
                : first;
    }

    /** How a lock ends: there, or here where a token can do it. */
    static String wayOut(List<Unlocking> liftable) {
        List<String> tokens =
                liftable.stream().map(Unlocking::token).limit(NAMED_MACHINES).toList();
        return tokens.isEmpty() ? "" : ", or " + Tokens.howToApprove(String.join(",", tokens));
    }

    private List<Unlocking> ofCluster() {
        return situation.clusterLock().stream()
                .map(cluster -> Unlocking.of(cluster, OmniKeys.CLUSTER_LOCKED))
                .toList();
    }

    private boolean isManaged() {
        return plan.ownership() instanceof Ownership.Managed;
    }

    private boolean takesMachinesAlong(Operation operation) {
        return operation instanceof Operation.Teardown teardown
                && teardown.resource().id().equals(plan.id());
    }

    private static boolean unbinds(Operation operation, LockedMachine machine) {
        return operation instanceof Operation.Teardown teardown
                && teardown.resource().reference().equals(machine.node().reference());
    }
}
