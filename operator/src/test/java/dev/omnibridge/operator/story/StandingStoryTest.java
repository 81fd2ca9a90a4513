package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What needs a person is Stalled, what heals itself is Reconciling, what somebody holds is neither; and each ends when its cause does. */
class StandingStoryTest extends StoryTest {

    private static final Duration LONGER_THAN_PATIENCE = Duration.ofSeconds(125);
    private static final Duration LONGER_THAN_THE_GRACE = Duration.ofSeconds(95);
    private static final Duration LONGER_THAN_A_BACK_OFF = Duration.ofMinutes(2);

    private final ClusterView demo = new ClusterView(story, "demo");

    StandingStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(1, 1);
    }

    @Test
    @DisplayName(
            "R39: a version that Omni does not know is Stalled, names field, value and versions that are allowed; corrected, it is Ready")
    void unknownVersionIsStalled() {
        ClusterFile file = ClusterFile.of("demo").controlPlanes(1);
        story.apply(file.yaml());
        story.awaitReady("demo");

        story.apply(file.with("labels: {team: a}").yaml().replace("version: 1.13.8", "version: 1.99.0"));
        story.awaitCluster("demo", "Ready", "False", "VersionNotAvailable");
        requireStalled("VersionNotAvailable", "spec.talos.version", "1.99.0", "1.13.8");
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "demo")
                        .labels())
                .as("what is valid is applied")
                .containsEntry("team", "a");
        restart();
        requireStalled("VersionNotAvailable", "spec.talos.version", "1.99.0", "1.13.8");

        story.apply(file.with("labels: {team: a}").yaml());
        story.awaitReady("demo");
        requireNeither();
    }

    @Test
    @DisplayName(
            "R39: a machine class that is missing is waited for, needs a person after two minutes, and is found when it comes")
    void missingClassIsWaitedForAndThenStalled() {
        story.apply(ClusterFile.of("demo").controlPlanes(1).yaml().replace("name: small", "name: later"));
        story.awaitMachineSet("demo-control-planes", "Ready", "False", "WaitingForReference");
        story.awaitMachineSet("demo-control-planes", "Reconciling", "True", "WaitingForReference");
        story.awaitMachineSet("demo-control-planes", "Stalled", "False", "NotStalled");

        time.pass(LONGER_THAN_PATIENCE);
        story.awaitMachineSet("demo-control-planes", "Stalled", "True", "ReferenceNotFound");
        story.awaitMachineSet("demo-control-planes", "Reconciling", "False", "NotReconciling");
        assertThat(story.machineSet("demo-control-planes")
                        .orElseThrow()
                        .getStatus()
                        .conditions())
                .filteredOn(condition -> condition.type().equals("Synced"))
                .singleElement()
                .satisfies(condition ->
                        assertThat(condition.message()).contains("spec.machineClass.name", "later", "big, small"));
        restart();
        story.awaitMachineSet("demo-control-planes", "Stalled", "True", "ReferenceNotFound");

        omni.machineClass("later", "omni.sidero.dev/cores = 4");
        story.awaitReady("demo");
        story.awaitMachineSet("demo-control-planes", "Stalled", "False", "NotStalled");
    }

    @Test
    @DisplayName(
            "R39: a connection that is missing is waited for, needs a person after two minutes, and is used when it comes")
    void missingConnectionIsWaitedForAndThenStalled() {
        String later = story.connection() + "-later";
        story.apply(ClusterFile.of("demo").controlPlanes(1).yaml().replace("$connection", later));
        story.awaitCluster("demo", "Ready", "False", "WaitingForReference");
        story.awaitCluster("demo", "Reconciling", "True", "WaitingForReference");

        time.pass(LONGER_THAN_PATIENCE);
        requireStalled("ReferenceNotFound", "OmniConnection " + later, "connectionRef");

        story.connect(omni, later);
        story.awaitReady("demo");
        requireNeither();
        story.deleteAll("demo", "demo-control-planes");
        story.disconnect(later);
    }

    @Test
    @DisplayName(
            "R39: while Omni is away what is known stays, nothing is called good or bad, and it is Reconciling; and Ready when Omni is back")
    void omniIsAway() {
        story.apply(ClusterFile.of("demo").controlPlanes(1).yaml());
        story.awaitReady("demo");

        omni.simulator().stopServer();
        time.pass(LONGER_THAN_THE_GRACE);
        story.awaitCluster("demo", "Ready", "Unknown", "ConnectionDown");
        story.awaitCluster("demo", "Synced", "Unknown", "ConnectionDown");
        story.awaitCluster("demo", "OmniReachable", "False", "ConnectionDown");
        story.awaitCluster("demo", "Reconciling", "True", "ConnectionDown");
        story.awaitCluster("demo", "Stalled", "False", "NotStalled");
        assertThat(demo.messageOf("Ready")).contains("OmniConnection " + story.connection());
        assertThat(demo.object().getStatus().machines().summary()).isEqualTo("1/1");

        omni.simulator().startServer();
        time.pass(LONGER_THAN_A_BACK_OFF);
        story.awaitReady("demo");
        requireNeither();
    }

    @Test
    @DisplayName("R39: a key that Omni accepts no more needs a person, and nobody else once it is accepted again")
    void refusedKeyIsStalled() {
        story.apply(ClusterFile.of("demo").controlPlanes(1).yaml());
        story.awaitReady("demo");

        omni.simulator().accounts().expire("omnibridge");
        omni.simulator().faults().dropWatches();
        story.awaitCluster("demo", "Ready", "Unknown", "ConnectionNotReady");
        requireStalled("ConnectionNotReady", "OmniConnection " + story.connection(), "key");

        omni.simulator().accounts().renew("omnibridge");
        time.pass(LONGER_THAN_A_BACK_OFF);
        story.awaitReady("demo");
        requireNeither();
    }

    @Test
    @DisplayName("R39: what a lock in Omni holds back is neither Stalled nor Reconciling, and says how to unlock")
    void lockIsNeither() {
        ClusterFile file = ClusterFile.of("demo").controlPlanes(1);
        story.apply(file.yaml());
        story.awaitReady("demo");
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));

        story.apply(file.with("labels: {team: a}").yaml());
        story.awaitCluster("demo", "Ready", "False", "OmniLocked");
        requireNeither();
        assertThat(demo.messageOf("Synced")).contains("locked", "unlock");

        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withoutAnnotation(OmniKeys.CLUSTER_LOCKED));
        story.awaitReady("demo");
        requireNeither();
    }

    private void requireStalled(String reason, String... told) {
        story.awaitCluster("demo", "Stalled", "True", reason);
        story.awaitCluster("demo", "Reconciling", "False", "NotReconciling");
        assertThat(demo.messageOf("Ready")).contains(told);
    }

    private void requireNeither() {
        story.awaitCluster("demo", "Stalled", "False", "NotStalled");
        story.awaitCluster("demo", "Reconciling", "False", "NotReconciling");
    }
}
