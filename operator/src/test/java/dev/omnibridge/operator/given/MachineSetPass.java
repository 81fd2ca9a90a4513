package dev.omnibridge.operator.given;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.plan.Absence;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.DriftMemory;
import dev.omnibridge.operator.plan.MachineSetNames;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.plan.MachineSetPlanner;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Gates;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over an OmniMachineSet: what is observed, planned and decided. A value; {@code with…} gives the next one. */
public record MachineSetPass(
        GivenOmni omni,
        OmniMachineSet object,
        Optional<OmniCluster> cluster,
        ConnectionFacts connection,
        List<OmniMachineSet> rivals,
        boolean crdIsTerminating,
        Set<Absence> confirmedAbsent,
        DriftMemory drift,
        Ledger ledger,
        Instant now) {

    public static MachineSetPass of(GivenOmni omni, GivenMachineSet object, GivenCluster cluster) {
        return of(omni, object, Optional.of(cluster.build()));
    }

    public static MachineSetPass withoutCluster(GivenOmni omni, GivenMachineSet object) {
        return of(omni, object, Optional.empty());
    }

    private static MachineSetPass of(GivenOmni omni, GivenMachineSet object, Optional<OmniCluster> cluster) {
        return new MachineSetPass(
                omni,
                object.build(),
                cluster,
                GivenConnection.usual(),
                List.of(),
                false,
                Set.of(),
                DriftMemory.NOTHING,
                Ledger.NOTHING,
                ClusterPass.NOW);
    }

    public static Owner ownerOf(GivenMachineSet object) {
        return Owner.of(OmniResources.INSTANCE, object.build());
    }

    public MachineSetPass withRivals(GivenMachineSet... others) {
        return new MachineSetPass(
                omni,
                object,
                cluster,
                connection,
                List.of(others).stream().map(GivenMachineSet::build).toList(),
                crdIsTerminating,
                confirmedAbsent,
                drift,
                ledger,
                now);
    }

    public MachineSetPass withTerminatingCrd() {
        return new MachineSetPass(omni, object, cluster, connection, rivals, true, confirmedAbsent, drift, ledger, now);
    }

    public MachineSetPass withConfirmed() {
        return new MachineSetPass(
                omni, object, cluster, connection, rivals, crdIsTerminating, plan().toConfirm(), drift, ledger, now);
    }

    public MachineSetPass withLedger(Ledger entries) {
        return new MachineSetPass(
                omni, object, cluster, connection, rivals, crdIsTerminating, confirmedAbsent, drift, entries, now);
    }

    /** The next pass, later, with what this one remembers of drift. */
    public MachineSetPass later(long seconds) {
        return new MachineSetPass(
                omni,
                object,
                cluster,
                connection,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                drift.seeing(plan().work().drift(), object.getMetadata().getGeneration()),
                ledger,
                now.plusSeconds(seconds));
    }

    public MachineSetObservation observation() {
        MachineSetNames names = MachineSetNames.of(OmniResources.INSTANCE, object, cluster, omni);
        return new MachineSetObservation(
                OmniResources.INSTANCE,
                object,
                cluster,
                connection,
                new ClusterSlice(names.cluster(), omni),
                new MachineSetSlice(names.id(), omni),
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                drift,
                now);
    }

    public MachineSetPlan plan() {
        return MachineSetPlanner.plan(observation());
    }

    public Decision decide() {
        return Gates.decide(observation(), plan(), ledger);
    }

    /** Carries the decision out in Omni; the pass remembers what it put right. */
    public MachineSetPass carriedOut() {
        List<Operation> operations = decide().operations();
        omni.carryOut(operations);
        return new MachineSetPass(
                omni,
                object,
                cluster,
                connection,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                drift.after(operations, now),
                ledger,
                now);
    }
}
