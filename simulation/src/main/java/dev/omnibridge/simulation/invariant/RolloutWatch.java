package dev.omnibridge.simulation.invariant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.api.v1alpha1.DisruptionBudget;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.OtherVersion;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts clusters that are really changed without anybody asking, whatever the operator wrote down about it. */
final class RolloutWatch {

    private static final DisruptionBudget BUILT_IN = new DisruptionBudget(null, null);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scene scene;
    private final List<Changed> all = new ArrayList<>();

    private record Changed(String cluster, Instant at) {}

    RolloutWatch(Scene scene) {
        this.scene = scene;
    }

    void check(Written written) {
        if (!isUnasked(written)) {
            return;
        }
        String cluster = written.after().id();
        if (written.isApproved("rollout:" + cluster + ":")) {
            return;
        }
        List<DisruptionBudget> inForce = inForce(written);
        boolean isLetGo = inForce.stream().anyMatch(budget -> letsGo(budget, cluster));
        all.add(new Changed(cluster, written.window().begin()));
        written.require(
                isLetGo,
                Invariant.BUDGET,
                "changed by now: " + all + ", and no budget that was in force during the pass lets that go: "
                        + inForce);
    }

    /** The label of the version before goes, and the spec is the one that was applied. */
    private boolean isUnasked(Written written) {
        if (written.write() != Write.UPDATE || !written.after().type().equals(ResourceTypes.CLUSTERS)) {
            return false;
        }
        Resource<?> before = written.before().orElseThrow();
        JsonNode memory = memory(before);
        boolean isPending = Stream.of(memory.path("pending"))
                .flatMap(list -> list.valueStream())
                .anyMatch(path -> path.asText().equals(OtherVersion.PATH));
        return before.hasLabel(OtherVersion.LABEL)
                && !written.after().hasLabel(OtherVersion.LABEL)
                && Marks.isOurs(before, written.window().object())
                && !isPending
                && asksForTheSame(
                        (OmniCluster) written.window().object(),
                        memory.path("gen").asLong());
    }

    /** Whether the object asks Omni for what it did at that generation: who edits a policy, or a pause, asks for nothing. */
    private boolean asksForTheSame(OmniCluster object, long generation) {
        return object.getMetadata().getGeneration() == generation
                || scene.server().log().stream()
                        .flatMap(change -> change.after().stream())
                        .filter(OmniCluster.class::isInstance)
                        .map(OmniCluster.class::cast)
                        .filter(state -> state.getMetadata()
                                        .getUid()
                                        .equals(object.getMetadata().getUid())
                                && state.getMetadata().getGeneration() == generation)
                        .findFirst()
                        .filter(state -> wishes(state.getSpec()).equals(wishes(object.getSpec())))
                        .isPresent();
    }

    private static List<Object> wishes(OmniClusterSpec spec) {
        return Stream.of(
                        spec.talos(),
                        spec.kubernetes(),
                        spec.features(),
                        spec.labels(),
                        spec.annotations(),
                        spec.ignoreDifferences())
                .<Object>map(Optional::ofNullable)
                .toList();
    }

    private static JsonNode memory(Resource<?> resource) {
        try {
            return JSON.readTree(resource.annotation("omnibridge.dev/applied").orElse("{}"));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** A cluster that counts already is finished, whatever others do. */
    private boolean letsGo(DisruptionBudget budget, String cluster) {
        Instant from = scene.omni().now().minus(window(budget));
        Set<String> counting = all.stream()
                .filter(changed -> changed.at().isAfter(from))
                .map(Changed::cluster)
                .collect(Collectors.toUnmodifiableSet());
        return counting.contains(cluster) || counting.size() < limit(budget);
    }

    private static Duration window(DisruptionBudget budget) {
        return Duration.parse(
                "PT" + Objects.requireNonNullElse(budget.window(), "1h").toUpperCase(Locale.ROOT));
    }

    private static int limit(DisruptionBudget budget) {
        return Objects.requireNonNullElse(budget.clusters(), 5);
    }

    /**
     * Budgets of the connection that some process may go by: a change counts from the next pass over the connection on. What was let go by an
     * earlier one, and was not written because the process was killed, is written by the next.
     */
    private List<DisruptionBudget> inForce(Written written) {
        Optional<Integer> known = written.window().facts().map(f -> f.budget().clusters());
        return connections()
                .map(c -> Objects.requireNonNullElse(c.getSpec().disruptionBudget(), BUILT_IN))
                .distinct()
                .filter(budget -> known.isEmpty() || known.get() == limit(budget) || wasLetGo(written, budget))
                .toList();
    }

    private boolean wasLetGo(Written written, DisruptionBudget budget) {
        Instant begin = written.window().begin();
        return connections()
                .flatMap(c -> Stream.ofNullable(c.getStatus()))
                .flatMap(status -> Stream.ofNullable(status.rollouts()))
                .flatMap(List::stream)
                .filter(entry -> entry.cluster().equals(written.after().id()))
                .map(entry -> Instant.parse(entry.at()))
                .anyMatch(at -> at.isBefore(begin) && at.isAfter(begin.minus(window(budget))));
    }

    private Stream<OmniConnection> connections() {
        return scene.server().log().stream()
                .flatMap(change -> change.after().stream())
                .filter(OmniConnection.class::isInstance)
                .map(OmniConnection.class::cast)
                .filter(c -> c.getMetadata().getName().equals(OperatorProcess.CONNECTION));
    }
}
