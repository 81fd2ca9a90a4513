package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.plan.Plan;
import java.util.List;

/** Decides what of a plan is carried out now. Pure; the entries it reserves have to be stored before the first removal is sent. */
public final class Gates {

    private Gates() {}

    /**
     * For a cluster.
     *
     * @param ledger the connection's entries of the brake
     */
    public static Decision decide(ClusterObservation observation, ClusterPlan plan, List<BrakeEntry> ledger) {
        return decide(Situation.of(observation), plan, ledger);
    }

    /**
     * For a set.
     *
     * @param ledger the connection's entries of the brake
     */
    public static Decision decide(MachineSetObservation observation, MachineSetPlan plan, List<BrakeEntry> ledger) {
        return decide(Situation.of(observation), plan, ledger);
    }

    private static Decision decide(Situation situation, Plan plan, List<BrakeEntry> ledger) {
        Brake brake = new Brake(situation.connection(), ledger, situation.now());
        return plan.removal()
                .map(removal -> new RemovalGates(situation, plan, brake).decide(removal))
                .orElseGet(() -> new WriteGates(situation, plan, brake).decide());
    }
}
