package dev.omnibridge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00.123Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-20T11:00:00Z");

    private static final ConditionState NOT_READY =
            ConditionState.fails(ConditionType.READY, Reason.APPLYING, "1 change written to Omni");
    private static final ConditionState READY =
            ConditionState.holds(ConditionType.READY, StateReason.READY, "3 of 3 machines");
    private static final ConditionState IN_SYNC = ConditionState.holds(ConditionType.SYNCED, StateReason.IN_SYNC, "");

    @Test
    void theTimeMovesWithTheStatus() {
        Conditions first = Conditions.of(null).replacedBy(List.of(NOT_READY), 1, TEN);

        Conditions second = first.replacedBy(List.of(READY), 2, ELEVEN);

        assertThat(first.list())
                .containsExactly(new Condition(
                        "Ready",
                        ConditionStatus.FALSE,
                        1L,
                        "2026-11-20T10:00:00Z",
                        "Applying",
                        "1 change written to Omni"));
        assertThat(second.list())
                .containsExactly(new Condition(
                        "Ready", ConditionStatus.TRUE, 2L, "2026-11-20T11:00:00Z", "Ready", "3 of 3 machines"));
    }

    @Test
    void anotherReasonOrMessageDoesNotMoveTheTime() {
        Conditions first = Conditions.of(null).replacedBy(List.of(NOT_READY), 1, TEN);

        Conditions second = first.replacedBy(
                List.of(ConditionState.fails(ConditionType.READY, Reason.SCALING_UP, "2 of 3")), 2, ELEVEN);

        assertThat(second.list().getFirst().lastTransitionTime()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(second.reason(ConditionType.READY)).isEqualTo("ScalingUp");
    }

    @Test
    void theOrderIsAlwaysTheSameAndWhatDoesNotApplyIsAbsent() {
        Conditions conditions = Conditions.of(null).replacedBy(List.of(IN_SYNC, READY), 1, TEN);

        assertThat(conditions.list()).extracting(Condition::type).containsExactly("Ready", "Synced");
        assertThat(conditions.replacedBy(List.of(READY), 1, TEN).get(ConditionType.SYNCED))
                .isEmpty();
    }

    @Test
    void conditionsAreComparedWithoutTheirTimes() {
        Conditions earlier = Conditions.of(null).replacedBy(List.of(READY), 1, TEN);
        Conditions later = Conditions.of(null).replacedBy(List.of(READY), 1, ELEVEN);

        assertThat(earlier.saysTheSameAs(later)).isTrue();
        assertThat(earlier).isNotEqualTo(later);
        assertThat(earlier.saysTheSameAs(Conditions.of(null).replacedBy(List.of(READY), 2, TEN)))
                .isFalse();
        assertThat(earlier.saysTheSameAs(Conditions.of(null).replacedBy(List.of(NOT_READY), 1, TEN)))
                .isFalse();
    }
}
