package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A spec that is older than the one that was applied to Omni last: same object, lower generation. The management cluster was restored from
 * a backup, or a cache shows the past. An object made anew has another uid, and is not meant here.
 *
 * @param resource the cluster or set in Omni, which remembers the later generation
 * @param generation of the spec
 * @param applied the later generation
 * @param hasOtherPolicies whether it lets other things be done than what was applied, so that it undoes something even where Omni has all of it
 * @param caughtUp remembers the generation of the spec, and changes nothing else
 */
public record OlderSpec(
        Resource<?> resource, long generation, long applied, boolean hasOtherPolicies, Update caughtUp) {

    /** Of an OmniCluster. */
    public static Optional<OlderSpec> of(ClusterObservation observation) {
        return observation
                .omni()
                .cluster()
                .flatMap(
                        cluster -> of(cluster, observation.object(), observation.instance(), observation.connection()));
    }

    /** Of an OmniMachineSet. */
    public static Optional<OlderSpec> of(MachineSetObservation observation) {
        return observation
                .omni()
                .machineSet()
                .flatMap(set -> of(
                        set,
                        observation.object(),
                        observation.cluster(),
                        observation.instance(),
                        observation.connection()));
    }

    /**
     * Of the OmniCluster of a set, if its policies are others than those that were applied: a set that writes goes by them, so they would let the
     * set undo what the newer ones kept.
     */
    public static Optional<OlderSpec> ofPoliciesOver(MachineSetObservation observation) {
        if (observation.management().onlyWatches()) {
            return Optional.empty();
        }
        Optional<Resource<ClusterSpec>> inOmni = observation.clusterInOmni().cluster();
        return observation
                .cluster()
                .flatMap(object -> inOmni.flatMap(
                        cluster -> of(cluster, object, observation.instance(), observation.connection())))
                .filter(OlderSpec::hasOtherPolicies);
    }

    /** Whether the policies of a set are others than those that were applied, so that they can't tell whether the set goes with its cluster. */
    static boolean isUnderOlderPolicies(
            Resource<MachineSetSpec> set, OmniMachineSet object, ClusterObservation observation) {
        return of(set, object, Optional.of(observation.object()), observation.instance(), observation.connection())
                .filter(OlderSpec::hasOtherPolicies)
                .isPresent();
    }

    private static Optional<OlderSpec> of(
            Resource<ClusterSpec> inOmni, OmniCluster object, String instance, ConnectionFacts connection) {
        EffectiveManagement management = ManagementPolicies.of(object, Optional.of(connection));
        return of(inOmni, object, instance, management, () -> SpecMarks.of(object, new FieldHash(instance)));
    }

    private static Optional<OlderSpec> of(
            Resource<MachineSetSpec> inOmni,
            OmniMachineSet object,
            Optional<OmniCluster> cluster,
            String instance,
            ConnectionFacts connection) {
        EffectiveManagement management = ManagementPolicies.of(object, cluster, Optional.of(connection));
        return of(inOmni, object, instance, management, () -> SpecMarks.of(object, new FieldHash(instance)));
    }

    /** @param mark asked for only where the spec is older, which is hardly ever: it hashes all of the spec */
    private static Optional<OlderSpec> of(
            Resource<?> inOmni,
            HasMetadata object,
            String instance,
            EffectiveManagement management,
            Supplier<SpecMark> mark) {
        long generation = Lifecycle.generationOfSpec(object);
        return Applied.specOf(inOmni, Owner.of(instance, object))
                .filter(applied -> applied.generation() > generation && !management.onlyWatches())
                .map(applied -> {
                    SpecMark spec = mark.get();
                    return new OlderSpec(
                            inOmni, generation, applied.generation(), applied.letsOthersThan(spec), at(inOmni, spec));
                });
    }

    /** The update that remembers this spec, if one of another generation is remembered. */
    static Optional<Update> remembering(Resource<?> resource, Owner owner, SpecMark spec) {
        return Applied.specOf(resource, owner)
                .filter(applied -> applied.generation() != spec.generation())
                .map(_ -> at(resource, spec));
    }

    private static Update at(Resource<?> resource, SpecMark spec) {
        return new Update(resource, ClaimMarks.at(resource, spec), List.of(), ClaimChange.KEPT);
    }

    /**
     * Those of some operations that carry the older spec out. What takes a claim does not, nor does what puts drift right, unless the newer
     * policies may be the reason that it is there.
     */
    public List<Operation> undoing(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> switch (operation) {
                    case Operation.Create _, Operation.Teardown _ -> true;
                    case Update update ->
                        update.changes().stream()
                                .anyMatch(change ->
                                        hasOtherPolicies || change.cause().isOfTheSpec());
                })
                .toList();
    }

    /** Lets these operations go, seen at this version of what is in Omni; later ones ask again. */
    public String token(Optional<String> uuid, List<Operation> undoing) {
        List<String> seen = new ArrayList<>(List.of(
                "%s %s at version %d".formatted(resource.reference(), uuid.orElse(""), resource.version()),
                "generation %d after %d".formatted(generation, applied)));
        undoing.stream().flatMap(OlderSpec::lines).sorted().forEach(seen::add);
        return Tokens.rollback(resource.id(), seen);
    }

    private static Stream<String> lines(Operation operation) {
        return switch (operation) {
            case Update update ->
                update.changes().stream()
                        .map(change -> "%s from %s to %s"
                                .formatted(
                                        change.path(),
                                        change.from().orElse("nothing"),
                                        change.to().orElse("nothing")));
            case Operation.Create _, Operation.Teardown _ -> Stream.of(operation.summary());
        };
    }
}
