package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.operator.plan.Absence;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.DriftMemory;
import dev.omnibridge.operator.plan.EffectiveDeletion;
import dev.omnibridge.operator.plan.KubernetesUpgrade;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.plan.UpgradeAnswer;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.status.Look;
import dev.omnibridge.operator.status.Report;
import dev.omnibridge.operator.status.StatusEvent;
import dev.omnibridge.operator.view.ClusterSlice;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is particular to one kind in a pass that is otherwise the same for all kinds which are written to Omni. All but {@link #observe} and {@link #kubeconfig} is pure.
 *
 * @param <R> the kind
 * @param <S> its status
 * @param <O> what a plan for it is made from
 * @param <P> plan for it
 */
interface Subject<R extends CustomResource<?, S>, S, O, P extends Plan> {

    /** What the object is in Omni. */
    ResourceType<?> type();

    /** Name of the OmniConnection the object uses. */
    String connectionOf(R object);

    /** Custom resources whose policies, pauses and protections had a say in what is planned, as they were observed. */
    List<? extends CustomResource<?, ?>> relatives(O observation);

    /** A custom resource that would have had a say and was not there, known by its name. */
    default Optional<? extends CustomResource<?, ?>> missing(O observation) {
        return Optional.empty();
    }

    /** What of the object's spec, or of a spec it goes by, this version does not know; then nothing is planned for it. */
    Optional<Finding> unknownSpec(R object);

    /** Gathers what a plan is made from; reads informers and the snapshot only. */
    O observe(R object, ConnectionFacts facts, OmniSnapshot omni, Circumstances circumstances);

    /** The cluster in Omni that was observed. */
    ClusterSlice inOmni(O observation);

    P plan(O observation);

    Decision decide(O observation, P plan, Ledger ledger);

    /** The change of a Kubernetes version in a decision, which Omni has to be asked about before it is carried out. */
    Optional<KubernetesUpgrade> upgrade(O observation, Decision decision);

    /** The last request for a pass that was done. */
    Optional<String> lastHandled(R object);

    /** What holds the deletion of the object whatever its policy is, as far as it can be known without the connection. */
    Optional<Finding> deletionHold(R object);

    /** The deletion policy in force, as far as it can be known without the connection. */
    EffectiveDeletion deletionWithoutConnection(R object, boolean crdIsTerminating);

    /** Sees to the kubeconfig, if the kind has one: may write its Secret and, before a token is made, the status. */
    KubeconfigStand kubeconfig(Look<R, O, P> look);

    /** The status that the look comes to. */
    Report<S> report(Look<R, O, P> look, KubeconfigStand kubeconfig);

    /** What there is to tell between the status an object has and its new one. */
    List<StatusEvent> transitions(R object, S next);

    /** The object is gone. */
    void forget(String uid);

    /** Whether the status has been written before; the first is written before anything goes to Omni. */
    boolean hasStatus(R object);

    /**
     * What comes from outside object and snapshot.
     *
     * @param crdIsTerminating asked only while the object is being deleted
     * @param confirmedAbsent what Omni's store said about absences
     * @param upgradeAnswer what Omni said about the Kubernetes version that a first plan would write
     * @param drift what is remembered of drift
     */
    record Circumstances(
            boolean crdIsTerminating,
            Set<Absence> confirmedAbsent,
            Optional<UpgradeAnswer> upgradeAnswer,
            DriftMemory drift,
            Instant now) {

        Circumstances confirming(Set<Absence> absences) {
            return new Circumstances(crdIsTerminating, absences, upgradeAnswer, drift, now);
        }

        Circumstances answering(UpgradeAnswer answer) {
            return new Circumstances(crdIsTerminating, confirmedAbsent, Optional.of(answer), drift, now);
        }
    }
}
