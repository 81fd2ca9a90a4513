package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The brake of a connection lets ten machines go in an hour, through whichever door. */
class BrakeStoryTest extends StoryTest {

    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with("deletionPolicy: Delete").controlPlanes(1);

    BrakeStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName("R52: a scale from 30 to 3 is held, over a restart too, until it is approved for this very cluster")
    void scaleDownIsHeld() {
        omni.withMachines(1, 30);
        story.apply(DEMO.workers(30).yaml());
        story.awaitMachines("demo-workers", "30/30");
        story.awaitReady("demo");
        WriteLog.Mark start = omni.writes().mark();

        story.scale("demo-workers", 3);
        story.awaitMachineSet("demo-workers", "Ready", "False", "ReleaseHeld");
        restart();
        String token = awaitToken("demo-workers");
        story.approve(workers(), token.replaceAll(":[0-9a-f]{8}:", ":00000000:"));
        aPassGoesBy();
        story.awaitMachineSet("demo-workers", "Ready", "False", "ReleaseHeld");
        assertThat(omni.writesOf("demo", start)).isEmpty();

        story.approve(workers(), token);
        story.awaitMachines("demo-workers", "3/3");
        assertThat(omni.writesOf("demo", start)).hasSize(1);
    }

    @Test
    @DisplayName("R52: the approval of one scale lets no later one go")
    void approvalDoesNotStand() {
        omni.withMachines(1, 12);
        story.apply(DEMO.workers(12).yaml());
        story.awaitMachines("demo-workers", "12/12");
        story.scale("demo-workers", 1);
        story.awaitMachineSet("demo-workers", "Ready", "False", "ReleaseHeld");
        story.approve(workers(), awaitToken("demo-workers"));
        story.awaitMachines("demo-workers", "1/1");
        story.scale("demo-workers", 12);
        story.awaitMachines("demo-workers", "12/12");
        WriteLog.Mark start = omni.writes().mark();

        story.scale("demo-workers", 1);
        story.awaitMachineSet("demo-workers", "Ready", "False", "ReleaseHeld");
        aPassGoesBy();

        assertThat(omni.writesOf("demo", start)).isEmpty();
        assertThat(omni.machinesInClusters()).isEqualTo(13);
    }

    @Test
    @DisplayName("R52: an emptied list of machines is held as a whole and names the approval")
    void emptiedListIsHeld() {
        List<String> machines = omni.withMachines(1, 12).machineIdsOfClass("big");
        story.apply(DEMO.machines(machines).yaml());
        story.awaitMachines("demo-workers", "12/12");
        WriteLog.Mark start = omni.writes().mark();

        story.apply(DEMO.machines(List.of()).yaml());
        story.awaitMachineSet("demo-workers", "Ready", "False", "ReleaseHeld");
        restart();

        assertThat(awaitToken("demo-workers")).startsWith("release:demo-workers:");
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machinesInClusters()).isEqualTo(13);
    }

    @Test
    @DisplayName(
            "R14, R52: of ten sets deleted at once, over a restart, five go and five wait, each naming its approval")
    void deletedSetsShareTheBrake() {
        omni.withMachines(1, 20);
        ClusterFile file = DEMO;
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "w" + i).toList();
        for (String name : names) {
            file = file.workers(name, 2);
        }
        story.apply(file.yaml());
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 21);
        story.awaitReady("demo");
        WriteLog.Mark start = omni.writes().mark();

        names.forEach(name -> story.deleteMachineSet("demo-" + name));
        await().atMost(Story.PATIENCE).until(() -> !teardowns(start).isEmpty());
        restart();
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 11);
        await().atMost(Story.PATIENCE).until(() -> left(names).size() == 5);

        for (String name : left(names)) {
            story.awaitMachineSet(name, "Deleting", "True", "ReleaseHeld");
            assertThat(awaitToken(name)).startsWith("release:" + name + ":");
        }
        aPassGoesBy();
        assertThat(teardowns(start)).hasSize(5);
        assertThat(omni.machinesInClusters()).isEqualTo(11);
    }

    @Test
    @DisplayName("R09: of five clusters that are deleted at once three go and two wait, over a restart too")
    void deletedClustersShareTheBrake() {
        List<String> names = IntStream.range(0, 5).mapToObj(i -> "c" + i).toList();
        names.forEach(name -> story.apply(ClusterFile.of(name)
                .with("deletionPolicy: Delete")
                .with("kubeconfig: {enabled: false}")
                .yaml()));
        names.forEach(story::awaitSynced);
        WriteLog.Mark start = omni.writes().mark();
        operatorStops();
        names.forEach(story::deleteCluster);

        operatorStarts();
        await().atMost(Story.PATIENCE).until(() -> clustersLeft(names).size() == 2);
        List<String> left = clustersLeft(names);
        left.forEach(name -> story.awaitCluster(name, "Deleting", "True", "ReleaseHeld"));
        restart();

        left.forEach(name -> story.awaitCluster(name, "Deleting", "True", "ReleaseHeld"));
        assertThat(teardowns(start)).hasSize(3);
    }

    @Test
    @DisplayName("R52: a control plane can't be scaled to nothing: /scale itself refuses")
    void controlPlaneIsNotScaledToNothing() {
        omni.withMachines(1, 0);
        story.apply(DEMO.yaml());
        story.awaitReady("demo");
        WriteLog.Mark start = omni.writes().mark();

        assertThatThrownBy(() -> story.scale("demo-control-planes", 0))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("a control plane needs machineClass.replicas of 1 or more");
        aPassGoesBy();
        assertThat(omni.writesOf("demo", start)).isEmpty();
    }

    private OmniMachineSet workers() {
        return story.machineSet("demo-workers").orElseThrow();
    }

    private List<String> left(List<String> names) {
        return names.stream()
                .map(name -> "demo-" + name)
                .filter(name -> story.machineSet(name).isPresent())
                .toList();
    }

    private List<String> clustersLeft(List<String> names) {
        return names.stream().filter(name -> story.cluster(name).isPresent()).toList();
    }

    private String awaitToken(String machineSet) {
        return await().atMost(Story.PATIENCE)
                .until(
                        () -> story.machineSet(machineSet)
                                .flatMap(set -> Optional.ofNullable(set.getStatus()))
                                .map(OmniMachineSetStatus::awaitingApproval)
                                .orElse(""),
                        token -> !token.isEmpty());
    }

    private List<RecordedWrite> teardowns(WriteLog.Mark since) {
        return OmniForTests.succeeded(omni.writes().since(since)).stream()
                .filter(RecordedWrite::startedTeardown)
                .toList();
    }
}
