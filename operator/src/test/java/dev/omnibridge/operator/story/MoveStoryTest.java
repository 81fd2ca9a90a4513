package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The drills of docs/how-to/move-a-cluster.md: the objects move, and in Omni nothing changes but who has the cluster. */
class MoveStoryTest extends StoryTest {

    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with("kubeconfig: {enabled: false}").controlPlanes(1);
    private static final ClusterFile ADOPTING = ClusterFile.of("demo")
            .with("kubeconfig: {enabled: false}")
            .with("adoptionPolicy: IfUnclaimed")
            .controlPlanes(1);

    private final String here;
    private final Story there;
    private List<String> machines = List.of();
    private WriteLog.Mark start = omni.writes().mark();

    MoveStoryTest(TestNamespace namespace) {
        super(namespace);
        here = namespace.name();
        there = story.in(namespace.name() + "-2");
    }

    /** A cluster that runs; its file asks for deletion with the object, which is the dangerous case. */
    @BeforeEach
    void running() {
        omni.withMachines(3, 1);
        story.apply(DEMO.with("deletionPolicy: Delete").yaml());
        story.awaitSynced("demo");
        story.awaitMachines("demo-control-planes", "1/1");
        machines = omni.machineIdsOf("demo-control-planes");
        start = omni.writes().mark();
    }

    @AfterEach
    void leaveTheOtherNamespace() {
        operatorStops();
        there.forgetEverything();
        there.client().close();
    }

    @Test
    @DisplayName(
            "to another namespace: released there, claimed here, with a restart between the release and the new file")
    void toAnotherNamespace() {
        operatorStops();
        operatorStarts(OperatorForTests.INSTANCE, Set.of(here, there.namespace()));
        story.apply(DEMO.with("deletionPolicy: Retain").yaml());
        story.awaitDeletionPolicy("demo", DeletionPolicy.RETAIN);
        story.deleteAll("demo", "demo-control-planes");
        operatorStops();
        there.apply(ADOPTING.yaml());

        operatorStarts(OperatorForTests.INSTANCE, Set.of(here, there.namespace()));

        there.awaitSynced("demo");
        there.awaitMachines("demo-control-planes", "1/1");
        onlyTheHolderChanged("test/OmniCluster/" + there.namespace() + "/demo");
    }

    @Test
    @DisplayName("to another namespace, with both files at once: the first keeps it, untouched, until it is deleted")
    void bothNamespacesAtOnce() {
        operatorStops();
        operatorStarts(OperatorForTests.INSTANCE, Set.of(here, there.namespace()));
        story.apply(DEMO.with("deletionPolicy: Retain").yaml());
        story.awaitDeletionPolicy("demo", DeletionPolicy.RETAIN);

        there.apply(ADOPTING.yaml());
        there.awaitCluster("demo", "Stalled", "True", "NameConflict");
        assertThat(there.cluster("demo").orElseThrow().getStatus().awaitingApproval())
                .isNull();
        assertThat(omni.tried(start))
                .as("the policy is remembered, and that is all")
                .allSatisfy(write -> assertThat(write.changes())
                        .extracting(change -> change.path())
                        .containsExactly("annotations[omnibridge.dev/applied]"));
        story.deleteAll("demo", "demo-control-planes");

        there.awaitSynced("demo");
        there.awaitMachines("demo-control-planes", "1/1");
        onlyTheHolderChanged("test/OmniCluster/" + there.namespace() + "/demo");
    }

    @Test
    @DisplayName(
            "to another Git path: deleted and applied again, killed after the release in Omni and before the object left")
    void toAnotherGitPath() {
        story.apply(DEMO.with("deletionPolicy: Retain").yaml());
        story.awaitDeletionPolicy("demo", DeletionPolicy.RETAIN);
        operatorStops();
        HasMetadata before = story.cluster("demo").orElseThrow();
        story.deleteCluster("demo");
        story.deleteMachineSet("demo-control-planes");
        releasedBy("test/OmniCluster/%s/demo@%s"
                .formatted(here, before.getMetadata().getUid()));

        operatorStarts();
        story.awaitGone("demo");
        story.awaitSetGone("demo-control-planes");
        story.apply(DEMO.yaml());

        story.awaitSynced("demo");
        story.awaitMachines("demo-control-planes", "1/1");
        onlyTheHolderChanged("test/OmniCluster/" + here + "/demo");
    }

