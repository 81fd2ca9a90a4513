package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The drills of docs/how-to/restore.md: the management cluster comes back from an older backup. */
class RestoreStoryTest extends StoryTest {

    private static final String WORKERS = "demo-workers";
    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with("kubeconfig: {enabled: false}").controlPlanes(1);

    private final String namespace;
    private byte[] backup = {};

    RestoreStoryTest(TestNamespace namespace) {
        super(namespace);
        this.namespace = namespace.name();
    }

    /** Three workers at the time of the backup, five later. */
    @BeforeEach
    void grownSinceTheBackup() {
        omni.withMachines(1, 6);
        story.apply(DEMO.workers(3).yaml());
        story.awaitMachines(WORKERS, "3/3");
        backup = kubernetes().etcd().get(key());
        story.apply(DEMO.workers(4).yaml());
        story.awaitMachines(WORKERS, "4/4");
        story.apply(DEMO.workers(5).yaml());
        story.awaitMachines(WORKERS, "5/5");
    }

    @Test
    @DisplayName(
            "R54: restored from an older snapshot, the object says so, over a restart too, and nothing is written until it is approved")
    void restored() {
        operatorStops();
        kubernetes().etcd().put(key(), backup);
        WriteLog.Mark restored = omni.writes().mark();

        operatorStarts();

        story.awaitMachineSet(WORKERS, "Stalled", "True", "SpecOlderThanApplied");
        restart();
        story.awaitMachineSet(WORKERS, "Ready", "False", "SpecOlderThanApplied");
        story.awaitMachineSet(WORKERS, "Synced", "False", "SpecOlderThanApplied");
        assertThat(omni.writesOf("demo", restored)).isEmpty();
        assertThat(omni.machineIdsOf(WORKERS)).hasSize(5);

        HasMetadata set = story.machineSet(WORKERS).orElseThrow();
        String token = story.machineSet(WORKERS).orElseThrow().getStatus().awaitingApproval();
        assertThat(token).startsWith("rollback:demo-workers:");
        story.approve(set, token);
        story.awaitMachines(WORKERS, "3/3");
    }

    @Test
    @DisplayName(
            "R54: seen by a running operator, and Git brings the newest file: it catches up without a change in Omni")
    void caughtUpByGit() {
        WriteLog.Mark restored = omni.writes().mark();
        kubernetes().etcd().put(key(), backup);
        story.awaitMachineSet(WORKERS, "Stalled", "True", "SpecOlderThanApplied");

        story.apply(DEMO.workers(5).with("labels: {team: a}").yaml());

        story.awaitMachines(WORKERS, "5/5");
        restart();
        story.apply(DEMO.workers(6).yaml());
        story.awaitMachines(WORKERS, "6/6");
        assertThat(omni.writesOf("demo", restored))
                .filteredOn(write -> write.id().equals(WORKERS))
                .as("that it caught up, and the new size")
                .hasSize(2);
    }

    @Test
    @DisplayName("R54: a restored object on Delete that is deleted then tears nothing down; on Retain it leaves")
    void deletedAfterARestore() {
        story.apply(DEMO.workers(6, "deletionPolicy: Delete").yaml());
        story.awaitMachines(WORKERS, "6/6");
        operatorStops();
        byte[] onDelete = kubernetes().etcd().get(key());
        operatorStarts();
        isEditedTo(DEMO.workers(6, "updateStrategy: {type: Rolling, rolling: {maxParallelism: 2}}"));
        operatorStops();
        kubernetes().etcd().put(key(), onDelete);
        WriteLog.Mark restored = omni.writes().mark();
        operatorStarts();
        story.awaitMachineSet(WORKERS, "Stalled", "True", "SpecOlderThanApplied");

        deletedItWaitsFor(DEMO.workers(6, "deletionPolicy: Retain"), restored);
    }

    @Test
    @DisplayName(
            "R54: nor does a set that goes by a restored, older policy of its cluster, before that one's newest file is there")
    void underARestoredCluster() {
        story.apply(DEMO.with("deletionPolicy: Delete").workers(6).yaml());
        story.awaitMachines(WORKERS, "6/6");
        story.awaitMachineSet(WORKERS, "Ready", "True", "Ready");
        byte[] cluster = kubernetes().etcd().get(clusterKey());
        byte[] set = kubernetes().etcd().get(key());
        isEditedTo(DEMO.with("deletionPolicy: Retain").workers(6));
        operatorStops();
        kubernetes().etcd().put(clusterKey(), cluster);
        kubernetes().etcd().put(key(), set);
        WriteLog.Mark restored = omni.writes().mark();
        operatorStarts();
        story.awaitMachineSet(WORKERS, "Synced", "False", "SpecOlderThanApplied");

        deletedItWaitsFor(DEMO.with("deletionPolicy: Retain"), restored);
    }

    private void isEditedTo(ClusterFile file) {
        WriteLog.Mark edited = omni.writes().mark();
        story.apply(file.yaml());
        Awaitility.await().until(() -> !omni.writesOf("demo", edited).isEmpty());
    }

    /** The six workers stay, over a restart and without a write, and leave by a file that retains them. */
    private void deletedItWaitsFor(ClusterFile onRetain, WriteLog.Mark restored) {
        story.deleteMachineSet(WORKERS);

        story.awaitMachineSet(WORKERS, "Deleting", "True", "SpecOlderThanApplied");
        restart();
        story.awaitMachineSet(WORKERS, "Deleting", "True", "SpecOlderThanApplied");
        assertThat(omni.writesOf("demo", restored)).isEmpty();

        story.apply(onRetain.yaml());
        story.awaitSetGone(WORKERS);
        assertThat(omni.machineIdsOf(WORKERS)).hasSize(6);
    }

    private String key() {
        return "/registry/omnibridge.dev/omnimachinesets/" + namespace + "/" + WORKERS;
    }

    private String clusterKey() {
        return "/registry/omnibridge.dev/omniclusters/" + namespace + "/demo";
    }
}
