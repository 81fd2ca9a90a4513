package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Operation.Update;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** Decides what the deletion of an OmniMachineSet comes to in Omni. The claim there decides, not what the object says it had. */
final class MachineSetRemoval {

    private static final String OMNI_CLUSTER = HasMetadata.getKind(OmniCluster.class);

    private MachineSetRemoval() {}

    static Removal of(MachineSetObservation observation, EffectiveDeletion deletion) {
        OmniMachineSet object = observation.object();
        if (!Lifecycle.hasFinalizer(object) || observation.management().onlyWatches()) {
            return new Removal.Leave();
        }
        Optional<Resource<MachineSetSpec>> claimed =
                observation.omni().machineSet().filter(set -> isRemovedHere(set, observation));
        Removal.Release release = new Removal.Release(
                Releases.ofAll(observation.owner(), observation.omni().omni()));
        if (claimed.isEmpty()) {
            return ofUnclaimed(observation, deletion, release.updates());
        }
        boolean clusterGoes = observation
                .clusterInOmni()
                .cluster()
                .filter(Resource::isTearingDown)
                .isPresent();
        // a control plane never goes before its cluster: it dies with it
        boolean isControlPlane = object.getSpec().role() == MachineSetRole.CONTROL_PLANE;
        if (deletion.policy() == DeletionPolicy.RETAIN
                || (isControlPlane && !clusterGoes)
                || clusterBelongsToOthers(observation)) {
            return release;
        }
        if (clusterGoes) {
            return new Removal.GoesWithCluster();
        }
        if (claimed.get().isTearingDown()) {
            return going(observation);
        }
        int machines = MachineSetContents.machines(observation.omni());
        List<ForeignPart> foreign = MachineSetContents.foreignNodes(observation.omni(), observation.owner());
        return new Removal.TearDown(new Teardown(claimed.get(), machines, 0), foreign);
    }

    /**
     * Gates, locks and policy are those of the cluster that the object belongs to now. A claimed set in another one (the OmniCluster was made
     * anew with another name) is given up, and so is what carries a copy of our claim.
     */
    private static boolean isRemovedHere(Resource<MachineSetSpec> set, MachineSetObservation observation) {
        return Claim.of(set, observation.owner()) instanceof Claim.Ours
                && set.label(OmniKeys.CLUSTER)
                        .equals(Optional.of(observation.clusterInOmni().name()));
    }

    /** The claim on the cluster comes first: where somebody else has taken it over, its sets are not ours to remove any more. */
    private static boolean clusterBelongsToOthers(MachineSetObservation observation) {
        Owner set = observation.owner();
        String cluster = observation.object().getSpec().clusterRef().name();
        Owner owner = new Owner(set.instance(), OMNI_CLUSTER, set.namespace(), cluster, "");
        return observation
                .clusterInOmni()
                .cluster()
                .filter(inOmni -> Claim.of(inOmni, owner) instanceof Claim.Foreign)
                .isPresent();
    }

    /** The set is not ours or not there. Nodes that still carry our mark are released: without the set, they are not ours to remove. */
    private static Removal ofUnclaimed(
            MachineSetObservation observation, EffectiveDeletion deletion, List<Update> leftOver) {
        if (!leftOver.isEmpty()) {
            return new Removal.Release(leftOver);
        }
        boolean isThere = observation.omni().machineSet().isPresent();
        boolean isConfirmed = observation
                .confirmedAbsent()
                .contains(new Absence(
                        ResourceTypes.MACHINE_SETS, observation.omni().id()));
        return isThere || isConfirmed || deletion.policy() == DeletionPolicy.RETAIN
                ? new Removal.Leave()
                : new Removal.Unconfirmed();
    }

    private static Removal going(MachineSetObservation observation) {
        int left = observation.omni().clusterMachines().size();
        int atStart = Optional.ofNullable(observation.object().getStatus())
                .map(OmniMachineSetStatus::deletion)
                .map(DeletionProgress::machines)
                .orElse(left);
        return new Removal.Going(Math.max(atStart, left), left);
    }
}
