package dev.omnibridge.simulation.operator;

import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.operator.app.ManagementCluster;
import dev.omnibridge.operator.app.Parts;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import dev.omnibridge.operator.reconcile.Reconciliations;
import java.util.function.UnaryOperator;

/**
 * Where tests put bugs on purpose between the operator and the world.
 *
 * @param state between client and Omni
 * @param management between operator and API server
 * @param memory between operator and what the management cluster remembers of its ids in Omni
 * @param reconciliations makes the passes
 */
public record Seams(
        UnaryOperator<StateClient> state,
        UnaryOperator<ManagementCluster> management,
        UnaryOperator<IncarnationMemory> memory,
        Parts.MakesReconciliations reconciliations) {

    /** The operator as it is. */
    public static Seams none() {
        return new Seams(
                UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), Reconciliations::new);
    }

    /** The same with something between client and Omni. */
    public Seams withState(UnaryOperator<StateClient> seam) {
        return new Seams(seam, management, memory, reconciliations);
    }

    /** The same with something between operator and API server. */
    public Seams withManagement(UnaryOperator<ManagementCluster> seam) {
        return new Seams(state, seam, memory, reconciliations);
    }

    /** The same with something between the operator and what is remembered of its ids. */
    public Seams withMemory(UnaryOperator<IncarnationMemory> seam) {
        return new Seams(state, management, seam, reconciliations);
    }

    /** The same with other passes. */
    public Seams withReconciliations(Parts.MakesReconciliations seam) {
        return new Seams(state, management, memory, seam);
    }
}
