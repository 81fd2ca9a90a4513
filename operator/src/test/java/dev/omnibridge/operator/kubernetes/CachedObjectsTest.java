package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of our objects a machine set in Omni concerns. */
class CachedObjectsTest {

    private final CachedObjects objects = new CachedObjects();

    @Test
    void aSetThatIsNotClaimedHearsOfTheSetItIsInConflictWith() {
        has(
                List.of(GivenCluster.named("demo")
                        .spec(s -> s.clusterName("team-a-demo"))
                        .build()),
                List.of(
                        GivenMachineSet.named("demo-workers", "demo").build(),
                        GivenMachineSet.named("demo-cp", "demo").controlPlane().build(),
                        GivenMachineSet.named("demo-gpu", "demo")
                                .spec(s -> s.name("tpu"))
                                .build()));

        assertThat(namesFor("team-a-demo-workers")).containsExactly("demo-workers");
        assertThat(namesFor("team-a-demo-control-planes")).containsExactly("demo-cp");
        assertThat(namesFor("team-a-demo-tpu")).containsExactly("demo-gpu");
        assertThat(namesFor("demo-workers")).isEmpty();
    }

    @Test
    void aClaimedSetHearsOfItsOwnIdWhateverItIsCalled() {
        has(
                List.of(GivenCluster.named("demo").build()),
                List.of(GivenMachineSet.named("demo-workers", "demo")
                        .reported("old-id", "id")
                        .build()));

        assertThat(namesFor("old-id")).containsExactly("demo-workers");
        assertThat(namesFor("demo-workers")).isEmpty();
    }

    private List<String> namesFor(String id) {
        return objects.machineSetsWithId(id).stream()
                .map(set -> set.getMetadata().getName())
                .toList();
    }

    private void has(List<OmniCluster> clusters, List<OmniMachineSet> sets) {
        objects.clusters().bind(new Filed<>(clusters, new HashMap<>()));
        objects.machineSets().bind(new Filed<>(sets, new HashMap<>()));
    }

    /** Files its content as an informer does. */
    private record Filed<T extends HasMetadata>(List<T> content, Map<String, Function<T, List<String>>> indexes)
            implements IndexerResourceCache<T> {

        @Override
        public void addIndexers(Map<String, Function<T, List<String>>> more) {
            indexes.putAll(more);
        }

        @Override
        public List<T> byIndex(String index, String key) {
            Function<T, List<String>> keys = indexes.getOrDefault(index, object -> List.of());
            return content.stream()
                    .filter(object -> keys.apply(object).contains(key))
                    .toList();
        }

        @Override
        public Optional<T> get(ResourceID id) {
            return content.stream()
                    .filter(object -> ResourceID.fromResource(object).equals(id))
                    .findFirst();
        }

        @Override
        public Stream<ResourceID> keys() {
            return content.stream().map(ResourceID::fromResource);
        }

        @Override
        public Stream<T> list(Predicate<T> filter) {
            return content.stream().filter(filter);
        }

        @Override
        public Stream<T> list(String namespace, Predicate<T> filter) {
            return list(filter);
        }
    }
}
