package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.plan.Plan;

/** Decides what of a plan is carried out now. Pure; the entries it reserves have to be stored before the first removal is sent. */
public final class Gates {

    private Gates() {}

    /**
     * For a cluster.
     *
     * @param ledger what the connection remembers
     */
    public static Decision decide(ClusterObservation observation, ClusterPlan plan, Ledger ledger) {
        return decide(Situation.of(observation), plan, ledger);
    }

    /**
     * For a set.
     *
     * @param ledger what the connection remembers
     */
    public static Decision decide(MachineSetObservation observation, MachineSetPlan plan, Ledger ledger) {
        return decide(Situation.of(observation), plan, ledger);
    }

    private static Decision decide(Situation situation, Plan plan, Ledger ledger) {
        Brake brake = new Brake(situation.connection(), ledger.releases(), situation.now());
        RolloutBudget budget = new RolloutBudget(situation.connection(), ledger.rollouts(), situation.now());
        return plan.removal()
                .map(removal -> new RemovalGates(situation, plan, brake).decide(removal))
                .orElseGet(() -> new WriteGates(situation, plan, brake, budget).decide());
    }
}
