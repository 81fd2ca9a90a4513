package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan for an OmniMachineSet.
 *
 * @param id id of the set in Omni, {@code <cluster>-<name>}
 * @param name name of the set in Omni, without the cluster
 * @param uuid of its cluster in Omni, once Omni has made one
 * @param removal what the deletion comes to; present exactly while the object is being deleted
 * @param foreign nodes of a managed set that no object here claims; left alone
 * @param toConfirm absences that the plan rests on: ask Omni's store, then plan again with those it confirmed
 * @param omni what it was planned on
 */
public record MachineSetPlan(
        String id,
        String name,
        Optional<String> uuid,
        Ownership ownership,
        Work work,
        Work asked,
        EffectiveManagement management,
        EffectiveDeletion deletion,
        Optional<Removal> removal,
        List<ForeignPart> foreign,
        Set<Absence> toConfirm,
        MachineSetSlice omni)
        implements Plan {
    public MachineSetPlan {
        foreign = List.copyOf(foreign);
        toConfirm = Set.copyOf(toConfirm);
    }
}
