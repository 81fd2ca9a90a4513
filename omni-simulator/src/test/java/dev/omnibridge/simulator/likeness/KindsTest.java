package dev.omnibridge.simulator.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.StoreEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Owners, finalizers, labels and annotations of every kind are those that were seen during the recordings and the deletion after them. The
 * recorded server was of Omni's main branch.
 */
class KindsTest {

    /** What nobody but users brings. */
    private static final Set<String> OF_USERS =
            Set.of("MachineInstallDiskConfigs", "annotation managed-by-cluster-templates", "annotation name");
    /** Recorded machines had no link speed. */
    private static final Set<String> OF_VIRTUAL_MACHINES = Set.of("label net");

    private final Map<String, Set<String>> seen = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> kindsAreAsRecorded() throws IOException {
        Rehearsal rehearsal = new Rehearsal(Recordings.all());
        rehearsal.store().listen(this::note);
        rehearsal.run();
        rehearsal.store().teardown("", ResourceTypes.CLUSTERS, "demo");
        rehearsal.world().advance(Duration.ofMinutes(1));
        return recorded().properties().stream()
                .filter(kind -> !OF_USERS.contains(kind.getKey()))
                .map(kind -> DynamicTest.dynamicTest(
                        kind.getKey() + " has owner, finalizers, labels and annotations as recorded",
                        () -> assertThat(seen.getOrDefault(kind.getKey(), Set.of()))
                                .containsExactlyInAnyOrderElementsOf(expected(kind.getValue()))));
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream in = Objects.requireNonNull(KindsTest.class.getResourceAsStream("/likeness/kinds.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static Set<String> expected(JsonNode kind) {
        Set<String> expected = new TreeSet<>();
        for (Entry<String, String> field : Map.of(
                        "owner", "owner ",
                        "finalizers_seen", "finalizer ",
                        "labels_seen", "label ",
                        "annotations_seen", "annotation ")
                .entrySet()) {
            kind.path(field.getKey()).forEach(value -> expected.add(field.getValue() + value.asText()));
        }
        expected.removeAll(OF_USERS);
        return expected;
    }

    private void note(StoreEvent<?> event) {
        Resource<?> resource = event.last();
        Set<String> facts = seen.computeIfAbsent(event.type().shortName(), kind -> new TreeSet<>());
        facts.add("owner " + resource.owner());
        resource.finalizers().forEach(finalizer -> facts.add("finalizer " + finalizer));
        add(facts, "label ", List.copyOf(resource.labels().keySet()));
        add(facts, "annotation ", List.copyOf(resource.annotations().keySet()));
        facts.removeAll(OF_VIRTUAL_MACHINES);
    }

    private static void add(Set<String> facts, String what, List<String> keys) {
        keys.forEach(key ->
                facts.add(what + (key.startsWith(OmniKeys.PREFIX) ? key.substring(OmniKeys.PREFIX.length()) : key)));
    }
}
