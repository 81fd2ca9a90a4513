package dev.omnibridge.simulator.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.UpdateOptions;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.log.RecordedWrite.Rpc;
import io.grpc.Status;
import io.grpc.StatusException;
import org.junit.jupiter.api.Test;

class WriteLogTest extends SimulatorTest {

    private static final String PATCH = "machine:\n  sysctls:\n    secret.of: mine\n";

    @Test
    void aWriteIsKeptWithWhoDidItAndWhatChanged() throws Exception {
        Resource created = create();
        var mark = simulator.writeLog().mark();

        update(RawClient.with(created, m -> m.putLabels("marker", "").setPhase("tearingDown")), "running");

        assertThat(simulator.writeLog().since(mark).writes()).singleElement().satisfies(write -> {
            assertThat(write.rpc()).isEqualTo(Rpc.UPDATE);
            assertThat(write.caller().fingerprint())
                    .isEqualTo(simulator.accounts().fingerprint("omnibridge"));
            assertThat(write.requestVersion()).contains("1");
            assertThat(write.versionBefore()).contains(1L);
            assertThat(write.versionAfter()).contains(2L);
            assertThat(write.expectedPhase()).contains(Phase.RUNNING);
            assertThat(write.startedTeardown()).isTrue();
            assertThat(write.changes()).extracting(FieldChange::path).containsExactly("phase", "labels[marker]");
        });
    }

    @Test
    void aRefusedWriteIsKeptWithItsCode() throws Exception {
        Resource created = create();
        update(created, "running");

        try {
            update(created, "running");
        } catch (StatusException e) {
            assertThat(simulator.writeLog().writes().getLast()).satisfies(write -> {
                assertThat(write.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                assertThat(write.changes()).isEmpty();
                assertThat(write.message()).isEqualTo(e.getStatus().getDescription());
            });
            return;
        }
        throw new AssertionError("the stale version was accepted");
    }

    @Test
    void theTextFormOfAWriteHoldsNoContent() throws Exception {
        create();

        assertThat(simulator.writeLog().writes()).singleElement().satisfies(write -> {
            assertThat(write.changed("spec.data")).isTrue();
            assertThat(write.toString()).doesNotContain("secret.of");
        });
    }

    @Test
    void callsAreCountedByMethodSoThatTheTeardownCallIsSeen() throws Exception {
        create();
        var mark = simulator.writeLog().mark();

        client.state()
                .teardown(TeardownRequest.newBuilder()
                        .setNamespace("default")
                        .setType(ResourceTypes.CONFIG_PATCHES.name())
                        .setId("p")
                        .build());
        client.get(ResourceTypes.CONFIG_PATCHES, "p");

        var span = simulator.writeLog().since(mark);
        assertThat(span.calls().of("Teardown")).isEqualTo(1);
        assertThat(span.calls().of("Get")).isEqualTo(1);
        assertThat(span.calls().of("Create")).isZero();
        assertThat(span.calls().total()).isEqualTo(2);
        assertThat(span.writes(ResourceTypes.CONFIG_PATCHES, "p"))
                .singleElement()
                .satisfies(write -> assertThat(write.rpc()).isEqualTo(Rpc.TEARDOWN));
    }

    private Resource create() throws StatusException {
        return client.create(
                ResourceTypes.CONFIG_PATCHES,
                "p",
                ConfigPatchSpec.newBuilder().setData(PATCH).build());
    }

    private void update(Resource resource, String expectedPhase) throws StatusException {
        client.state()
                .update(UpdateRequest.newBuilder()
                        .setNewResource(resource)
                        .setOptions(UpdateOptions.newBuilder().setExpectedPhase(expectedPhase))
                        .build());
    }
}
