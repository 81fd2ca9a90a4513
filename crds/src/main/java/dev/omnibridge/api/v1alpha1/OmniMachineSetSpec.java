package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The control plane or a group of workers of a cluster. */
@ApiObject
@Buildable
@ValidationRule(
        value = "has(self.machineClass) != has(self.machines)",
        message = "set exactly one of machineClass or machines")
@ValidationRule(
        value = "!has(oldSelf.machineClass) || has(self.machineClass)",
        fieldPath = ".machineClass",
        message = "machineClass can't be replaced by machines: Omni never finishes deleting such a set; create"
                + " another OmniMachineSet")
@ValidationRule(
        value = "self.role != 'ControlPlane' || !has(self.name)",
        fieldPath = ".name",
        message = "a control plane has no name of its own: Omni fixes it to control-planes")
@ValidationRule(
        value = "self.role != 'Worker' || !has(self.name) || self.name != 'control-planes'",
        fieldPath = ".name",
        message = "the name control-planes is kept for the control plane")
@ValidationRule(
        value = "!has(oldSelf.name) || (has(self.name) && self.name == oldSelf.name)",
        fieldPath = ".name",
        message = "name can't be changed or removed once set")
@ValidationRule(
        value = "self.role != 'ControlPlane' || (!has(self.updateStrategy) && !has(self.deleteStrategy))",
        message = "updateStrategy and deleteStrategy are for workers: control planes go one at a time")
@ValidationRule(
        value = "self.role != 'ControlPlane' || !has(self.machineClass) || (has(self.machineClass.replicas) &&"
                + " self.machineClass.replicas >= 1)",
        fieldPath = ".machineClass.replicas",
        message = "a control plane needs machineClass.replicas of 1 or more")
@ValidationRule(
        value = "self.role != 'ControlPlane' || !has(self.machines) || self.machines.size() >= 1",
        fieldPath = ".machines",
        message = "a control plane needs at least one machine")
public record OmniMachineSetSpec(
        @JsonPropertyDescription("The cluster. Can't be changed.")
        @Required
        @ValidationRule(
                value = "self.name == oldSelf.name",
                message = "clusterRef can't be changed: create another OmniMachineSet for the other cluster")
        ClusterReference clusterRef,

        @JsonPropertyDescription("ControlPlane or Worker. Can't be changed.")
        @Required
        @ValidationRule(value = "self == oldSelf", message = "role can't be changed: create another OmniMachineSet")
        MachineSetRole role,

        @JsonPropertyDescription(
                "Name of a worker set in Omni, without the cluster. Can't be changed once set. Absent: the name"
                        + " of this object without a leading cluster name.")
        @Size(min = 1, max = 63) @ValidationRule(value = Cel.OMNI_NAME, message = "name" + Cel.OMNI_NAME_MESSAGE)
        @Nullable String name,

        @JsonPropertyDescription("Lets Omni pick machines from a class. Absent: machines is given.") @Nullable MachineClassSource machineClass,

        @JsonPropertyDescription(
                "Ids of the machines, all of them. An empty list is a set without machines. Absent: machineClass"
                        + " is given.")
        @Size(max = 512) @ValidationRule(
                value = Cel.NO_REPETITION,
                message = Cel.NO_REPETITION_MESSAGE,
                messageExpression = Cel.NO_REPETITION_NAMING)
        @ValidationRule(
                value = Cel.MACHINE_IDS,
                message = Cel.MACHINE_IDS_MESSAGE,
                messageExpression = Cel.MACHINE_IDS_NAMING)
        @Nullable List<@Size(min = 36, max = 36) String> machines,

        @JsonPropertyDescription(
                "How configuration changes reach workers. Absent: Rolling when the set is created, later as it"
                        + " is in Omni.")
        @Nullable MachineStrategy updateStrategy,

        @JsonPropertyDescription(
                "How Talos upgrades reach machines. Absent: Unset when the set is created, later as it is in Omni.")
        @Nullable MachineStrategy upgradeStrategy,

        @JsonPropertyDescription(
                "How workers leave when the set shrinks. Absent: Unset when the set is created, later as it is"
                        + " in Omni.")
        @Nullable MachineStrategy deleteStrategy,

        @JsonPropertyDescription(
                "true: nothing is written or deleted in Omni for this set; status goes on. The annotation"
                        + " omnibridge.dev/paused: \"true\" does the same. The pause of its cluster or connection holds"
                        + " for the set whatever stands here. Absent: false.")
        @Nullable Boolean paused,

        @JsonPropertyDescription(
                "Enforce, ApplyOnly or Observe, as in OmniCluster. Under ApplyOnly a machine that leaves the list stays in"
                        + " the set. A set of a cluster under Observe is under Observe too. Absent: as the cluster.")
        @Nullable ManagementPolicy managementPolicy,

        @JsonPropertyDescription(
                "Retain or Delete: what happens in Omni when this object is deleted. Absent: as the cluster says. A Retain"
                        + " that stands in the cluster's spec goes before a Delete here.")
        @Nullable DeletionPolicy deletionPolicy,

        @JsonPropertyDescription(
                "true: this object can't be deleted, and the cluster in Omni is not torn down around the set. Where the"
                        + " admission policies are not installed a deletion waits and touches nothing in Omni, under"
                        + " Retain too, until this is false. Scaling is not affected. Absent: false.")
        @Nullable Boolean deletionProtection,

        @JsonPropertyDescription(
                "Fields of this spec that are sent when the object is created in Omni, and then left alone and not"
                        + " reported, whoever changes them there. A field that leaves this list is managed again."
                        + " Absent: none.")
        @Size(max = 32) @ValidationRule(
                value = Cel.IGNORED_IN_SET,
                message = Cel.IGNORED_IN_SET_MESSAGE,
                messageExpression = Cel.IGNORED_IN_SET_NAMING)
        @Nullable List<@Size(min = 1, max = 256) String> ignoreDifferences) {
    /** Copies its collections, so that nobody changes them later. */
    public OmniMachineSetSpec {
        machines = Immutable.list(machines);
        ignoreDifferences = Immutable.list(ignoreDifferences);
    }
}
