package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatusBuilder;
import dev.omnibridge.api.v1alpha1.SetMachinesBuilder;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Held;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in the status of an OmniMachineSet what was observed, decided and done. */
public final class MachineSetStatusReporter {

    private static final OmniMachineSetStatus EMPTY =
            OmniMachineSetStatusBuilder.builder().build();

    private final Look<OmniMachineSet, MachineSetObservation, MachineSetPlan> look;
    private final OmniMachineSetStatus before;
    private final Patience patience;

    private MachineSetStatusReporter(Look<OmniMachineSet, MachineSetObservation, MachineSetPlan> look) {
        this.look = look;
        this.before = Optional.ofNullable(look.object().getStatus()).orElse(EMPTY);
        this.patience = new Patience(look.seen(), look.now());
    }

    /** The status after a look at the object. */
    public static Report<OmniMachineSetStatus> report(
            Look<OmniMachineSet, MachineSetObservation, MachineSetPlan> look) {
        return new MachineSetStatusReporter(look).report();
    }

    private Report<OmniMachineSetStatus> report() {
        Optional<MachineSetPlan> plan = look.plan();
        Optional<Decision> decision = look.decision();
        Optional<SetInOmni> set = look.visible().flatMap(p -> SetInOmni.of(p.omni()));
        OmniMachineSetStatusBuilder status = OmniMachineSetStatusBuilder.builder(before)
                .observedGeneration(look.generation())
                .connection(look.reachability().connection())
                .lastHandledReconcileAt(look.handled().orElse(before.lastHandledReconcileAt()))
                .policy(PolicyBlock.of(
                        plan,
                        look.planned()
                                .flatMap(p -> p.observation().cluster())
                                .map(cluster -> cluster.getSpec().adoptionPolicy())
                                .orElse(null),
                        before.policy()));
        look.visible().ifPresent(visible -> status.selector(selector(visible)));
        plan.filter(this::isClaimed)
                .ifPresent(claimed -> status.machineSetId(claimed.id()).name(claimed.name()));
        set.ifPresent(inOmni -> shown(status, inOmni));
        if (plan.isPresent()) {
            List<Held> held = decision.map(Decision::held).orElse(List.of());
            status.held(HeldBlock.of(held))
                    .heldCount(HeldBlock.count(held))
                    .adoption(AdoptionBlock.of(plan.get(), before.adoption(), look.now()))
                    .drift(DriftBlock.of(plan.get().work().drift(), before.drift()))
                    .foreign(ForeignBlock.of(plan.get().foreign()))
                    .awaitingApproval(Approval.of(decision));
        }
        MachineSetVerdict verdict = new MachineSetVerdict(look, before, set, deletionPolicy(), patience);
        status.shortage(set.isPresent() ? verdict.shortage() : before.shortage())
                .deletion(verdict.deletion())
                .conditions(Conditions.of(before.conditions())
                        .replacedBy(verdict.states(), look.generation(), look.now())
                        .list());
        return new Report<>(status.build(), patience.remembered(), patience.next());
    }

    private Optional<DeletionPolicy> deletionPolicy() {
        return PolicyBlock.deletion(look.object().getSpec().deletionPolicy(), before.policy());
    }

    /** Id and name are pinned with the claim, not before: they are taken for proof that it was ours. */
    private boolean isClaimed(MachineSetPlan plan) {
        return plan.ownership() instanceof Ownership.Managed
                || plan.ownership() instanceof Ownership.Removed
                || look.outcome().claims(ResourceTypes.MACHINE_SETS, plan.id());
    }

    private String selector(MachineSetPlan plan) {
        String cluster =
                look.planned().map(p -> p.observation().clusterInOmni().name()).orElse("");
        return "omnibridge.dev/connection=%s,omnibridge.dev/cluster=%s,omnibridge.dev/machine-set=%s"
                .formatted(look.reachability().connection(), cluster, plan.name());
    }

    private static void shown(OmniMachineSetStatusBuilder status, SetInOmni set) {
        int omitted = MachineList.omitted(set.machines());
        status.phase(set.phaseName().orElse(null))
                .machines(SetMachinesBuilder.builder()
                        .requested(requested(set))
                        .allocated(set.allocated())
                        .connected(set.connected())
                        .ready(set.ready())
                        .locked(set.locked())
                        .summary(set.summary())
                        .build())
                .machineList(MachineList.of(set.machines()))
                .machinesOmitted(omitted == 0 ? null : omitted);
    }

    private static @Nullable Integer requested(SetInOmni set) {
        return set.requested().isPresent() ? set.requested().getAsInt() : null;
    }
}
