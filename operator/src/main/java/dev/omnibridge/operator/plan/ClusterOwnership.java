package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** Decides how a living OmniCluster stands to the cluster in Omni of its name. */
final class ClusterOwnership {

    private final ClusterObservation observation;
    private final OmniCluster object;
    private final String name;

    ClusterOwnership(ClusterObservation observation) {
        this.observation = observation;
        this.object = observation.object();
        this.name = observation.omni().name();
    }

    /** The absence that a decision rests on when nothing of the name is in the mirror. */
    Absence absence() {
        return new Absence(ResourceTypes.CLUSTERS, name);
    }

    /**
     * Decides.
     *
     * @param difference between the spec and the cluster in Omni; empty exactly if there is none
     */
    Ownership decide(Optional<Difference<ClusterSpec>> difference) {
        if (observation.management().onlyWatches()) {
            return observed();
        }
        if (difference.isEmpty()) {
            return ofAbsent();
        }
        Resource<ClusterSpec> cluster = difference.get().resource();
        Claim claim = Claim.of(cluster, observation.owner());
        if (cluster.isTearingDown()) {
            return ofTearingDown(claim);
        }
        return switch (claim) {
            case Claim.Ours _ -> new Ownership.Managed();
            case Claim.Foreign foreign -> ofForeign(foreign.by(), difference.get());
            case Claim.Returning _ ->
                lostToRival()
                        .orElseGet(() -> new Ownership.Returning(
                                adoption(difference.get()).ofReturning()));
            case Claim.None _ -> ofUnclaimed(difference.get());
        };
    }

    /** Without a claim, only what nobody else claims may be shown: a name is easily guessed. */
    private Ownership observed() {
        Optional<Resource<ClusterSpec>> cluster = observation.omni().cluster();
        if (cluster.isEmpty()) {
            return new Ownership.Observed(false);
        }
        return switch (Claim.of(cluster.get(), observation.owner())) {
            case Claim.None _, Claim.Ours _, Claim.Returning _ -> new Ownership.Observed(true);
            case Claim.Foreign _ ->
                conflict(
                        Reason.OWNERSHIP_CONFLICT,
                        "the Omni cluster " + name
                                + " is claimed by somebody else and is not shown; delete this object or choose another clusterName");
        };
    }

    private Ownership ofAbsent() {
        if (ClusterNames.inStatus(object).isEmpty() && !Lifecycle.lostItsStatus(object)) {
            return lostToRival().orElseGet(Ownership.WouldCreate::new);
        }
        if (!observation.confirmedAbsent().contains(absence())) {
            return new Ownership.Undecided(
                    new Finding(
                            Reason.WAITING_FOR_OMNI,
                            "the Omni cluster " + name + " is not to be seen; asking Omni whether it is gone"),
                    false);
        }
        String token = Tokens.recreate(
                name,
                Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::clusterUuid),
                object.getMetadata().getUid());
        if (observation.approvals().contains(token)) {
            return new Ownership.WouldCreate();
        }
        return new Ownership.Removed(
                new Finding(
                        Reason.REMOVED_IN_OMNI,
                        "the Omni cluster " + name
                                + " was removed in Omni: delete this object, or to make the cluster anew, "
                                + Tokens.howToApprove(token)),
                token);
    }

    private Ownership ofTearingDown(Claim claim) {
        boolean wasOurs = claim instanceof Claim.Ours || claim instanceof Claim.Returning || hadIt();
        if (wasOurs) {
            return new Ownership.GoingAway(
                    new Finding(
                            Reason.BEING_DELETED_ELSEWHERE,
                            "the Omni cluster " + name
                                    + " is being deleted in Omni, not by this object; nothing is written and it is not made again by itself"),
                    !(claim instanceof Claim.Foreign));
        }
        return lostToRival()
                .orElseGet(() -> new Ownership.GoingAway(
                        new Finding(
                                Reason.WAITING_FOR_OMNI,
                                "an older Omni cluster " + name
                                        + " is still being removed; this one is created when it is gone"),
                        false));
    }

    /** A living object of ours that has it keeps it, whatever is approved: it can let go itself. */
    private Ownership ofForeign(String by, Difference<ClusterSpec> difference) {
        if (hadIt()) {
            return lost();
        }
        Optional<Ownership> lostToRival = lostToRival();
        if (lostToRival.isPresent()) {
            return lostToRival.get();
        }
        String what = "the Omni cluster " + name;
        return object.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED
                ? adoption(difference).ofForeign(what, holder(by))
                : conflict(
                        Reason.OWNERSHIP_CONFLICT,
                        what + " is claimed by " + holder(by)
                                + ": delete this object (nothing in Omni is touched) and choose another clusterName, or have the claim released there");
    }

    private Adoptions<ClusterSpec> adoption(Difference<ClusterSpec> difference) {
        return new Adoptions<>(
                difference,
                observation.omni().uuid(),
                List.of(),
                new ClusterContents(observation).withoutCounterpart());
    }

    /** Another operator's owner string names namespaces that the reader may not know; tools are told by name. */
    private static String holder(String by) {
        return by.contains("/") ? "another object or operator" : by;
    }

    private Ownership ofUnclaimed(Difference<ClusterSpec> difference) {
        if (hadIt()) {
            return lost();
        }
        Optional<Ownership> lostToRival = lostToRival();
        if (lostToRival.isPresent()) {
            return lostToRival.get();
        }
        if (object.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED) {
            return new Ownership.Adoptable(adoption(difference).ofUnclaimed());
        }
        return conflict(
                Reason.NAME_CONFLICT,
                "the Omni cluster " + name
                        + " exists and is not claimed: take it over with adoptionPolicy: IfUnclaimed, or delete this object (nothing in Omni is touched) and choose another clusterName");
    }

    /** The status knows this very incarnation as claimed, and we had set our finalizer for it. */
    private boolean hadIt() {
        Optional<String> uuid = observation.omni().uuid();
        return Lifecycle.hasFinalizer(object)
                && ClusterNames.inStatus(object).equals(Optional.of(name))
                && uuid.isPresent()
                && uuid.equals(Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::clusterUuid));
    }

    private Ownership lost() {
        return new Ownership.Lost(
                new Finding(
                        Reason.CLAIM_LOST,
                        "our claim on the Omni cluster " + name
                                + " was removed or replaced in Omni, so nothing is written: put the annotations omnibridge.dev/owner and omnibridge.dev/owner-uid back, or delete this object (nothing in Omni is touched) and create it again"));
    }

    private Optional<Ownership> lostToRival() {
        Optional<HasMetadata> winner = Rivals.winnerOver(
                object,
                observation.instance(),
                observation.rivals(),
                observation.omni().cluster());
        return winner.map(
                w -> conflict(
                        Reason.NAME_CONFLICT,
                        "the Omni cluster name " + name + " belongs to " + Rivals.nameFor(object, w)
                                + ", which has it or asked for it first: choose another clusterName in a new object and delete this one (nothing in Omni is touched)"));
    }

    private static Ownership conflict(Reason reason, String message) {
        return new Ownership.Conflict(new Finding(reason, message));
    }
}
