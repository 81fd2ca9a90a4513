package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.ContestedField;
import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.log.FieldChange;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What somebody changes in Omni is told at once, put right only after a minute, accepted by a patch, and never fought over. */
class DriftStoryTest extends StoryTest {

    /** Drift stands for a minute before it is put right. */
    private static final Duration SETTLED = Duration.ofSeconds(90);

    private static final ClusterFile DEMO = ClusterFile.of("demo")
            .with("kubeconfig: {enabled: false}")
            .with("features: {enableWorkloadProxy: true}")
            .with("annotations: {cost: '1'}");

    private final ClusterView demo = new ClusterView(story, "demo");

    DriftStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "the patch that status suggests accepts what was changed in Omni: the difference is gone without a write, over a restart too")
    void acceptedByThePatch() {
        omni.withMachines(1, 2);
        story.apply(DEMO.with("labels: {team: a, room: '7'}")
                .controlPlanes(1)
                .workers(1)
                .yaml());
        story.awaitSynced("demo");
        story.awaitMachines("demo-workers", "1/1");
        WriteLog.Mark start = omni.writes().mark();

        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> {
            ClusterSpec.Builder spec = c.spec().toBuilder();
            spec.getFeaturesBuilder().setEnableWorkloadProxy(false);
            return c.withSpec(spec.build())
                    .withLabel("team", "b")
                    .withoutAnnotation("cost")
                    .withMetadata(m -> m.removeLabels("room"));
        });
        ui.edit(ResourceTypes.MACHINE_SETS, "demo-workers", set -> {
            MachineSetSpec.Builder spec = set.spec().toBuilder();
            spec.getMachineAllocationBuilder().setMachineCount(2);
            return set.withSpec(spec.build());
        });
        story.awaitCluster("demo", "Synced", "False", "Drifted");
        story.awaitMachineSet("demo-workers", "Synced", "False", "Drifted");
        assertThat(demo.object().getStatus().drift().items())
                .contains(
                        new Difference("Clusters/demo", "spec.labels[team]", "a", "b"),
                        new Difference("Clusters/demo", "spec.features.enableWorkloadProxy", "true", "false"))
                .hasSize(4);
        assertThat(events()).contains("DriftDetected");
        patch(demo.object(), demo.object().getStatus().drift().suggestedPatch());
        OmniMachineSet workers = story.machineSet("demo-workers").orElseThrow();
        patch(workers, workers.getStatus().drift().suggestedPatch());

        story.awaitObserved("demo");
        story.awaitSynced("demo");
        story.awaitMachineSet("demo-workers", "Synced", "True", "InSync");
        assertThat(demo.object().getStatus().drift()).isNull();
        assertThat(story.machineSet("demo-workers")
                        .orElseThrow()
                        .getSpec()
                        .machineClass()
                        .replicas())
                .isEqualTo(2);
        changedNothing(start);
        restart();
        changedNothing(start);

        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withLabel("team", "c"));
        story.awaitCluster("demo", "Synced", "False", "Drifted");
        changedNothing(start);
    }

    /** Once for each resource it is remembered there what its spec took up. */
    private void changedNothing(WriteLog.Mark start) {
        assertThat(omni.writesOf("demo", start))
                .hasSize(2)
                .allSatisfy(write -> assertThat(write.changes())
                        .extracting(change -> change.path())
                        .containsExactly("annotations[omnibridge.dev/applied]"));
    }

    @Test
    @DisplayName(
            "drift is put right after a minute, in one write of that field; an ignored field stays as somebody left it")
    void putRightButForIgnoredFields() {
        story.apply(DEMO.with("labels: {team: a, room: '7'}")
                .with("ignoreDifferences: ['spec.labels[room]', spec.features]")
                .yaml());
        story.awaitSynced("demo");
        assertThat(cluster().labels()).containsEntry("room", "7");
        assertThat(cluster().spec().getFeatures().getEnableWorkloadProxy()).isTrue();
        WriteLog.Mark start = omni.writes().mark();

        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> {
            ClusterSpec.Builder spec = c.spec().toBuilder();
            spec.getFeaturesBuilder().setEnableWorkloadProxy(false);
            return c.withSpec(spec.build()).withLabel("team", "b").withLabel("room", "8");
        });
        story.awaitCluster("demo", "Synced", "False", "Drifted");
        assertThat(demo.object().getStatus().drift().items())
                .extracting(Difference::path)
                .containsExactly("spec.labels[team]");
        await().atMost(SETTLED).until(() -> cluster().label("team").equals(Optional.of("a")));
        story.awaitSynced("demo");

        assertThat(omni.writesOf("demo", start))
                .singleElement()
                .satisfies(write -> assertThat(write.changes())
                        .extracting(FieldChange::path)
                        .filteredOn(path -> !path.equals("annotations[" + ClaimKeys.APPLIED + "]"))
                        .containsExactly("labels[team]"));
        assertThat(cluster().label("room")).contains("8");
        assertThat(events()).contains("DriftCorrected");
    }

    @Test
    @DisplayName(
            "a contested field stays as it is over a restart, names both values, and is put right once more by its token only")
    void contestedOverARestart() {
        story.apply(DEMO.with("labels: {team: a}").yaml());
        story.awaitSynced("demo");
        operatorStops();
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withLabel("team", "theirs"));
        story.reportAsTheOperator(
                demo.object(),
                status -> status.drift(new Drift(
                        "2026-11-20T08:30:12Z",
                        1,
                        null,
                        List.of(new ContestedField("spec.labels[team]", "2026-11-20T08:40:00Z")),
                        null)));
        WriteLog.Mark start = omni.writes().mark();

        restart();
        story.awaitCluster("demo", "Stalled", "True", "OwnershipContested");
        assertThat(demo.messageOf("Stalled")).contains("wanted a, found theirs");
        assertThat(demo.object().getStatus().drift().contested())
                .containsExactly(new ContestedField("spec.labels[team]", "2026-11-20T08:40:00Z"));
        story.apply(DEMO.with("labels: {team: a, room: '7'}").yaml());
        await().atMost(Story.PATIENCE).until(() -> cluster().label("room").equals(Optional.of("7")));
        assertThat(cluster().label("team")).contains("theirs");
        story.awaitCluster("demo", "Stalled", "True", "OwnershipContested");

        story.approve(demo.object(), demo.object().getStatus().awaitingApproval());
        await().atMost(SETTLED).until(() -> cluster().label("team").equals(Optional.of("a")));
        story.awaitSynced("demo");
        assertThat(demo.object().getStatus().drift()).isNull();
        assertThat(omni.writesOf("demo", start)).hasSize(2);
    }

    private void patch(HasMetadata object, String patch) {
        story.client().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private List<String> events() {
        return story.client().v1().events().list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals("demo"))
                .map(event -> event.getReason())
                .toList();
    }

    private Resource<ClusterSpec> cluster() {
        return omni.simulator().store().require(ResourceTypes.CLUSTERS, "demo");
    }
}
