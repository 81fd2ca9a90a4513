package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.plan.Operation.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a change comes from us: the spec asks Omni for what the applied one did, and yet something else is to be set
 * than was. Another version of the operator understands the spec in another way, or has another default. What could not be written together
 * with its generation is no such change.
 *
 * @param resource the cluster or set in Omni
 * @param pending paths of this generation that were put off
 * @param touching paths whose change machines notice
 */
public record OperatorChange(Resource<?> resource, long generation, Set<String> pending, Set<String> touching) {

    /** Of an OmniCluster; empty if its spec is not the one that was applied. */
    public static Optional<OperatorChange> of(ClusterObservation observation) {
        return observation
                .omni()
                .cluster()
                .flatMap(cluster -> of(
                        cluster,
                        observation.owner(),
                        observation.spec(),
                        remembered -> ClusterFields.of(observation.object().getSpec(), remembered)));
    }

    /** Of an OmniMachineSet; empty if its spec is not the one that was applied. */
    public static Optional<OperatorChange> of(MachineSetObservation observation) {
        return observation
                .omni()
                .machineSet()
                .flatMap(set -> of(
                        set,
                        observation.owner(),
                        observation.spec(),
                        _ -> MachineSetFields.of(observation.object().getSpec())));
    }

    private static <S extends Message> Optional<OperatorChange> of(
            Resource<S> resource, Owner owner, SpecMark spec, Function<Set<String>, List<Field<S>>> fields) {
        Map<String, String> declared = Difference.declared(fields.apply(Set.of()));
        return Applied.readOurs(resource, owner, declared, new FieldHash(owner.instance()))
                .filter(_ -> Applied.specOf(resource, owner)
                        .filter(spec::asksForTheSameAs)
                        .isPresent())
                .map(memory -> new OperatorChange(
                        resource,
                        spec.generation(),
                        memory.pending(),
                        fields.apply(memory.fields().keySet()).stream()
                                .filter(Field::touchesMachines)
                                .map(Field::path)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /** Those of some changes that nobody asked for. */
    public List<FieldChange> unasked(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.resource().reference().equals(resource.reference()))
                .flatMap(operation ->
                        operation instanceof Update update ? update.changes().stream() : Stream.<FieldChange>empty())
                .filter(change -> change.cause().isOfTheSpec())
                .filter(change -> !pending.contains(change.path()))
                .toList();
    }

    /** Whether machines would notice a change. */
    public boolean isNoticed(FieldChange change) {
        return touching.contains(change.path());
    }

    /** Paths that operations change although nobody asked for it, and no machine would notice. */
    Set<String> unnoticed(List<Operation> operations) {
        return unasked(operations).stream()
                .filter(change -> !isNoticed(change))
                .map(FieldChange::path)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Lets these changes go, seen at this version of what is in Omni; later ones ask again. */
    public String token(Optional<String> uuid, List<FieldChange> unasked) {
        List<String> seen = new ArrayList<>(List.of("%s %s at version %d of generation %d"
                .formatted(resource.reference(), uuid.orElse(""), resource.version(), generation)));
        unasked.stream()
                .map(change -> "%s from %s to %s"
                        .formatted(
                                change.path(),
                                change.from().orElse("nothing"),
                                change.to().orElse("nothing")))
                .sorted()
                .forEach(seen::add);
        return Tokens.rollout(resource.id(), seen);
    }
}
