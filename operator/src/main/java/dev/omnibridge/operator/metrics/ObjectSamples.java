package dev.omnibridge.operator.metrics;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;
import dev.omnibridge.operator.status.ConditionType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the statuses of one kind say, in numbers. Pure. */
final class ObjectSamples {

    /** A status is what anybody wrote who may; a label is not. */
    private static final String OTHER = "Other";

    private static final Map<String, Reason> REASONS =
            Stream.of(Reason.values()).collect(Collectors.toUnmodifiableMap(Reason::text, Function.identity()));

    private ObjectSamples() {}

    /** What counts of a status. */
    private record Told(List<Condition> conditions, Optional<Drift> drift) {

        private static Told of(@Nullable List<Condition> conditions, @Nullable Drift drift) {
            return new Told(conditions == null ? List.of() : conditions, Optional.ofNullable(drift));
        }

        private Optional<Condition> condition(ConditionType type) {
            return conditions.stream()
                    .filter(condition -> condition.type().equals(type.text()))
                    .findFirst();
        }
    }

    /** Of all objects. */
    static Stream<Sample> of(Reading reading) {
        return Stream.of(
                        samples(
                                "OmniConnection",
                                reading.connections().stream()
                                        .map(connection -> told(connection.getStatus()))
                                        .toList()),
                        samples(
                                "OmniCluster",
                                reading.clusters().stream()
                                        .map(cluster -> told(cluster.getStatus()))
                                        .toList()),
                        samples(
                                "OmniMachineSet",
                                reading.machineSets().stream()
                                        .map(set -> told(set.getStatus()))
                                        .toList()))
                .flatMap(Function.identity());
    }

    private static Told told(@Nullable OmniConnectionStatus status) {
        return status == null ? Told.of(null, null) : Told.of(status.conditions(), null);
    }

    private static Told told(@Nullable OmniClusterStatus status) {
        return status == null ? Told.of(null, null) : Told.of(status.conditions(), status.drift());
    }

    private static Told told(@Nullable OmniMachineSetStatus status) {
        return status == null ? Told.of(null, null) : Told.of(status.conditions(), status.drift());
    }

    private static Stream<Sample> samples(String kind, List<Told> objects) {
        Map<String, Integer> ready = new TreeMap<>(Map.of("True", 0, "False", 0, "Unknown", 0));
        Map<String, Integer> stalled = new TreeMap<>();
        Map<String, Integer> held = new TreeMap<>();
        for (Told object : objects) {
            ready.merge(ready(object), 1, Integer::sum);
            stalled(object).ifPresent(reason -> stalled.merge(reason, 1, Integer::sum));
            held(object).forEach(reason -> held.merge(reason, 1, Integer::sum));
        }
        Stream<Sample> byWord = Stream.of(
                        byWord(Metric.OBJECTS, kind, ready),
                        byWord(Metric.STALLED, kind, stalled),
                        byWord(Metric.HELD, kind, held))
                .flatMap(Function.identity());
        return "OmniConnection".equals(kind) ? byWord : Stream.concat(byWord, drift(kind, objects));
    }

    private static Stream<Sample> byWord(Metric metric, String kind, Map<String, Integer> counts) {
        return counts.entrySet().stream().map(count -> Sample.of(metric, count.getValue(), kind, count.getKey()));
    }

    private static Stream<Sample> drift(String kind, List<Told> objects) {
        long drifted = objects.stream()
                .flatMap(object -> object.drift().stream())
                .filter(drift -> drift.count() > 0)
                .count();
        long contested = objects.stream()
                .flatMap(object -> object.drift().stream())
                .filter(drift -> drift.contested() != null && !drift.contested().isEmpty())
                .count();
        return Stream.of(Sample.of(Metric.DRIFTED, drifted, kind), Sample.of(Metric.CONTESTED, contested, kind));
    }

    private static String ready(Told object) {
        return switch (object.condition(ConditionType.READY)
                .map(Condition::status)
                .orElse(ConditionStatus.UNKNOWN)) {
            case TRUE -> "True";
            case FALSE -> "False";
            case UNKNOWN -> "Unknown";
        };
    }

    private static Optional<String> stalled(Told object) {
        return object.condition(ConditionType.STALLED)
                .filter(condition -> condition.status() == ConditionStatus.TRUE)
                .map(condition -> REASONS.containsKey(condition.reason()) ? condition.reason() : OTHER);
    }

    private static Stream<String> held(Told object) {
        return object.conditions().stream()
                .map(Condition::reason)
                .filter(reason -> Optional.ofNullable(REASONS.get(reason))
                        .filter(known -> known.standing() == Standing.HELD)
                        .isPresent())
                .distinct();
    }
}
