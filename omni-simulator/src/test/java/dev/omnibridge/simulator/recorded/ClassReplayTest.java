package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.SimulatorTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A set without machines that went from a class to manual never ends, until it is given an allocation again, as recorded. */
class ClassReplayTest extends SimulatorTest {

    private static final MachineSetSpec BY_CLASS = Resources.allocation("all", 1, MachineAllocation.Type.Static);

    private final Recording recording = new Recording("probe-class.jsonl");

    @TestFactory
    List<DynamicTest> fromClassToManual() throws Exception {
        client.create(Resources.machineClass("all", "omni.sidero.dev/available"));
        client.create(Resources.cluster("cm"));
        settle();
        return List.of(
                recording.test(
                        "class/create",
                        () -> client.create(Resources.set("cm-workers", "cm", OmniKeys.ROLE_WORKER, BY_CLASS))),
                recording.test("class/to-manual", () -> {
                    settle();
                    client.update(with(MachineSetSpec.getDefaultInstance()));
                }),
                recording.test("class/teardown", () -> {
                    settle();
                    client.state()
                            .teardown(TeardownRequest.newBuilder()
                                    .setNamespace("default")
                                    .setType(ResourceTypes.MACHINE_SETS.name())
                                    .setId("cm-workers")
                                    .build());
                }),
                recording.test("class/8-s-later", () -> {
                    settle();
                    assertThat(set().getMetadata().getPhase()).isEqualTo("tearingDown");
                    assertThat(set().getMetadata().getFinalizersList())
                            .containsExactlyInAnyOrder("MachineSetDestroyStatusController", "MachineSetNodeController");
                }),
                recording.test("class/back-to-class-while-tearing-down", () -> client.update(with(BY_CLASS))),
                recording.test("class/after-remedy", () -> {
                    settle();
                    set();
                }));
    }

    private Resource set() throws Exception {
        return client.get(ResourceTypes.MACHINE_SETS, "cm-workers");
    }

    private Resource with(MachineSetSpec spec) throws Exception {
        return set().toBuilder()
                .setSpec(Spec.newBuilder().setProtoSpec(spec.toByteString()))
                .build();
    }

    private void settle() {
        simulator.world().advance(Duration.ofSeconds(8));
    }
}
