package dev.omnibridge.demo.table;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an object's conditions say.
 *
 * @param object kind and name, as in {@code OmniCluster team-a/demo}
 * @param conditions the conditions of its present generation; empty while status is older than the spec
 */
public record Health(String object, List<Condition> conditions) {
    /** These are worth a word while True; all others while they are not. */
    private static final Set<String> TROUBLE_IF_TRUE = Set.of(
            "Reconciling", "Stalled", "Deleting", "Paused", "ScalingUp", "ScalingDown", "RollingOut", "ReleaseHeld");

    /** Copies the list. */
    public Health {
        conditions = List.copyOf(conditions);
    }

    /** Reads the conditions of an object of our kinds. */
    public static Health of(HasMetadata object) {
        return switch (object) {
            case OmniConnection connection -> {
                var status = Optional.ofNullable(connection.getStatus());
                yield of(object, status.map(s -> s.observedGeneration()), status.map(s -> s.conditions()));
            }
            case OmniCluster cluster -> {
                var status = Optional.ofNullable(cluster.getStatus());
                yield of(object, status.map(s -> s.observedGeneration()), status.map(s -> s.conditions()));
            }
            case OmniMachineSet set -> {
                var status = Optional.ofNullable(set.getStatus());
                yield of(object, status.map(s -> s.observedGeneration()), status.map(s -> s.conditions()));
            }
            default -> throw new IllegalArgumentException("not of our kinds: " + object.getKind());
        };
    }

    private static Health of(
            HasMetadata object, Optional<Long> observedGeneration, Optional<List<Condition>> conditions) {
        boolean isCurrent = observedGeneration
                .filter(seen -> Objects.equals(seen, object.getMetadata().getGeneration()))
                .isPresent();
        return new Health(
                object.getKind() + " " + Fleet.fullName(object), isCurrent ? conditions.orElse(List.of()) : List.of());
    }

    /** The condition that sums the others up. */
    public Optional<Condition> ready() {
        return conditions.stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst();
    }

    /** Whether it is Ready for the spec it has now. */
    public boolean isReady() {
        return ready().filter(condition -> condition.status() == ConditionStatus.TRUE)
                .isPresent();
    }

    /** The conditions that explain why it is not Ready, one line each. */
    public List<String> troubles() {
        if (conditions.isEmpty()) {
            return List.of(object + " has no status of its present generation");
        }
        return conditions.stream()
                .filter(condition ->
                        (condition.status() == ConditionStatus.TRUE) == TROUBLE_IF_TRUE.contains(condition.type()))
                .map(condition -> "%s %s=%s %s: %s"
                        .formatted(
                                object,
                                condition.type(),
                                word(condition.status()),
                                condition.reason(),
                                condition.message()))
                .toList();
    }

    static String word(@Nullable ConditionStatus status) {
        return switch (status) {
            case TRUE -> "True";
            case FALSE -> "False";
            case UNKNOWN -> "Unknown";
            case null -> "";
        };
    }
}
