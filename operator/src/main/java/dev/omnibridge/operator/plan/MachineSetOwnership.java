package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** Decides how a living OmniMachineSet stands to the set in Omni of its id. The claim on the cluster comes first. */
final class MachineSetOwnership {

    private final MachineSetObservation observation;
    private final OmniMachineSet object;
    private final String id;
    private final Optional<Resource<MachineSetSpec>> found;

    MachineSetOwnership(MachineSetObservation observation) {
        this.observation = observation;
        this.object = observation.object();
        this.id = observation.omni().id();
        this.found = observation.omni().machineSet();
    }

    /** The absence that a decision rests on when nothing of the id is in the mirror. */
    Absence absence() {
        return new Absence(ResourceTypes.MACHINE_SETS, id);
    }

    /**
     * Decides.
     *
     * @param difference between the spec and the set in Omni; empty exactly if there is none
     * @param parts nodes that would be made or removed
     */
    Ownership decide(Optional<Difference<MachineSetSpec>> difference, List<Operation> parts) {
        if (observation.cluster().isEmpty()) {
            String name = object.getSpec().clusterRef().name();
            return undecided(
                    Reason.WAITING_FOR_REFERENCE,
                    "spec.clusterRef names the OmniCluster " + name
                            + ", which does not exist in this namespace; nothing in Omni is touched until it does");
        }
        OmniCluster cluster = observation.cluster().get();
        return ofCluster(cluster)
                .or(this::ofPlace)
                .orElseGet(
                        () -> observation.management().onlyWatches() ? observed() : ofSet(cluster, difference, parts));
    }

    /** What keeps all sets of the cluster waiting. */
    private Optional<Ownership> ofCluster(OmniCluster cluster) {
        String name = observation.clusterInOmni().name();
        Optional<Resource<ClusterSpec>> inOmni = observation.clusterInOmni().cluster();
        if (Lifecycle.isBeingDeleted(cluster)) {
            return Optional.of(undecided(
                    Reason.WAITING_FOR_CLUSTER,
                    "OmniCluster " + cluster.getMetadata().getName()
                            + " is being deleted; nothing is written for its sets"));
        }
        Claim claim = inOmni.map(c -> Claim.of(c, Owner.of(observation.instance(), cluster)))
                .orElseGet(Claim.None::new);
        if (observation.management().onlyWatches() && !(claim instanceof Claim.Foreign)) {
            return Optional.empty();
        }
        if (!(claim instanceof Claim.Ours)) {
            return Optional.of(undecided(
                    Reason.WAITING_FOR_CLUSTER,
                    "the Omni cluster " + name + " is not claimed by OmniCluster "
                            + cluster.getMetadata().getName() + " yet: see the status of that object"));
        }
        if (inOmni.filter(Resource::isTearingDown).isPresent()) {
            return Optional.of(new Ownership.GoingAway(
                    new Finding(
                            Reason.BEING_DELETED_ELSEWHERE,
                            "the Omni cluster " + name
                                    + " is being deleted in Omni, not by its OmniCluster; nothing is written for its sets"),
                    isOurs()));
        }
        return Optional.empty();
    }

