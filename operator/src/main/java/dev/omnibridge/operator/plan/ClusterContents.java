package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is inside a cluster in Omni, and whose it is. */
final class ClusterContents {

    private final ClusterObservation observation;
    private final ClusterSlice omni;

    ClusterContents(ClusterObservation observation) {
        this.observation = observation;
        this.omni = observation.omni();
    }

    /** Machines that a teardown of the cluster would release; those of sets on their way out are counted there already. */
    int machines() {
        List<String> going = omni.machineSets().stream()
                .filter(Resource::isTearingDown)
                .map(Resource::id)
                .toList();
        long members =
                omni.clusterMachines().stream().filter(m -> stays(m, going)).count();
        long nodes = omni.nodes().stream().filter(n -> stays(n, going)).count();
        return Math.toIntExact(Math.max(members, nodes));
    }

    private static boolean stays(Resource<?> member, List<String> goingSets) {
        return !member.isTearingDown()
                && member.label(OmniKeys.MACHINE_SET)
                        .filter(goingSets::contains)
                        .isEmpty();
    }

    /** Sets and nodes that no object here claims, for a cluster that lives. */
    List<ForeignPart> unclaimed() {
        return parts(false);
    }

    /** Sets that no object here names, for a cluster that is about to be claimed. */
    List<ForeignPart> withoutCounterpart() {
        Set<String> named = observation.sets().stream()
                .map(object -> MachineSetNames.of(
                        observation.instance(), object, Optional.of(observation.object()), omni.omni()))
                .map(MachineSetNames::id)
                .collect(Collectors.toSet());
        return omni.machineSets().stream()
                .filter(set -> !set.isTearingDown() && !named.contains(set.id()))
                .map(set -> new ForeignPart(
                        set.reference(),
                        MachineSetContents.machines(new MachineSetSlice(set.id(), omni.omni())),
                        "no object here names it"))
                .toList();
    }

    /** What Omni's cascade would take along although it is not this cluster's to remove: foreign sets and nodes, and sets on Retain, or perhaps on it. */
    List<ForeignPart> spared() {
        return parts(true);
    }

    private List<ForeignPart> parts(boolean countsRetained) {
        List<ForeignPart> parts = new ArrayList<>();
        for (Resource<MachineSetSpec> set : omni.machineSets()) {
            if (set.isTearingDown() || isReleasedControlPlane(set)) {
                continue;
            }
            MachineSetSlice slice = new MachineSetSlice(set.id(), omni.omni());
            Optional<OmniMachineSet> holder = observation.sets().stream()
                    .filter(object -> isClaimedBy(set, object))
                    .findFirst();
            Optional<String> why = holder.isEmpty()
                    ? Optional.of(whose(set))
                    : holder.filter(_ -> countsRetained).flatMap(object -> whySpared(set, object));
            if (why.isPresent()) {
                parts.add(new ForeignPart(set.reference(), MachineSetContents.machines(slice), why.get()));
            } else {
                parts.addAll(MachineSetContents.foreignNodes(slice, Owner.of(observation.instance(), holder.get())));
            }
        }
        return List.copyOf(parts);
    }

    /**
     * The control plane set of an OmniMachineSet of this namespace that was deleted was released because it goes with its cluster: it holds
     * nothing up. One that somebody let go of under another namespace's name is somebody else's.
     */
    private boolean isReleasedControlPlane(Resource<MachineSetSpec> set) {
        return set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE)
                && !set.hasAnnotation(ClaimKeys.OWNER)
                && set.annotation(ClaimKeys.RELEASED)
                        .filter(mark -> mark.startsWith(releasedHere()))
                        .isPresent();
    }

    private String releasedHere() {
        return observation.instance() + "/" + HasMetadata.getKind(OmniMachineSet.class) + "/"
                + observation.object().getMetadata().getNamespace() + "/";
    }

    private boolean isClaimedBy(Resource<MachineSetSpec> set, OmniMachineSet object) {
        return Claim.of(set, Owner.of(observation.instance(), object)) instanceof Claim.Ours;
    }

    private Optional<String> whySpared(Resource<MachineSetSpec> set, OmniMachineSet object) {
        if (retains(object)) {
            return Optional.of("on Retain");
        }
        return OlderSpec.isUnderOlderPolicies(set, object, observation)
                ? Optional.of("the policies of its object are older than those that Omni knows of")
                : Optional.empty();
    }

    private boolean retains(OmniMachineSet object) {
        return DeletionPolicies.of(
                                object,
                                Optional.of(observation.object()),
                                Optional.of(observation.connection()),
                                observation.crdIsTerminating())
                        .policy()
                == DeletionPolicy.RETAIN;
    }

    private static String whose(Resource<MachineSetSpec> set) {
        return set.hasAnnotation(ClaimKeys.OWNER) ? "claimed by an object that is not here" : "not claimed";
    }
}
