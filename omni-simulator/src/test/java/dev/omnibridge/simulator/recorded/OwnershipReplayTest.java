package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.CreateOptions;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.DestroyOptions;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.TeardownOptions;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.specs.MachineInstallDiskConfigSpec;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.kind.MainKinds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Versions of updates that change nothing, and what an owner keeps to itself, as recorded of Omni's main branch. */
class OwnershipReplayTest extends SimulatorTest {

    private static final String OWNER = "omnibridge";

    private final Recording more = new Recording("probe-more.jsonl");
    private final Recording errors = new Recording("probe-errors.jsonl");

    OwnershipReplayTest() {
        super(OmniVersion.MAIN);
    }

    @TestFactory
    List<DynamicTest> anUpdateWithoutAnyChangeIsAVersion() {
        return List.of(
                more.test("more/noop-create", () -> assertVersion(client.create(labels("noop")), "1")),
                more.nth("more/noop-update", 0, () -> assertVersion(client.update(stored("noop")), "2")),
                more.nth("more/noop-update", 1, () -> assertVersion(client.update(stored("noop")), "3")));
    }

    @TestFactory
    List<DynamicTest> whatIsOwned() {
        return List.of(
                more.test(
                        "more/create-with-owner-option",
                        () -> assertThat(owned().getMetadata().getOwner()).isEqualTo(OWNER)),
                more.test("more/teardown-foreign-owner", () -> teardown("")),
                more.test(
                        "more/teardown-with-owner",
                        () -> assertThat(teardown(OWNER)).isTrue()),
                more.test("more/owned-after-teardown", () -> {
                    simulator.world().advance(Duration.ofSeconds(3));
                    assertThat(stored("owned").getMetadata().getPhase()).isEqualTo("tearingDown");
                    assertVersion(stored("owned"), "2");
                }),
                more.test(
                        "more/destroy-with-owner",
                        () -> client.state()
                                .destroy(DestroyRequest.newBuilder()
                                        .setNamespace("default")
                                        .setType(ResourceTypes.MACHINE_LABELS.name())
                                        .setId("owned")
                                        .setOptions(DestroyOptions.newBuilder().setOwner(OWNER))
                                        .build())));
    }

    @TestFactory
    List<DynamicTest> anInstallDiskIsNamedOrSelected() {
        return List.of(errors.test(
                "err/idc-both",
                () -> client.create(
                        MainKinds.MACHINE_INSTALL_DISK_CONFIGS,
                        "m",
                        MachineInstallDiskConfigSpec.newBuilder()
                                .setDisk("/dev/sda")
                                .setDiskSelector("disk.size > 1u")
                                .build())));
    }

    private static Resource labels(String id) {
        return RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_LABELS, id, MachineLabelsSpec.getDefaultInstance()),
                metadata -> metadata.putLabels("a", "b"));
    }

    private Resource stored(String id) throws Exception {
        return client.get(ResourceTypes.MACHINE_LABELS, id);
    }

    private Resource owned() throws Exception {
        return client.state()
                .create(CreateRequest.newBuilder()
                        .setResource(labels("owned"))
                        .setOptions(CreateOptions.newBuilder().setOwner(OWNER))
                        .build())
                .getResource();
    }

    private boolean teardown(String owner) throws Exception {
        return client.state()
                .teardown(TeardownRequest.newBuilder()
                        .setNamespace("default")
                        .setType(ResourceTypes.MACHINE_LABELS.name())
                        .setId("owned")
                        .setOptions(TeardownOptions.newBuilder().setOwner(owner))
                        .build())
                .getDestroyReady();
    }

    private static void assertVersion(Resource resource, String version) {
        assertThat(resource.getMetadata().getVersion()).isEqualTo(version);
    }
}
