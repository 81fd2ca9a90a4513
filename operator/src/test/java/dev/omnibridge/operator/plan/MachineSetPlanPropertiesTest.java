package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.machineClass;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.RollingStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any machine set; the seed in a failing test's name repeats it. */
class MachineSetPlanPropertiesTest {

    private static final String SET = "demo-workers";
    private static final List<String> MACHINES = List.of("m1", "m2", "m3", "m4", "m5");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("R33: after the plan is carried out there is nothing more to write")
    void itSettles(long seed) {
        World world = new World(seed);
        MachineSetPass settled = world.pass().later(60).carriedOut();

        assertThat(settled.decide().operations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("R13: whatever is written or torn down is ours, and locked nodes stay")
    void onlyOursIsTouched(long seed) {
        World world = new World(seed);
        for (Operation operation : world.pass().later(60).decide().operations()) {
            if (!(operation instanceof Operation.Create)) {
                assertThat(operation.resource().annotations())
                        .containsEntry("omnibridge.dev/owner", "prod-mgmt/OmniMachineSet/team-a/" + SET);
            }
            if (operation instanceof Operation.Teardown) {
                assertThat(operation.resource().hasAnnotation("omni.sidero.dev/locked"))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsReservedIsWhatIsReleased(long seed) {
        World world = new World(seed);
        var decision = world.pass().later(60).decide();
        long teardowns = decision.operations().stream()
                .filter(o -> o instanceof Operation.Teardown)
                .count();

        long shrunk = decision.reservations().releases().stream()
                .filter(entry -> entry.id().equals(SET))
                .count();
        assertThat(decision.reservations().releases()).hasSize(Math.toIntExact(teardowns + shrunk));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void underAnObservingClusterNothingIsWritten(long seed) {
        World world = new World(seed);
        world.scene.cluster.observing();

        assertThat(world.pass().later(60).decide().operations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLockedClusterIsNotWrittenTo(long seed) {
        World world = new World(seed);
        world.scene.omni.with(world.scene
                .omni
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .withAnnotation("omni.sidero.dev/cluster-locked", ""));
        var decision = world.pass().later(60).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.held().isEmpty())
                .isEqualTo(world.pass().later(60).plan().work().operations().isEmpty());
    }

    /** A set of ours, by class or by list, with nodes of all sorts. */
    private static final class World {
        private final Random random;
        private final SetScene scene = new SetScene();
        private final GivenMachineSet object =
                GivenMachineSet.named(SET, "demo").withFinalizer();

        World(long seed) {
            random = new Random(seed);
            scene.omni.with(machineClass("small"), controlPlanes("demo", manual()));
            object.spec(s -> s.updateStrategy(strategy()).deleteStrategy(strategy()));
            boolean isByClass = random.nextBoolean();
            Map<String, String> applied = new TreeMap<>();
            MachineSetSpec spec;
            if (isByClass) {
                String name = random.nextBoolean() ? "big" : "small";
                int replicas = random.nextInt(6);
                object.spec(s -> s.machineClass(new MachineClassSource(name, replicas, null)));
                spec = ofClass("big", random.nextInt(6));
                applied.put("spec.machineClass.replicas", Integer.toString(random.nextInt(6)));
                scene.allocated(SET, random.nextInt(6));
            } else {
                List<String> listed = new ArrayList<>(MACHINES);
                listed.removeIf(machine -> random.nextBoolean());
                object.machines(listed.toArray(String[]::new));
                spec = manual();
                MACHINES.forEach(this::maybeBound);
            }
            scene.claimedSet(object, workers("demo", SET, spec), applied);
        }

        MachineSetPass pass() {
            return scene.pass(object);
        }

        private void maybeBound(String machine) {
            Resource<MachineSetNodeSpec> node = node(machine, "demo", SET);
            switch (random.nextInt(5)) {
                case 0 -> scene.omni.with(claimed(node, MachineSetPass.ownerOf(object), Map.of()));
                case 1 ->
                    scene.omni.with(claimed(node, MachineSetPass.ownerOf(object), Map.of())
                            .withAnnotation("omni.sidero.dev/locked", ""));
                case 2 -> scene.omni.with(node);
                case 3 -> scene.omni.with(node(machine, "other", "other-workers"));
                default -> scene.omni.without(ResourceTypes.MACHINE_SET_NODES, machine);
            }
        }

        private @Nullable MachineStrategy strategy() {
            return switch (random.nextInt(3)) {
                case 0 -> new MachineStrategy(StrategyType.UNSET, null);
                case 1 -> new MachineStrategy(StrategyType.ROLLING, new RollingStrategy(1 + random.nextInt(3)));
                default -> null;
            };
        }
    }
}
