package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;

/** The passes over the kinds that are written to Omni, for whoever drives them: JOSDK, or a simulation. */
public final class Reconciliations {

    private final Reconciliation<OmniCluster, ?, ?, ?> clusters;
    private final Reconciliation<OmniMachineSet, ?, ?, ?> machineSets;

    /** @param instance name of this operator, part of every claim */
    public Reconciliations(String instance, Ports ports, KubeconfigStage kubeconfigs, ConnectionTokens tokens) {
        this(
                ports,
                new ClusterSubject(
                        instance, ports, new ClusterKubeconfigs(kubeconfigs, tokens, ports.statuses(), ports.events())),
                new MachineSetSubject(instance, ports.objects()));
    }

    /** With other subjects than the real ones, for tests of what watches over them. */
    Reconciliations(
            Ports ports,
            Subject<OmniCluster, OmniClusterStatus, ClusterObservation, ClusterPlan> clusters,
            Subject<OmniMachineSet, OmniMachineSetStatus, MachineSetObservation, MachineSetPlan> machineSets) {
        this.clusters = new Reconciliation<>(clusters, ports);
        this.machineSets = new Reconciliation<>(machineSets, ports);
    }

    /** One pass over an OmniCluster; the object is changed along with what is written. */
    public Pass cluster(OmniCluster object) {
        return clusters.reconcile(object);
    }

    /** One pass over an OmniMachineSet; the object is changed along with what is written. */
    public Pass machineSet(OmniMachineSet object) {
        return machineSets.reconcile(object);
    }

    /** An object is gone: what was remembered of it must not meet the next one of that name. */
    public void forget(String uid) {
        clusters.forget(uid);
        machineSets.forget(uid);
    }
}
