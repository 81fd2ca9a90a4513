package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.machineClass;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.omnibridge.api.v1alpha1.ClusterFeatures;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.RollingStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Somebody edits anything at all in Omni, a thousand times; whatever the spec does not mention is afterwards as they left it, through the
 * next edit of the spec and the settling of drift. A failing edit is found again by its seed.
 */
class ForeignEditsTest {

    private static final int EDITS = 500;
    private static final List<String> KEYS = List.of("team", "room", "cost", "note");

    @Test
    @DisplayName("R22, R23, R24: 500 random edits of clusters: no field that the spec does not mention is changed")
    void clusters() {
        int written = 0;
        for (long seed = 0; seed < EDITS; seed++) {
            Random random = new Random(seed);
            GivenCluster object = GivenCluster.named("demo").withFinalizer();
            boolean features = random.nextBoolean();
            object.spec(s -> s.labels(some(random)).annotations(some(random)));
            if (features) {
                object.spec(s -> s.features(new ClusterFeatures(maybe(random), maybe(random), maybe(random))));
            }
            GivenOmni omni =
                    new GivenOmni().with(talos("1.13.8", "1.35.2"), talos("1.13.7", "1.35.2"), uuid("demo", "uuid"));
            ClusterPass.of(omni, object).carriedOut();
            omni.with(edited(inOmni(omni), random));
            Resource<ClusterSpec> before = inOmni(omni);

            object.spec(s -> s.labels(with(s.build().labels(), "fresh", "1"))).metadata(m -> m.generation(2));
            ClusterPass.of(omni, object).later(61).carriedOut();

            Resource<ClusterSpec> after = inOmni(omni);
            assertThat(withoutMentioned(after, object)).as("seed %d", seed).isEqualTo(withoutMentioned(before, object));
            assertThat(after.label("fresh")).as("seed %d", seed).contains("1");
            written += after.version() == before.version() + 1 ? 1 : 0;
        }
        assertThat(written).isEqualTo(EDITS);
    }

    @Test
    @DisplayName("R22, R23, R24: 500 random edits of machine sets: no field that the spec does not mention is changed")
    void machineSets() {
        int changed = 0;
        for (long seed = 0; seed < EDITS; seed++) {
            Random random = new Random(seed);
            SetScene scene = new SetScene();
            scene.omni.with(machineClass("small"), controlPlanes("demo", manual()));
            GivenMachineSet object =
                    GivenMachineSet.named("demo-workers", "demo").withFinalizer();
            object.spec(s -> s.updateStrategy(strategy(random)).deleteStrategy(strategy(random)));
            scene.pass(object).carriedOut();
            scene.omni.with(edited(scene.set("demo-workers"), random));
            Resource<MachineSetSpec> before = scene.set("demo-workers");

            MachineSetPass pass = scene.pass(object.ofClass("big", 4).metadata(m -> m.generation(2)))
                    .later(61);
            pass.carriedOut();

            Resource<MachineSetSpec> after = scene.set("demo-workers");
            assertThat(withoutMentioned(after, object)).as("seed %d", seed).isEqualTo(withoutMentioned(before, object));
            changed += after.version() == before.version() ? 0 : 1;
        }
        // a few happen to be what the spec asks for
        assertThat(changed).isGreaterThan(EDITS * 9 / 10);
    }

    private static Resource<ClusterSpec> inOmni(GivenOmni omni) {
        return omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    /** One to three edits: any field of the message or of one inside it, a field of a newer Omni, a label, an annotation. */
    @SuppressWarnings("unchecked")
    private static <S extends Message> Resource<S> edited(Resource<S> resource, Random random) {
        Resource<S> edited = resource;
        for (int i = 0; i <= random.nextInt(3); i++) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            String value = Integer.toString(random.nextInt(100));
            edited = switch (random.nextInt(4)) {
                case 0 -> edited.withLabel(key, value);
                case 1 -> edited.withAnnotation(key, value);
                default -> {
                    Message.Builder builder = edited.spec().toBuilder();
                    edit(builder, random);
                    yield edited.withSpec((S) builder.build());
                }
            };
        }
        return edited;
    }

