package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Another management cluster works under the same instance name: a clone, or a second installation. It shows in Omni alone. */
class CloneStoryTest extends StoryTest {

    private static final String RECORD = Incarnation.recordId(OperatorForTests.INSTANCE);
    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with("kubeconfig: {enabled: false}").with("deletionPolicy: Delete");

    CloneStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R55: an operator whose clone begins to write contests that and stops, over a restart too; deletions remove nothing, and approved it goes on")
    void aCloneBegins() {
        story.apply(DEMO.yaml());
        story.awaitSynced("demo");
        WriteLog.Mark cloned = omni.writes().mark();

        theOtherTakesTheRecord();

        awaitConnection("InstanceConflict");
        assertThat(Incarnation.of(record()).isContested())
                .as("so that the clone stops too")
                .isTrue();
        story.awaitCluster("demo", "Stalled", "True", "ConnectionNotReady");
        processRestarts();
        awaitConnection("InstanceConflict");
        story.deleteCluster("demo");
        story.apply(ClusterFile.of("next").yaml());
        story.awaitCluster("next", "Stalled", "True", "ConnectionNotReady");
        story.awaitCluster("demo", "Deleting", "True", "DeletionBlocked");
        assertThat(omni.tried(cloned)).isEmpty();

        approve();

        story.awaitSynced("next");
        story.awaitGone("demo");
        assertThat(Incarnation.of(record()).isContested()).isFalse();
        assertThat(omni.tried(cloned))
                .filteredOn(RecordedWrite::startedTeardown)
                .hasSize(1);
    }

    @Test
    @DisplayName("R55: a second installation under a name that is in use writes nothing, not even the record")
    void aSecondInstallation() {
        operatorStops();
        theOtherTakesTheRecord();
        WriteLog.Mark start = omni.writes().mark();
        operatorStarts();
        story.apply(DEMO.yaml());

        awaitConnection("InstanceConflict");
        story.awaitCluster("demo", "Stalled", "True", "ConnectionNotReady");
        assertThat(omni.writes().since(start).writes()).isEmpty();
        assertThat(messageOfReady()).contains("the other one since yesterday", "instance:" + story.connection());
    }

    @Test
    @DisplayName("a record that is lost is written again with the next write, and only then")
    void lostRecord() {
        story.apply(DEMO.yaml());
        story.awaitSynced("demo");
        ui.delete(ResourceTypes.MACHINE_LABELS, RECORD);
        await().until(() -> stored().isEmpty());
        restart();

        story.apply(ClusterFile.of("next").with("kubeconfig: {enabled: false}").yaml());
        story.awaitSynced("next");
        assertThat(stored()).isPresent();
    }

    private void processRestarts() {
        operatorStops();
        operatorStarts();
    }

    private void theOtherTakesTheRecord() {
        Incarnation others = Incarnation.fresh("1d1d1d1d-0000-4000-8000-000000000000", "the other one since yesterday");
        if (stored().isPresent()) {
            ui.edit(
                    ResourceTypes.MACHINE_LABELS,
                    RECORD,
                    record -> others.record(OperatorForTests.INSTANCE, Optional.of(record)));
        } else {
            omni.simulator().store().create("", others.record(OperatorForTests.INSTANCE, Optional.empty()));
        }
    }

    private void approve() {
        String message = messageOfReady();
        int at = message.indexOf("instance:");
        assertThat(at).as(message).isPositive();
        story.approve(connectionObject(), message.substring(at, message.indexOf(' ', at)));
    }

    private void awaitConnection(String reason) {
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(ready().map(Condition::reason)).contains(reason));
    }

    private String messageOfReady() {
        return ready().orElseThrow().message();
    }

    private Optional<Condition> ready() {
        return Optional.ofNullable(connectionObject().getStatus())
                .flatMap(status -> Optional.ofNullable(status.conditions()).orElse(List.of()).stream()
                        .filter(condition -> condition.type().equals("Ready"))
                        .findFirst());
    }

    private OmniConnection connectionObject() {
        return story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get();
    }

    private Resource<MachineLabelsSpec> record() {
        return omni.simulator().store().require(ResourceTypes.MACHINE_LABELS, RECORD);
    }

    private Optional<Resource<MachineLabelsSpec>> stored() {
        return omni.simulator().store().get(ResourceTypes.MACHINE_LABELS, RECORD);
    }
}
