package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.Remembered;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.plan.Verdict.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All fields of one resource compared three ways: spec, what we last set, Omni.
 *
 * @param learned what is to be remembered beside the fields
 * @param resource as read; what is written starts from it, so that everything else on it survives
 */
record Difference<S extends Message>(
        Resource<S> resource,
        List<Verdict<S>> verdicts,
        Optional<Applied> memory,
        SortedMap<String, Remembered> learned,
        FieldHash hash) {

    /** Compares. */
    static <S extends Message> Difference<S> of(
            Resource<S> resource, List<Field<S>> fields, Optional<Applied> memory, FieldHash hash, FieldRules rules) {
        List<Verdict<S>> verdicts = fields.stream()
                .map(field -> Verdict.of(field, resource, memory, hash, rules))
                .toList();
        return new Difference<>(resource, verdicts, memory, new TreeMap<>(), hash);
    }

    /** The same, with something to remember that is not kept on this resource. */
    Difference<S> learning(String path, String value) {
        SortedMap<String, Remembered> more = new TreeMap<>(learned);
        more.put(path, Remembered.of(value, hash));
        return new Difference<>(resource, verdicts, memory, more, hash);
    }

    /** What the spec declares, by path. */
    static <S extends Message> Map<String, String> declared(List<Field<S>> fields) {
        return fields.stream()
                .filter(field -> field.declared().isPresent())
                .collect(Collectors.toMap(Field::path, field -> field.declared().get()));
    }

    /** Fields in this case. */
    List<Verdict<S>> in(Case outcome) {
        return verdicts.stream().filter(v -> v.outcome() == outcome).toList();
    }

    /** Whether a field stays as it is in Omni, whatever the spec says of it and the rules would allow. */
    boolean leavesAlone(String path) {
        return verdicts.stream().filter(v -> v.field().path().equals(path)).anyMatch(v -> switch (v.outcome()) {
            case IGNORED, CONTESTED, LEFT -> true;
            case SAME, NOT_OURS, SPEC_CHANGED, DRIFT, DROPPED, TAKEN_OVER, IMMUTABLE, REFUSED -> false;
        });
    }

    /** Whether Omni has everything that the spec declares, but for what it leaves alone. */
    boolean agrees() {
        return verdicts.stream().allMatch(v -> switch (v.outcome()) {
            case SAME, NOT_OURS, IGNORED, TAKEN_OVER -> true;
            case SPEC_CHANGED, DRIFT, CONTESTED, DROPPED, LEFT, IMMUTABLE, REFUSED -> false;
        });
    }

    /** Whether something has to be written whatever happens to drift. */
    boolean asksForAWrite() {
        return !learned.isEmpty()
                || verdicts.stream().anyMatch(v -> switch (v.outcome()) {
                    case SPEC_CHANGED -> true;
                    case DROPPED ->
                        !change(v, resource, v.field().reset().apply(resource)).isEmpty();
                    case SAME, NOT_OURS, DRIFT, CONTESTED, IGNORED, TAKEN_OVER, LEFT, IMMUTABLE, REFUSED -> false;
                });
    }

    /** Fields that an update changes, drift included, in the order of the table. */
    List<FieldChange> changes() {
        List<FieldChange> changes = new ArrayList<>();
        Resource<S> after = resource;
        for (Verdict<S> verdict : verdicts) {
            Resource<S> next = written(verdict, after);
            changes.addAll(change(verdict, after, next));
            after = next;
        }
        return List.copyOf(changes);
    }

    /** Whether an update would reach the machines. */
    boolean touchesMachines() {
        List<String> changed = changes().stream().map(FieldChange::path).toList();
        return verdicts.stream()
                .anyMatch(v -> v.field().touchesMachines()
                        && changed.contains(v.field().path()));
    }

    /** The update that writes all changes, with our claim and memory on it. */
    Update update(Owner owner, SpecMark spec, ClaimChange claim) {
        Resource<S> after = resource;
        for (Verdict<S> verdict : verdicts) {
            after = written(verdict, after);
        }
        Applied applied = new Applied(spec, remembered(), pending(spec, claim));
        return new Update(resource, ClaimMarks.claim(after, owner, applied, hash), changes(), claim);
    }

    /**
     * The update that only remembers: what the spec takes up of Omni, or a spec would pass for one that never changed when it goes back to what
     * was set before; and other policies, or a backup could bring back older ones in silence. Empty if there is nothing of the kind, if a
     * field is to be written, or if the spec is older than what was applied.
     */
    Optional<Update> memory(Owner owner, SpecMark spec) {
        boolean takesUp = verdicts.stream().anyMatch(v -> v.outcome() == Case.SAME && !v.isAsApplied(hash));
        return memory.filter(applied -> applied.spec().generation() <= spec.generation())
                .filter(applied -> takesUp || applied.spec().letsOthersThan(spec))
                .filter(_ -> changes().isEmpty())
                .map(_ -> update(owner, spec, ClaimChange.KEPT));
    }

    /**
     * What the spec asks for and is not written with this update; whoever writes it later does what was asked for. Once a generation is
     * applied nothing more of it becomes pending: what differs then is what another version of us makes of it.
     */
    private Set<String> pending(SpecMark spec, ClaimChange claim) {
        Optional<Applied> same = memory.filter(
                applied -> claim == ClaimChange.KEPT && applied.spec().asksForTheSameAs(spec));
        return verdicts.stream()
                .filter(verdict -> verdict.outcome() == Case.REFUSED || verdict.outcome() == Case.LEFT)
                .filter(verdict -> !verdict.isAsApplied(hash))
                .map(verdict -> verdict.field().path())
                .filter(path -> same.isEmpty() || same.get().pending().contains(path))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is remembered after the update; paths that this version of us does not know stay. */
    private SortedMap<String, Remembered> remembered() {
        SortedMap<String, Remembered> fields =
                new TreeMap<>(memory.map(Applied::fields).orElseGet(TreeMap::new));
        for (Verdict<S> verdict : verdicts) {
            String path = verdict.field().path();
            switch (verdict.outcome()) {
                case SAME, SPEC_CHANGED, DRIFT ->
                    verdict.field().declared().ifPresent(value -> fields.put(path, Remembered.of(value, hash)));
                case DROPPED, TAKEN_OVER -> fields.remove(path);
                case NOT_OURS, CONTESTED, IGNORED, LEFT, IMMUTABLE, REFUSED -> {
                    // what we know of it, if anything, stays as it was
                }
            }
        }
        fields.putAll(learned);
        return fields;
    }

    private Resource<S> written(Verdict<S> verdict, Resource<S> before) {
        Field<S> field = verdict.field();
        return switch (verdict.outcome()) {
            case SPEC_CHANGED, DRIFT ->
                field.declared()
                        .map(value -> field.write().apply(before, value))
                        .orElse(before);
            case DROPPED -> field.reset().apply(before);
            case SAME, NOT_OURS, CONTESTED, IGNORED, TAKEN_OVER, LEFT, IMMUTABLE, REFUSED -> before;
        };
    }

    private List<FieldChange> change(Verdict<S> verdict, Resource<S> before, Resource<S> after) {
        Field<S> field = verdict.field();
        Optional<String> from = field.inOmni().apply(before);
        Optional<String> to = field.inOmni().apply(after);
        if (from.equals(to)) {
            return List.of();
        }
        Cause cause = switch (verdict.outcome()) {
            case DRIFT -> Cause.DRIFT;
            case DROPPED -> Cause.REMOVED_FROM_SPEC;
            case SAME, NOT_OURS, SPEC_CHANGED, CONTESTED, IGNORED, TAKEN_OVER, LEFT, IMMUTABLE, REFUSED ->
                Cause.SPEC_CHANGED;
        };
        return List.of(new FieldChange(field.path(), from, to, cause));
    }
}
