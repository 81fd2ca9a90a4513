package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.plan.Operation.Teardown;
import java.util.Optional;

/** Decides what the deletion of an OmniCluster comes to in Omni. The claim there decides, not what the object says it had. */
final class ClusterRemoval {

    private ClusterRemoval() {}

    static Removal of(ClusterObservation observation, EffectiveDeletion deletion) {
        OmniCluster object = observation.object();
        // an object that only watched never wrote anything, and does not begin with its deletion
        if (!Lifecycle.hasFinalizer(object) || observation.management().onlyWatches()) {
            return new Removal.Leave();
        }
        Removal.Release release = new Removal.Release(
                Releases.ofAll(observation.owner(), observation.omni().omni()));
        Optional<Resource<ClusterSpec>> claimed =
                observation.omni().cluster().filter(c -> Claim.of(c, observation.owner()) instanceof Claim.Ours);
        if (claimed.isEmpty()) {
            return ofUnclaimed(observation, deletion, release);
        }
        if (deletion.policy() == DeletionPolicy.RETAIN) {
            return release;
        }
        ClusterContents contents = new ClusterContents(observation);
        if (claimed.get().isTearingDown()) {
            return going(observation);
        }
        int machines = contents.machines();
        return new Removal.TearDown(new Teardown(claimed.get(), machines, 1), contents.spared());
    }

    /**
     * The cluster of the object's name is not ours or not there. A claim of ours elsewhere contradicts the status: it is released, since
     * what is inside that cluster was not looked at. If nothing is there, Delete wants to be sure; Retain leaves, since the most it could
     * miss is a mark that a returning object recognises.
     */
    private static Removal ofUnclaimed(
            ClusterObservation observation, EffectiveDeletion deletion, Removal.Release elsewhere) {
        if (!elsewhere.updates().isEmpty()) {
            return elsewhere;
        }
        boolean isThere = observation.omni().cluster().isPresent();
        boolean isConfirmed = observation
                .confirmedAbsent()
                .contains(new Absence(ResourceTypes.CLUSTERS, observation.omni().name()));
        return isThere || isConfirmed || deletion.policy() == DeletionPolicy.RETAIN
                ? new Removal.Leave()
                : new Removal.Unconfirmed();
    }

    private static Removal going(ClusterObservation observation) {
        int left = observation.omni().clusterMachines().size();
        int atStart = Optional.ofNullable(observation.object().getStatus())
                .map(OmniClusterStatus::deletion)
                .map(DeletionProgress::machines)
                .orElse(left);
        return new Removal.Going(Math.max(atStart, left), left);
    }
}
