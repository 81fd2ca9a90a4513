package dev.omnibridge.operator.given;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.plan.Absence;
import dev.omnibridge.operator.plan.ClusterNames;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.ClusterPlanner;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.DriftMemory;
import dev.omnibridge.operator.plan.KubernetesUpgrade;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.UpgradeAnswer;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Gates;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.view.ClusterSlice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over an OmniCluster: what is observed, planned and decided. A value; {@code with…} gives the next one. */
public record ClusterPass(
        GivenOmni omni,
        OmniCluster object,
        ConnectionFacts connection,
        List<OmniMachineSet> sets,
        List<OmniCluster> rivals,
        boolean crdIsTerminating,
        Set<Absence> confirmedAbsent,
        Optional<UpgradeAnswer> upgradeAnswer,
        DriftMemory drift,
        Ledger ledger,
        Instant now) {

    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    public static ClusterPass of(GivenOmni omni, GivenCluster object) {
        return new ClusterPass(
                omni,
                object.build(),
                GivenConnection.usual(),
                List.of(),
                List.of(),
                false,
                Set.of(),
                Optional.empty(),
                DriftMemory.NOTHING,
                Ledger.NOTHING,
                NOW);
    }

    public static Owner ownerOf(GivenCluster object) {
        return Owner.of(OmniResources.INSTANCE, object.build());
    }

    public ClusterPass withSets(GivenMachineSet... others) {
        return copy(
                connection, List.of(others).stream().map(GivenMachineSet::build).toList(), rivals);
    }

    public ClusterPass withRivals(GivenCluster... others) {
        return copy(
                connection,
                sets,
                List.of(others).stream().map(GivenCluster::build).toList());
    }

    public ClusterPass through(ConnectionFacts facts) {
        return copy(facts, sets, rivals);
    }

    public ClusterPass withTerminatingCrd() {
        return new ClusterPass(
                omni, object, connection, sets, rivals, true, confirmedAbsent, upgradeAnswer, drift, ledger, now);
    }

    public ClusterPass withConfirmed() {
        return new ClusterPass(
                omni,
                object,
                connection,
                sets,
                rivals,
                crdIsTerminating,
                plan().toConfirm(),
                upgradeAnswer,
                drift,
                ledger,
                now);
    }

    public ClusterPass withLedger(Ledger entries) {
        return new ClusterPass(
                omni,
                object,
                connection,
                sets,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                upgradeAnswer,
                drift,
                entries,
                now);
    }

    /** Omni was asked about another Kubernetes version. */
    public ClusterPass answered(UpgradeAnswer answer) {
        return new ClusterPass(
                omni,
                object,
                connection,
                sets,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                Optional.of(answer),
                drift,
                ledger,
                now);
    }

    /** The upgrade that Omni has to be asked about. */
    public Optional<KubernetesUpgrade> upgrade() {
        return KubernetesUpgrade.among(decide().operations(), observation());
    }

    /** The next pass, later, with what this one remembers of drift. */
    public ClusterPass later(long seconds) {
        return new ClusterPass(
                omni,
                object,
                connection,
                sets,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                upgradeAnswer,
                drift.seeing(plan().work().drift(), object.getMetadata().getGeneration()),
                ledger,
                now.plusSeconds(seconds));
    }

    /** The same pass, with what one before remembered of drift. */
    public ClusterPass with(DriftMemory remembered) {
        return new ClusterPass(
                omni,
                object,
                connection,
                sets,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                upgradeAnswer,
                remembered,
                ledger,
                now);
    }

    public ClusterObservation observation() {
        String name = ClusterNames.of(OmniResources.INSTANCE, object, omni);
        return new ClusterObservation(
                OmniResources.INSTANCE,
                object,
                connection,
                new ClusterSlice(name, omni),
                sets,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                upgradeAnswer,
                drift,
                now);
    }

    public ClusterPlan plan() {
        return ClusterPlanner.plan(observation());
    }

    public Decision decide() {
        return Gates.decide(observation(), plan(), ledger);
    }

    /** Carries the decision out in Omni; the pass remembers what it put right. */
    public ClusterPass carriedOut() {
        List<Operation> operations = decide().operations();
        omni.carryOut(operations);
        return new ClusterPass(
                omni,
                object,
                connection,
                sets,
                rivals,
                crdIsTerminating,
                confirmedAbsent,
                upgradeAnswer,
                drift.after(operations, now),
                ledger,
                now);
    }

    private ClusterPass copy(ConnectionFacts facts, List<OmniMachineSet> newSets, List<OmniCluster> newRivals) {
        return new ClusterPass(
                omni,
                object,
                facts,
                newSets,
                newRivals,
                crdIsTerminating,
                confirmedAbsent,
                upgradeAnswer,
                drift,
                ledger,
                now);
    }
}
