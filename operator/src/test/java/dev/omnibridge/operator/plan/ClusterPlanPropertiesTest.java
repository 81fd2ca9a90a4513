package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import dev.omnibridge.api.v1alpha1.ClusterFeatures;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any spec, any memory and any state of Omni; the seed in a failing test's name repeats it. */
class ClusterPlanPropertiesTest {

    private static final List<String> KEYS = List.of("a", "b", "c", "d");
    private static final List<String> VALUES = List.of("1", "2", "x".repeat(70), "y".repeat(70));
    private static final UnknownFieldSet FUTURE = UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
            .build();

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("R33: after the plan is carried out there is nothing more to write")
    void itSettles(long seed) {
        World world = new World(seed);

        ClusterPass settled = world.pass(world.object).later(60).carriedOut();

        assertThat(settled.plan().work().operations()).isEmpty();
        assertThat(settled.later(60).plan().work().operations()).isEmpty();
        assertThat(world.cluster().version()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDeclaredFieldIsInOmniAfterwards(long seed) {
        World world = new World(seed);
        world.pass(world.object).later(60).carriedOut();

        Map<String, String> declared = world.object.build().getSpec().labels();
        assertThat(world.cluster().labels()).containsAllEntriesOf(declared == null ? Map.of() : declared);
        assertThat(world.cluster().spec().getTalosVersion()).isEqualTo("1.13.8");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("R22, R23, R24: foreign keys, unknown fields and what was never declared stay as they are")
    void theRestSurvives(long seed) {
        World world = new World(seed);
        Resource<ClusterSpec> before = world.cluster();
        world.pass(world.object).later(60).carriedOut();
        Resource<ClusterSpec> after = world.cluster();

        assertThat(after.spec().getUnknownFields()).isEqualTo(FUTURE);
        assertThat(after.spec().getFeatures().getUnknownFields()).isEqualTo(FUTURE);
        assertThat(after.spec().getBackupConfiguration())
                .isEqualTo(before.spec().getBackupConfiguration());
        assertThat(after.finalizers()).isEqualTo(before.finalizers());
        Set<String> ours = world.mentioned("spec.labels");
        before.labels().forEach((key, value) -> {
            if (!ours.contains(key)) {
                assertThat(after.labels()).containsEntry(key, value);
            }
        });
        assertThat(after.annotations()).containsEntry("ui.example/note", "kept");
        if (!world.applied.containsKey("spec.features.useEmbeddedDiscoveryService") && world.embedded == null) {
            assertThat(after.spec().getFeatures().getUseEmbeddedDiscoveryService())
                    .isEqualTo(before.spec().getFeatures().getUseEmbeddedDiscoveryService());
        }
        assertThat(after.spec().getFeatures().getDiskEncryption())
                .isEqualTo(before.spec().getFeatures().getDiskEncryption());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void observeWritesNothing(long seed) {
        World world = new World(seed);
        ClusterPass pass = world.pass(world.object.observing()).later(60);

        assertThat(pass.decide().operations()).isEmpty();
        assertThat(pass.decide().needsFinalizer()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSamePlanComesOutOfTheSameWorld(long seed) {
        assertThat(new World(seed).plannedChanges()).isEqualTo(new World(seed).plannedChanges());
    }

    /** A spec, what was applied, and what Omni has, all at random. */
    private static final class World {
        private final Random random;
        private final Map<String, String> applied = new TreeMap<>();
        private final @Nullable Boolean embedded;
        private final GivenCluster object = GivenCluster.named("demo").withFinalizer();
        private final GivenOmni omni =
                new GivenOmni().with(talos("1.13.8", "1.35.2"), talos("1.13.7", "1.35.2"), uuid("demo", "uuid-demo"));

        World(long seed) {
            random = new Random(seed);
            embedded = maybe();
            object.spec(s -> s.features(new ClusterFeatures(maybe(), embedded, maybe())));
            if (random.nextBoolean()) {
                Map<String, String> labels = someKeys("");
                object.spec(s -> s.labels(labels));
            }
            applied.putAll(someKeys("spec.labels"));
            applied.put("spec.talos.version", random.nextBoolean() ? "1.13.8" : "1.13.7");
            for (String feature : List.of("enableWorkloadProxy", "useEmbeddedDiscoveryService", "diskEncryption")) {
                if (random.nextBoolean()) {
                    applied.put("spec.features." + feature, Boolean.toString(random.nextBoolean()));
                }
            }
            omni.with(claimed(inOmni(), ClusterPass.ownerOf(object), applied));
        }

        ClusterPass pass(GivenCluster given) {
            return ClusterPass.of(omni, given);
        }

        Resource<ClusterSpec> cluster() {
            return omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
        }

        List<Operation> plannedChanges() {
            return pass(object).later(60).plan().work().operations();
        }

        /** Keys of a map that the spec names or that we once set. */
        Set<String> mentioned(String path) {
            Map<String, String> declared = object.build().getSpec().labels();
            Set<String> keys = new TreeSet<>(declared == null ? Set.of() : declared.keySet());
            applied.keySet().stream()
                    .filter(p -> p.startsWith(path + "["))
                    .forEach(p -> keys.add(p.substring(path.length() + 1, p.length() - 1)));
            return keys;
        }

        private Resource<ClusterSpec> inOmni() {
            ClusterSpec spec = ClusterSpec.newBuilder()
                    .setTalosVersion(random.nextBoolean() ? "1.13.8" : "1.13.7")
                    .setKubernetesVersion("1.35.2")
                    .setFeatures(ClusterSpec.Features.newBuilder()
                            .setEnableWorkloadProxy(random.nextBoolean())
                            .setUseEmbeddedDiscoveryService(random.nextBoolean())
                            .setDiskEncryption(random.nextBoolean())
                            .setUnknownFields(FUTURE))
                    .setUnknownFields(FUTURE)
                    .build();
            Resource<ClusterSpec> cluster = Resource.of(ResourceTypes.CLUSTERS, "demo", spec)
                    .withAnnotation("ui.example/note", "kept")
                    .withMetadata(m -> m.addFinalizers("SomeController"));
            for (Map.Entry<String, String> label : someKeys("").entrySet()) {
                cluster = cluster.withLabel(label.getKey(), label.getValue());
            }
            return cluster;
        }

        private Map<String, String> someKeys(String path) {
            Map<String, String> some = new TreeMap<>();
            for (String key : KEYS) {
                if (random.nextBoolean()) {
                    String name = path.isEmpty() ? key : path + "[" + key + "]";
                    some.put(name, VALUES.get(random.nextInt(VALUES.size())));
                }
            }
            return some;
        }

        private @Nullable Boolean maybe() {
            return switch (random.nextInt(3)) {
                case 0 -> true;
                case 1 -> false;
                default -> null;
            };
        }
    }
}
