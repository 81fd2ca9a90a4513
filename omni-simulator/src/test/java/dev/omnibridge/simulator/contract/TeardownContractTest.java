package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.Watch;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TeardownContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Labels labels = new Labels(omni);
    private final Watching<MachineLabelsSpec> watching = new Watching<>(omni);

    @BeforeEach
    void writes() {
        omni.needsToWrite();
    }

    @Test
    void aTornDownResourceWithoutFinalizersIsRemovedByOmni() {
        Resource<MachineLabelsSpec> a = labels.stored("a");
        try (Watch _ = omni.state().watchOne(Labels.TYPE, a.id(), watching)) {
            watching.awaitLast("created a v1");

            Resource<MachineLabelsSpec> after = omni.state().teardown(a);

            assertThat(after.phase()).isEqualTo(Phase.TEARING_DOWN);
            assertThat(after.version()).isEqualTo(2);
            watching.awaitTold("established", "created a v1", "updated a v2", "destroyed a v2");
        }
    }

    @Test
    void aTeardownOfAnOldVersionIsRefused() {
        Resource<MachineLabelsSpec> a = labels.stored("a");
        omni.state().update(a.withLabel("x", "1"));

        assertThatExceptionOfType(OmniException.VersionConflict.class)
                .isThrownBy(() -> omni.state().teardown(a));
        assertThat(omni.state()
                        .getStored(Labels.TYPE, a.id(), Duration.ofSeconds(10))
                        .orElseThrow()
                        .phase())
                .isEqualTo(Phase.RUNNING);
    }

    @Test
    void finalizersHoldARemovalAndWhatIsHeldCanNeitherBeWrittenNorCreatedAgain() {
        Resource<MachineLabelsSpec> held =
                omni.state().update(labels.stored("a").withMetadata(m -> m.addFinalizers(Hold.FINALIZER)));
        assertThatExceptionOfType(OmniException.PendingFinalizers.class)
                .isThrownBy(() -> omni.state().destroy(Labels.TYPE, held.id()));

        Resource<MachineLabelsSpec> torn = omni.state().teardown(held);
        try (Watch _ = omni.state().watchOne(Labels.TYPE, held.id(), watching)) {
            assertThatExceptionOfType(OmniException.PhaseConflict.class)
                    .isThrownBy(() -> omni.state().teardown(torn))
                    .withMessageContaining("is not in phase running");
            assertThatExceptionOfType(OmniException.PhaseConflict.class)
                    .as("it can't be brought back")
                    .isThrownBy(() -> omni.state().update(torn.withPhase(Phase.RUNNING)));
            assertThatExceptionOfType(OmniException.AlreadyExists.class)
                    .isThrownBy(() -> omni.state().create(labels.unstored("a")));

            new Hold(omni).release(torn);
            watching.awaitLast("destroyed a v4");
        }
    }

    @Test
    void anIdThatWasRemovedBeginsANewLifeAtVersionOne() {
        Resource<MachineLabelsSpec> first =
                omni.state().update(labels.stored("a").withLabel("x", "1"));
        omni.state().destroy(Labels.TYPE, first.id());

        Resource<MachineLabelsSpec> second = labels.stored("a");

        assertThat(second.version()).isEqualTo(1);
        assertThat(second.created()).isAfter(first.created());
    }
}
