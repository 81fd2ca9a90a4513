package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.view.ClusterSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan for an OmniCluster.
 *
 * @param id name of the cluster in Omni
 * @param uuid of the cluster in Omni, once Omni has made one
 * @param removal what the deletion comes to; present exactly while the object is being deleted
 * @param foreign parts of a managed cluster in Omni that no object here claims; left alone
 * @param heldUpgrade the change of the Kubernetes version, where Omni was asked about it and did not agree; the work is planned without
 * @param toConfirm absences that the plan rests on: ask Omni's store, then plan again with those it confirmed
 * @param omni what it was planned on
 */
public record ClusterPlan(
        String id,
        Optional<String> uuid,
        Ownership ownership,
        Work work,
        Work asked,
        EffectiveManagement management,
        EffectiveDeletion deletion,
        Optional<Removal> removal,
        List<ForeignPart> foreign,
        Optional<HeldUpgrade> heldUpgrade,
        Set<Absence> toConfirm,
        ClusterSlice omni)
        implements Plan {
    public ClusterPlan {
        foreign = List.copyOf(foreign);
        toConfirm = Set.copyOf(toConfirm);
    }
}
