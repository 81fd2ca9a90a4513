package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is being deleted when the way into Omni is gone tells so, with the way out, and goes on by itself once the way is back. */
class CredentialStoryTest extends StoryTest {

    private static final Duration LONGER_THAN_A_REPLACEMENT = Duration.ofMinutes(3);
    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with("deletionPolicy: Delete").controlPlanes(1);

    private final ClusterView demo = new ClusterView(story, "demo");

    CredentialStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void cluster() {
        omni.withMachines(1, 0);
        story.apply(DEMO.yaml());
        story.awaitReady("demo");
    }

    @Test
    @DisplayName(
            "R07: a deletion whose operator restarts in the middle without its Secret is blocked, says how to go on, and ends by itself when the Secret is back")
    void secretIsGoneInTheMiddle() {
        WriteLog.Mark start = omni.writes().mark();
        String machine = omni.machineIds().getFirst();
        omni.machines().disconnectAtOnce(machine);
        deleteAll();
        story.awaitCluster("demo", "Deleting", "True", "WaitingForMachines");

        loseSecret();
        operatorStops();
        operatorStarts();
        time.pass(LONGER_THAN_A_REPLACEMENT);
        requireBlocked("Secret", "deletionPolicy: Retain");
        omni.machines().connect(machine);
        operatorStops();
        operatorStarts();
        time.pass(LONGER_THAN_A_REPLACEMENT);
        requireBlocked("Secret", "deletionPolicy: Retain");

        story.connect(omni);
        requireDeletedOnce(start);
    }

    @Test
    @DisplayName(
            "R07: without its connection a deletion is blocked, over a restart too, and ends by itself when it is back")
    void connectionIsGone() {
        WriteLog.Mark start = omni.writes().mark();
        operatorStops();
        deleteAll();
        story.loseFromBackup(story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get());
        operatorStarts();
        requireBlocked("OmniConnection " + story.connection(), "deletionPolicy: Retain");
        operatorStops();
        operatorStarts();
        requireBlocked("OmniConnection " + story.connection(), "deletionPolicy: Retain");
        assertThat(omni.tried(start)).isEmpty();

        story.connect(omni);
        requireDeletedOnce(start);
    }

    @Test
    @DisplayName("R07: the way out that is told is one: on Retain the object leaves, and what is in Omni stays")
    void retainIsTheWayOut() {
        WriteLog.Mark start = omni.writes().mark();
        operatorStops();
        loseSecret();
        deleteAll();
        operatorStarts();
        time.pass(LONGER_THAN_A_REPLACEMENT);
        requireBlocked("Secret", "deletionPolicy: Retain");

        story.apply(ClusterFile.of("demo").with("deletionPolicy: Retain").cluster());
        story.awaitGone("demo");
        story.awaitSetGone("demo-control-planes");
        assertThat(omni.tried(start)).isEmpty();
        assertThat(omni.machinesInClusters()).isEqualTo(1);
    }

    @Test
    @DisplayName("R07: a Secret that is gone stops no deletion of an operator that has read it")
    void keyInMemoryServesDeletions() {
        WriteLog.Mark start = omni.writes().mark();
        loseSecret();
        time.pass(LONGER_THAN_A_REPLACEMENT);
        story.awaitCluster("demo", "Stalled", "True", "ConnectionNotReady");
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(eventsOfConnection()).contains("Connected", "SecretNotFound"));

        deleteAll();
        requireDeletedOnce(start);
    }

    /** Events about what has no namespace are in the one named default. */
    private List<String> eventsOfConnection() {
        return story.client().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(story.connection()))
                .map(Event::getReason)
                .toList();
    }

    private void deleteAll() {
        story.deleteCluster("demo");
        story.deleteMachineSet("demo-control-planes");
    }

    private void loseSecret() {
        story.client().secrets().withName("omni").delete();
    }

    private void requireBlocked(String... told) {
        story.awaitCluster("demo", "Deleting", "True", "DeletionBlocked");
        story.awaitCluster("demo", "Stalled", "True", "DeletionBlocked");
        assertThat(demo.messageOf("Deleting")).contains(told);
    }

    private void requireDeletedOnce(WriteLog.Mark start) {
        story.awaitGone("demo");
        story.awaitSetGone("demo-control-planes");
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 0);
        assertThat(omni.tried(start))
                .filteredOn(RecordedWrite::startedTeardown)
                .extracting(RecordedWrite::id)
                .containsExactly("demo");
    }
}