    /** Ids of sets are global in Omni: what is there under ours has to be in our cluster, in our role. */
    private Optional<Ownership> ofPlace() {
        if (isWorker() && id.equals(observation.clusterInOmni().name() + "-" + MachineSetNames.CONTROL_PLANES)) {
            return Optional.of(
                    conflict(
                            Reason.NAME_CONFLICT,
                            "a worker set can't be named control-planes, Omni keeps that for the control plane: set spec.name to another name"));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String cluster = observation.clusterInOmni().name();
        if (!found.get().label(OmniKeys.CLUSTER).equals(Optional.of(cluster))) {
            return Optional.of(conflict(
                    Reason.NAME_CONFLICT,
                    "the machine set " + id + " in Omni belongs to another cluster than " + cluster
                            + ", whose names happen to join to the same id: " + otherName()));
        }
        if (!found.get().hasLabel(Roles.label(object.getSpec().role()))) {
            return Optional.of(conflict(
                    Reason.NAME_CONFLICT,
                    "the machine set " + id + " in Omni does not have the role "
                            + (isWorker() ? "Worker" : "ControlPlane")
                            + " of this object: " + otherName()));
        }
        return Optional.empty();
    }

    private Ownership observed() {
        if (found.isEmpty()) {
            return new Ownership.Observed(false);
        }
        return Claim.of(found.get(), observation.owner()) instanceof Claim.Foreign
                ? conflict(
                        Reason.OWNERSHIP_CONFLICT,
                        "the machine set " + id + " in Omni is claimed by somebody else and is not shown")
                : new Ownership.Observed(true);
    }

    private Ownership ofSet(
            OmniCluster cluster, Optional<Difference<MachineSetSpec>> difference, List<Operation> parts) {
        if (difference.isEmpty()) {
            return ofAbsent();
        }
        Resource<MachineSetSpec> set = difference.get().resource();
        Claim claim = Claim.of(set, observation.owner());
        if (set.isTearingDown()) {
            return ofTearingDown(claim);
        }
        return switch (claim) {
            case Claim.Ours _ -> new Ownership.Managed();
            case Claim.Returning _ ->
                lostToRival()
                        .orElseGet(() -> new Ownership.Returning(
                                adoption(difference.get(), parts).ofReturning()));
            case Claim.Foreign _ ->
                hadIt() ? lost() : lostToRival().orElseGet(() -> ofForeign(cluster, difference.get(), parts));
            case Claim.None _ -> ofUnclaimed(cluster, difference.get(), parts);
        };
    }

    private Ownership ofAbsent() {
        if (MachineSetNames.idInStatus(object).isEmpty() && !Lifecycle.lostItsStatus(object)) {
            return lostToRival().orElseGet(Ownership.WouldCreate::new);
        }
        if (!observation.confirmedAbsent().contains(absence())) {
            return undecided(
                    Reason.WAITING_FOR_OMNI,
                    "the machine set " + id + " is not to be seen in Omni; asking Omni whether it is gone");
        }
        String cluster = observation.clusterInOmni().name();
        if (!id.startsWith(cluster + "-")) {
            // Omni would refuse an id that does not begin with its cluster's
            return conflict(
                    Reason.NAME_CONFLICT,
                    "the machine set " + id + " was one of another cluster than " + cluster
                            + " and is gone: to make one in " + cluster
                            + ", delete this object (nothing in Omni is touched) and create it again");
        }
        String token = Tokens.recreate(
                id, observation.clusterInOmni().uuid(), object.getMetadata().getUid());
        if (observation.approvals().contains(token)) {
            return new Ownership.WouldCreate();
        }
        return new Ownership.Removed(
                new Finding(
                        Reason.REMOVED_IN_OMNI,
                        "the machine set " + id + " was removed in Omni: delete this object, or to make the set anew, "
                                + Tokens.howToApprove(token)),
                token);
    }

    private Ownership ofTearingDown(Claim claim) {
        boolean wasOurs = claim instanceof Claim.Ours || claim instanceof Claim.Returning || hadIt();
        return wasOurs
                ? new Ownership.GoingAway(
                        new Finding(
                                Reason.BEING_DELETED_ELSEWHERE,
                                "the machine set " + id
                                        + " is being deleted in Omni, not by this object; nothing is written and it is not made again by itself"),
                        !(claim instanceof Claim.Foreign))
                : new Ownership.GoingAway(
                        new Finding(
                                Reason.WAITING_FOR_OMNI,
                                "an older machine set " + id
                                        + " is still being removed in Omni; this one is created when it is gone"),
                        false);
    }

    private Ownership ofUnclaimed(OmniCluster cluster, Difference<MachineSetSpec> difference, List<Operation> parts) {
        if (hadIt()) {
            return lost();
        }
        Optional<Ownership> lostToRival = lostToRival();
        if (lostToRival.isPresent()) {
            return lostToRival.get();
        }
        if (cluster.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED) {
            return new Ownership.Adoptable(adoption(difference, parts).ofUnclaimed());
        }
        return conflict(
                Reason.NAME_CONFLICT,
                "the machine set " + id
                        + " exists in Omni and is not claimed: take it over with adoptionPolicy: IfUnclaimed on the OmniCluster, or delete this object (nothing in Omni is touched) and choose another name");
    }

    /** The status knows the set as claimed, in this very incarnation of the cluster, and we had set our finalizer for it. */
    private boolean hadIt() {
        Optional<String> uuid = observation.clusterInOmni().uuid();
        Optional<String> knownUuid = observation
                .cluster()
                .flatMap(c -> Optional.ofNullable(c.getStatus()))
                .map(OmniClusterStatus::clusterUuid);
        return Lifecycle.hasFinalizer(object)
                && MachineSetNames.idInStatus(object).equals(Optional.of(id))
                && uuid.isPresent()
                && uuid.equals(knownUuid);
    }

    private Ownership lost() {
        return new Ownership.Lost(
                new Finding(
                        Reason.CLAIM_LOST,
                        "our claim on the machine set " + id
                                + " was removed or replaced in Omni, so nothing is written: put the annotations omnibridge.dev/owner and omnibridge.dev/owner-uid back, or delete this object (nothing in Omni is touched) and create it again"));
    }

    private Ownership ofForeign(OmniCluster cluster, Difference<MachineSetSpec> difference, List<Operation> parts) {
        String what = "the machine set " + id + " in Omni";
        String holder = "another object, operator or tool";
        return cluster.getSpec().adoptionPolicy() == AdoptionPolicy.IF_UNCLAIMED
                ? adoption(difference, parts).ofForeign(what, holder)
                : conflict(
                        Reason.OWNERSHIP_CONFLICT,
                        what + " is claimed by " + holder
                                + ": delete this object (nothing in Omni is touched) and choose another name, or have the claim released there");
    }

    private Adoptions<MachineSetSpec> adoption(Difference<MachineSetSpec> difference, List<Operation> parts) {
        List<String> listed = object.getSpec().machines();
        return new Adoptions<>(
                difference,
                observation.clusterInOmni().uuid(),
                parts,
                MachineSetContents.unlistedNodes(observation.omni(), listed == null ? List.of() : listed));
    }

    private Optional<Ownership> lostToRival() {
        Optional<HasMetadata> winner = Rivals.winnerOver(object, observation.instance(), observation.rivals(), found);
        return winner.map(w -> conflict(
                Reason.NAME_CONFLICT,
                "the id " + id + " of a machine set in Omni belongs to " + Rivals.nameFor(object, w)
                        + ", which has it or asked for it first: "
                        + (isWorker()
                                ? "choose another spec.name in a new object and delete this one"
                                : "a cluster has one control plane, delete this object")
                        + " (nothing in Omni is touched)"));
    }

    private String otherName() {
        return isWorker()
                ? "choose another spec.name in a new object"
                : "a control plane has no name of its own, choose another clusterName in a new OmniCluster";
    }

    private boolean isWorker() {
        return object.getSpec().role() == MachineSetRole.WORKER;
    }

    private boolean isOurs() {
        return found.filter(set -> Claim.of(set, observation.owner()) instanceof Claim.Ours)
                .isPresent();
    }

    private Ownership undecided(Reason reason, String message) {
        return new Ownership.Undecided(new Finding(reason, message), isOurs());
    }

    private static Ownership conflict(Reason reason, String message) {
        return new Ownership.Conflict(new Finding(reason, message));
    }
}
