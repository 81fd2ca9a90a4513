package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions of an object: always in the same order, with times that move only when a condition's status does. */
public record Conditions(List<Condition> list) {

    public Conditions {
        list = List.copyOf(list);
    }

    /** The conditions an object carries; none if it has no status yet. */
    public static Conditions of(@Nullable List<Condition> list) {
        return new Conditions(list == null ? List.of() : list);
    }

    /**
     * The conditions after another look: exactly the given ones, since conditions that don't apply are absent. One whose status is as
     * before keeps its time.
     *
     * @param generation the generation of the spec that was looked at
     */
    public Conditions replacedBy(Collection<ConditionState> states, long generation, Instant now) {
        return new Conditions(states.stream()
                .sorted(Comparator.comparing(ConditionState::type))
                .map(state -> condition(state, generation, now))
                .toList());
    }

    /** The condition of a type. */
    public Optional<Condition> get(ConditionType type) {
        return list.stream().filter(c -> c.type().equals(type.text())).findFirst();
    }

    /** Whether a condition is there and holds. */
    public boolean isTrue(ConditionType type) {
        return get(type).filter(c -> c.status() == ConditionStatus.TRUE).isPresent();
    }

    /** The reason a condition gives; an empty text where there is no such condition. */
    public String reason(ConditionType type) {
        return get(type).map(Condition::reason).orElse("");
    }

    /** Whether both say the same about the same generation, whenever they began to. */
    public boolean saysTheSameAs(Conditions other) {
        return withoutTimes().equals(other.withoutTimes());
    }

    private List<Condition> withoutTimes() {
        return list.stream()
                .map(c -> new Condition(c.type(), c.status(), c.observedGeneration(), "", c.reason(), c.message()))
                .toList();
    }

    private Condition condition(ConditionState state, long generation, Instant now) {
        String since = get(state.type())
                .filter(before -> before.status() == state.status())
                .map(Condition::lastTransitionTime)
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(state.type().text(), state.status(), generation, since, state.reason(), state.message());
    }
}
