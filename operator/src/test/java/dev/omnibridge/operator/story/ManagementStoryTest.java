package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.PolicySource;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ApplyOnly writes what the spec changes and nothing else; Observe writes nothing at all. */
class ManagementStoryTest extends StoryTest {

    private static final String APPLY_ONLY = "managementPolicy: ApplyOnly";
    private static final ClusterFile DEMO = ClusterFile.of("demo").with(APPLY_ONLY);

    ManagementStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(1, 3);
    }

    @Test
    @DisplayName(
            "R46: under ApplyOnly what the spec dropped and what the UI changed is reported and kept, over a restart too, and a later edit writes itself alone")
    void applyOnlyReportsAndWritesEditsAlone() {
        ready(DEMO.with("labels: {gone: x, kept: a}").controlPlanes(1).workers(1, rolling()));
        operatorStops();
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withLabel("kept", "ui").withLabel("added", "ui"));
        story.apply(DEMO.with("labels: {kept: a}").controlPlanes(1).workers(1).yaml());
        WriteLog.Mark down = omni.writes().mark();

        operatorStarts();
        story.awaitObserved("demo");
        story.awaitCluster("demo", "Synced", "False", "Drifted");
        story.awaitCluster("demo", "Ready", "True", "Ready");
        story.awaitMachineSet("demo-workers", "Synced", "False", "Drifted");
        restart();
        assertThat(omni.writesOf("demo", down)).isEmpty();
        assertThat(drift()).extracting(Difference::path).containsExactly("spec.labels[gone]", "spec.labels[kept]");
        assertThat(drift()).extracting(Difference::found).containsExactly("x", "ui");

        story.apply(DEMO.with("labels: {kept: a, more: b}")
                .controlPlanes(1)
                .workers(1)
                .yaml());
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(omni.writesOf("demo", down))
                        .singleElement()
                        .satisfies(write -> assertThat(write.changes())
                                .extracting(change -> change.path())
                                .containsExactlyInAnyOrder("labels[more]", "annotations[omnibridge.dev/applied]")));
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "demo")
                        .labels())
                .containsEntry("kept", "ui")
                .containsEntry("gone", "x")
                .containsEntry("added", "ui");
    }

    @Test
    @DisplayName(
            "Under ApplyOnly a machine that leaves the list stays, and one that somebody took out in Omni stays out, over a restart too")
    void applyOnlyReleasesAndRebindsNothing() {
        List<String> big = omni.machineIdsOfClass("big");
        String control = omni.machineIdsOfClass("small").getFirst();
        ready(DEMO.machines(big).controlPlanesOf(control));
        story.awaitMachines("demo-workers", "3/3");
        WriteLog.Mark start = omni.writes().mark();

        story.apply(DEMO.machines(big.subList(0, 2)).controlPlanesOf(control).yaml());
        story.awaitMachineSet("demo-workers", "Synced", "False", "Drifted");
        ui.delete(ResourceTypes.MACHINE_SET_NODES, big.getFirst());
        story.awaitMachines("demo-workers", "2/2");
        restart();
        story.awaitMachineSet("demo-workers", "Synced", "False", "Drifted");

        assertThat(omni.machineIdsOf("demo-workers")).containsExactlyInAnyOrderElementsOf(big.subList(1, 3));
        assertThat(omni.writesOf("demo", start))
                .allSatisfy(write -> assertThat(write.changes())
                        .extracting(change -> change.path())
                        .containsOnly("annotations[omnibridge.dev/applied]"));
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
    }

    @Test
    @DisplayName("Under ApplyOnly a deletion on Delete tears nothing down: the claims are released")
    void applyOnlyDeletesNothing() {
        ready(DEMO.with("deletionPolicy: Delete").controlPlanes(1).workers(1));
        WriteLog.Mark start = omni.writes().mark();

        story.deleteAll("demo", "demo-workers", "demo-control-planes");

        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machinesInClusters()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "A connection whose default is Observe is a read-only installation: what is there is shown, nothing is claimed, and Enforce begins where it ended")
    void observingConnectionIsReadOnly() {
        defaultPolicy("Observe");
        ui.createCluster("demo");
        ui.createSet("demo", "demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE, omni.machineIdsOfClass("small"));
        WriteLog.Mark start = omni.writes().mark();

        ClusterFile file = ClusterFile.of("demo")
                .with("adoptionPolicy: IfUnclaimed")
                .with("labels: {team: a}")
                .controlPlanesOf(omni.machineIdsOfClass("small").getFirst())
                .workers(1);
        story.apply(file.yaml());
        story.apply(ClusterFile.of("fresh").yaml());
        story.awaitCluster("demo", "Synced", "False", "Drifted");
        story.awaitMachineSet("demo-control-planes", "Synced", "True", "InSync");
        story.awaitMachineSet("demo-workers", "Synced", "False", "NotInOmni");
        story.awaitCluster("fresh", "Synced", "False", "NotInOmni");

        assertThat(omni.tried(start)).isEmpty();
        assertThat(story.cluster("demo").orElseThrow().getMetadata().getFinalizers())
                .isEmpty();
        assertThat(story.machineSet("demo-control-planes")
                        .orElseThrow()
                        .getMetadata()
                        .getFinalizers())
                .isEmpty();
        EffectivePolicy policy = story.cluster("demo").orElseThrow().getStatus().policy();
        assertThat(policy.management()).isEqualTo(ManagementPolicy.OBSERVE);
        assertThat(policy.managementFrom()).isEqualTo(PolicySource.CONNECTION);
        assertThat(story.client().secrets().withName("demo-kubeconfig").get()).isNull();

        defaultPolicy("Enforce");
        story.awaitSynced("fresh");
        story.awaitCluster("demo", "Synced", "False", "ApprovalRequired");
    }

    @Test
    @DisplayName(
            "When Observe follows Enforce nothing is written any more, the claim stays, and Enforce goes on with it")
    void observeAfterEnforce() {
        ClusterFile file = ClusterFile.of("demo").controlPlanes(1);
        ready(file.with("labels: {team: a}"));
        story.apply(
                file.with("labels: {team: a}").with("managementPolicy: Observe").yaml());
        story.awaitObserved("demo");
        WriteLog.Mark start = omni.writes().mark();

        story.apply(
                file.with("labels: {team: b}").with("managementPolicy: Observe").yaml());
        story.awaitCluster("demo", "Synced", "False", "Drifted");
        restart();
        assertThat(omni.writesOf("demo", start)).isEmpty();

        story.apply(
                file.with("labels: {team: b}").with("managementPolicy: Enforce").yaml());
        story.awaitReady("demo");
        assertThat(omni.writesOf("demo", start)).hasSize(1);
    }

    private List<Difference> drift() {
        return story.cluster("demo").orElseThrow().getStatus().drift().items();
    }

    private static String rolling() {
        return "updateStrategy: {type: Rolling, rolling: {maxParallelism: 3}}";
    }

    private void defaultPolicy(String policy) {
        story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"defaults\":{\"managementPolicy\":\"%s\"}}}".formatted(policy));
    }

    private void ready(ClusterFile file) {
        story.apply(file.yaml());
        story.awaitReady(file.name());
    }
}