    @Test
    @DisplayName(
            "to a rebuilt management cluster of the same instance: the same files claim it again, and a kill before the status changes nothing")
    void toARebuiltManagementCluster() {
        operatorStops();
        story.loseFromBackup(story.machineSet("demo-control-planes").orElseThrow());
        story.loseFromBackup(story.cluster("demo").orElseThrow());
        story.apply(DEMO.yaml());

        operatorStarts();
        story.awaitSynced("demo");
        story.awaitMachines("demo-control-planes", "1/1");
        onlyTheHolderChanged("test/OmniCluster/" + here + "/demo");

        WriteLog.Mark settled = omni.writes().mark();
        restart();
        assertThat(omni.writesOf("demo", settled)).isEmpty();
    }

    @Test
    @DisplayName(
            "R55: to another instance: taken over by its token over a restart; the old one says ClaimLost, and its deletion removes nothing")
    void toAnotherInstance() {
        operatorStops();
        operatorStarts("other", Set.of(there.namespace()));
        there.apply(ADOPTING.yaml());
        there.awaitCluster("demo", "Stalled", "True", "OwnershipConflict");
        assertThat(omni.tried(start)).isEmpty();
        String ofCluster = there.cluster("demo").orElseThrow().getStatus().awaitingApproval();
        assertThat(ofCluster).startsWith("takeover:demo:");
        operatorStops();
        there.approve(there.cluster("demo").orElseThrow(), ofCluster);
        operatorStarts("other", Set.of(there.namespace()));
        there.awaitSynced("demo");

        there.awaitMachineSet("demo-control-planes", "Stalled", "True", "OwnershipConflict");
        String ofSet = there.machineSet("demo-control-planes")
                .orElseThrow()
                .getStatus()
                .awaitingApproval();
        there.approve(there.cluster("demo").orElseThrow(), ofCluster + "," + ofSet);
        there.awaitMachines("demo-control-planes", "1/1");
        onlyTheHolderChanged("other/OmniCluster/" + there.namespace() + "/demo");

        WriteLog.Mark moved = omni.writes().mark();
        operatorStops();
        operatorStarts();
        story.awaitCluster("demo", "Stalled", "True", "ClaimLost");
        story.deleteAll("demo", "demo-control-planes");
        aPassGoesBy();
        assertThat(omni.writesOf("demo", moved)).isEmpty();
    }

    @Test
    @DisplayName(
            "to another instance, half done: the sets that the old one still has are let go with their objects, not torn down")
    void halfTakenOver() {
        story.apply(DEMO.with("deletionPolicy: Delete").workers(1).yaml());
        story.awaitMachines("demo-workers", "1/1");
        start = omni.writes().mark();
        operatorStops();
        operatorStarts("other", Set.of(there.namespace()));
        there.apply(ADOPTING.cluster());
        there.awaitCluster("demo", "Stalled", "True", "OwnershipConflict");
        there.approve(
                there.cluster("demo").orElseThrow(),
                there.cluster("demo").orElseThrow().getStatus().awaitingApproval());
        there.awaitSynced("demo");
        operatorStops();

        operatorStarts();
        story.deleteAll("demo", "demo-control-planes", "demo-workers");

        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machineIdsOf("demo-control-planes")).isEqualTo(machines);
        assertThat(omni.machineIdsOf("demo-workers")).hasSize(1);
    }

    /** The marks that the operator leaves on a release, as if it had been killed right after. */
    private void releasedBy(String mark) {
        ui.edit(
                ResourceTypes.CLUSTERS,
                "demo",
                cluster -> cluster.withoutAnnotation(ClaimKeys.OWNER)
                        .withoutAnnotation(ClaimKeys.OWNER_UID)
                        .withoutAnnotation(ClaimKeys.APPLIED)
                        .withAnnotation(ClaimKeys.RELEASED, mark));
    }

    private void onlyTheHolderChanged(String holder) {
        await().atMost(Story.PATIENCE)
                .untilAsserted(
                        () -> assertThat(cluster().annotation(ClaimKeys.OWNER)).contains(holder));
        assertThat(omni.writesOf("demo", start))
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write.changes())
                        .allSatisfy(change -> assertThat(change.path()).startsWith("annotations[")));
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machineIdsOf("demo-control-planes")).isEqualTo(machines);
    }

    private Resource<?> cluster() {
        return omni.simulator().store().require(ResourceTypes.CLUSTERS, "demo");
    }
}
