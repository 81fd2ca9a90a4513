package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.operator.reason.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What should become of one custom resource in Omni, before any gate. */
public sealed interface Plan permits ClusterPlan, MachineSetPlan {

    /** Id of the cluster or set in Omni. */
    String id();

    /** UUID of the cluster in Omni, once Omni has made one. */
    Optional<String> uuid();

    /** How the custom resource stands to what is in Omni. */
    Ownership ownership();

    /** What would be written; nothing while the object is being deleted. */
    Work work();

    /** The same without what nobody asked for and no machine would notice: that may have to wait, and the rest should not. */
    Work asked();

    /** The management policy in force. */
    EffectiveManagement management();

    /** The deletion policy in force. */
    EffectiveDeletion deletion();

    /** What the deletion comes to; present exactly while the object is being deleted. */
    Optional<Removal> removal();

    /** What is inside and not ours. */
    List<ForeignPart> foreign();

    /** What to tell while the claim on something that exists waits for a person. */
    default Finding approvalRequired(AdoptionPlan adoption, List<String> missing) {
        return Adoptions.approvalRequired(id(), adoption, missing);
    }

    /** The change of a Kubernetes version that is left out because Omni did not agree to it. */
    default Optional<HeldUpgrade> heldUpgrade() {
        return Optional.empty();
    }

    /** Whether a field that differs stays as it is in Omni: by the policy, or because it is contested. */
    default boolean keeps(String path) {
        DriftFound drift = work().drift();
        boolean isTold = drift.items().stream().anyMatch(item -> item.path().equals(path));
        return drift.contests().covers(path) || (isTold && management().policy() != ManagementPolicy.ENFORCE);
    }

    /** Absences that the plan rests on. */
    Set<Absence> toConfirm();
}
