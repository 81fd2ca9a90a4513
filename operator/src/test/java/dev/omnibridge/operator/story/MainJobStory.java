package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job end to end: real API server, operator with its rights, Omni over gRPC. */
abstract class MainJobStory extends StoryTest {

    private static final String DEMO = """
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniCluster
            metadata: {name: demo}
            spec:
              connectionRef: {name: $connection}
              kubernetes: {version: 1.35.6}
              talos: {version: 1.13.8}
              labels: {team: a}
            ---
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniMachineSet
            metadata: {name: demo-control-planes}
            spec: {clusterRef: {name: demo}, role: ControlPlane, machineClass: {name: small, replicas: 1}}
            ---
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniMachineSet
            metadata: {name: demo-workers}
            spec: {clusterRef: {name: demo}, role: Worker, machineClass: {name: big, replicas: 2}}
            """;

    MainJobStory(TestNamespace namespace, OmniVersion version) {
        super(namespace, version);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(3, 4);
    }

    @Test
    void theWholeStory() {
        story.apply(DEMO);
        story.awaitReady("demo");
        // the control plane alone may be Ready before the workers are in Omni
        await().atMost(Story.PATIENCE)
                .until(() -> "3/3"
                        .equals(story.cluster("demo")
                                .orElseThrow()
                                .getStatus()
                                .machines()
                                .summary()));
        story.awaitReady("demo");
        assertThat(story.kubeconfigWorks("demo-kubeconfig")).isTrue();

        story.scale("demo-workers", 3);
        story.awaitMachines("demo-workers", "3/3");
        story.scale("demo-workers", 1);
        story.awaitMachines("demo-workers", "1/1");
        story.awaitReady("demo");

        restartInTheMiddleOfAnEdit();
        deleteOnRetainAndComeBack();
        deleteInOmniToo();
    }

    /** Killed between edit and convergence, the next operator goes on; a restart of a settled fleet writes nothing. */
    private void restartInTheMiddleOfAnEdit() {
        story.scale("demo-workers", 2);
        operatorStops();
        operatorStarts();
        story.awaitMachines("demo-workers", "2/2");
        story.awaitReady("demo");

        WriteLog.Mark settled = omni.writes().mark();
        String version = story.cluster("demo").orElseThrow().getMetadata().getResourceVersion();
        operatorStops();
        operatorStarts();
        story.awaitConnected();
        story.apply(DEMO.replace("team: a", "team: b"));
        story.awaitGeneration(
                "demo", story.cluster("demo").orElseThrow().getMetadata().getGeneration());
        assertThat(OmniForTests.succeeded(omni.writes().since(settled)))
                .singleElement()
                .satisfies(write -> assertThat(
                                write.changes().stream().anyMatch(c -> c.path().contains("team")))
                        .isTrue());
        assertThat(version).isNotEmpty();
    }

    private void deleteOnRetainAndComeBack() {
        WriteLog.Mark before = omni.writes().mark();
        String uuid = story.cluster("demo").orElseThrow().getStatus().clusterUuid();
        story.deleteAll("demo", "demo-control-planes", "demo-workers");
        assertThat(OmniForTests.succeeded(omni.writes().since(before))).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machinesInClusters()).isEqualTo(3);

        story.apply(DEMO.replace("team: a", "team: b"));
        story.awaitReady("demo");
        assertThat(story.cluster("demo").orElseThrow().getStatus().clusterUuid())
                .isEqualTo(uuid);
    }

    private void deleteInOmniToo() {
        story.apply(DEMO.replace("spec:\n  connectionRef", "spec:\n  deletionPolicy: Delete\n  connectionRef"));
        story.awaitDeletionPolicy("demo", DeletionPolicy.DELETE);
        WriteLog.Mark before = omni.writes().mark();
        story.deleteAll("demo", "demo-control-planes", "demo-workers");

        await().until(() -> omni.machinesInClusters() == 0);
        await().until(() -> omni.availableMachines() == 7);
        assertThat(OmniForTests.succeeded(omni.writes().since(before)))
                .filteredOn(RecordedWrite::startedTeardown)
                .extracting(RecordedWrite::type)
                .contains("Clusters.omni.sidero.dev")
                .doesNotHaveDuplicates();
        assertThat(omni.writes().calls().of("Teardown")).isZero();
    }
}