    private static void edit(Message.Builder builder, Random random) {
        // what Omni's API calls machine_class is the older place of the allocation, which moves with the first write of
        // it
        List<FieldDescriptor> fields = builder.getDescriptorForType().getFields().stream()
                .filter(field -> !field.isRepeated() && !field.getName().equals("machine_class"))
                .toList();
        if (fields.isEmpty() || random.nextInt(6) == 0) {
            builder.setUnknownFields(UnknownFieldSet.newBuilder()
                    .addField(
                            900,
                            UnknownFieldSet.Field.newBuilder()
                                    .addVarint(random.nextInt(9))
                                    .build())
                    .build());
            return;
        }
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        switch (field.getJavaType()) {
            case MESSAGE -> edit(builder.getFieldBuilder(field), random);
            case ENUM ->
                builder.setField(
                        field,
                        field.getEnumType()
                                .getValues()
                                .get(random.nextInt(
                                        field.getEnumType().getValues().size())));
            case BOOLEAN -> builder.setField(field, random.nextBoolean());
            case INT -> builder.setField(field, random.nextInt(9));
            case LONG -> builder.setField(field, (long) random.nextInt(9));
            case FLOAT -> builder.setField(field, random.nextFloat());
            case DOUBLE -> builder.setField(field, random.nextDouble());
            case STRING -> builder.setField(field, random.nextBoolean() ? "1.13.7" : "text-" + random.nextInt(9));
            case BYTE_STRING -> builder.setField(field, ByteString.copyFromUtf8("bytes-" + random.nextInt(9)));
        }
    }

    /** What is left when all that the spec mentions is taken away, our own marks too. */
    private static List<Object> withoutMentioned(Resource<ClusterSpec> cluster, GivenCluster object) {
        var spec = object.build().getSpec();
        ClusterSpec.Builder rest =
                cluster.spec().toBuilder().clearTalosVersion().clearKubernetesVersion();
        ClusterFeatures features = spec.features();
        if (features != null && features.enableWorkloadProxy() != null) {
            rest.getFeaturesBuilder().clearEnableWorkloadProxy();
        }
        if (features != null && features.useEmbeddedDiscoveryService() != null) {
            rest.getFeaturesBuilder().clearUseEmbeddedDiscoveryService();
        }
        return List.of(
                rest.build(),
                others(cluster.labels(), keys(spec.labels())),
                others(cluster.annotations(), keys(spec.annotations())),
                cluster.finalizers());
    }

    private static List<Object> withoutMentioned(Resource<MachineSetSpec> set, GivenMachineSet object) {
        var spec = object.build().getSpec();
        MachineSetSpec.Builder rest = set.spec().toBuilder();
        rest.getMachineAllocationBuilder().clearName().clearMachineCount().clearAllocationType();
        MachineStrategy update = spec.updateStrategy();
        if (update != null) {
            rest.clearUpdateStrategy();
            if (update.rolling() != null) {
                rest.getUpdateStrategyConfigBuilder().getRollingBuilder().clearMaxParallelism();
            }
        }
        MachineStrategy delete = spec.deleteStrategy();
        if (delete != null) {
            rest.clearDeleteStrategy();
            if (delete.rolling() != null) {
                rest.getDeleteStrategyConfigBuilder().getRollingBuilder().clearMaxParallelism();
            }
        }
        return List.of(rest.build(), set.labels(), others(set.annotations(), Set.of()), set.finalizers());
    }

    private static Set<String> keys(@Nullable Map<String, String> declared) {
        return declared == null ? Set.of() : declared.keySet();
    }

    private static Map<String, String> others(Map<String, String> all, Set<String> mentioned) {
        return all.entrySet().stream()
                .filter(entry ->
                        !mentioned.contains(entry.getKey()) && !entry.getKey().startsWith("omnibridge.dev/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> with(@Nullable Map<String, String> map, String key, String value) {
        Map<String, String> more = new TreeMap<>(map == null ? Map.of() : map);
        more.put(key, value);
        return more;
    }

    private static @Nullable Map<String, String> some(Random random) {
        Map<String, String> some = new TreeMap<>();
        KEYS.stream().filter(key -> random.nextBoolean()).forEach(key -> some.put(key, "ours"));
        return random.nextInt(4) == 0 ? null : some;
    }

    private static @Nullable Boolean maybe(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> true;
            case 1 -> false;
            default -> null;
        };
    }

    private static @Nullable MachineStrategy strategy(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new MachineStrategy(StrategyType.UNSET, null);
            case 1 -> new MachineStrategy(StrategyType.ROLLING, new RollingStrategy(1 + random.nextInt(3)));
            default -> null;
        };
    }
}
