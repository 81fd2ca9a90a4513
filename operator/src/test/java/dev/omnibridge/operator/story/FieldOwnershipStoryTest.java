package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Duration;
import com.google.protobuf.UnknownFieldSet;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupConf;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.log.FieldChange;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A write changes the fields that the spec declares, and what people did in Omni's UI beside them stays. */
class FieldOwnershipStoryTest extends StoryTest {

    private static final String MEMORY = "annotations[" + ClaimKeys.APPLIED + "]";
    private static final ClusterFile DEMO = ClusterFile.of("demo");

    FieldOwnershipStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(1, 3);
    }

    @Test
    @DisplayName("R20: a cluster that somebody locked in the UI stays locked, and a pending change waits in sight")
    void lockIsAHold() {
        ready(DEMO.with("labels: {team: a}").controlPlanes(1).workers(1));
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        WriteLog.Mark locked = omni.writes().mark();

        story.apply(DEMO.with("labels: {team: b}").controlPlanes(1).workers(2).yaml());
        story.awaitCluster("demo", "Ready", "False", "OmniLocked");
        story.awaitMachineSet("demo-workers", "Ready", "False", "OmniLocked");
        restart();
        assertThat(omni.writesOf("demo", locked)).isEmpty();
        assertThat(story.cluster("demo").orElseThrow().getStatus().held())
                .singleElement()
                .satisfies(change -> assertThat(change.gate()).isEqualTo(Gate.OMNI_LOCK));
        assertThat(cluster().hasAnnotation(OmniKeys.CLUSTER_LOCKED)).isTrue();

        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withoutAnnotation(OmniKeys.CLUSTER_LOCKED));
        story.awaitMachines("demo-workers", "2/2");
        story.awaitReady("demo");
        assertThat(omni.writesOf("demo", locked)).hasSize(2);
        assertThat(cluster().label("team")).contains("b");
    }

    @Test
    @DisplayName(
            "R22: labels and annotations made in the UI on cluster and set survive our writes, which change our keys only")
    void keysOfOthersSurvive() {
        ready(DEMO.with("labels: {team: a}")
                .with("annotations: {cost: '1'}")
                .controlPlanes(1)
                .workers(1));
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withLabel("room", "7").withAnnotation("phone", "42"));
        ui.edit(ResourceTypes.MACHINE_SETS, "demo-workers", s -> s.withLabel("room", "8"));
        WriteLog.Mark edited = omni.writes().mark();

        story.apply(DEMO.with("labels: {team: b}")
                .with("annotations: {cost: '2'}")
                .controlPlanes(1)
                .workers(2)
                .yaml());
        story.awaitMachines("demo-workers", "2/2");
        story.awaitReady("demo");

        assertThat(onlyWrite("demo", edited).changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("labels[team]", "annotations[cost]", MEMORY);
        assertThat(cluster().label("room")).contains("7");
        assertThat(cluster().annotation("phone")).contains("42");
        assertThat(workers().label("room")).contains("8");
    }

    @Test
    @DisplayName("R23: fields of a newer Omni, unknown to us, survive a write of the message they are in")
    void unknownFieldsSurvive() {
        ready(DEMO.with("features: {enableWorkloadProxy: false}").controlPlanes(1));
        UnknownFieldSet newer = UnknownFieldSet.newBuilder()
                .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> {
            ClusterSpec.Builder spec = c.spec().toBuilder().setUnknownFields(newer);
            spec.getFeaturesBuilder().setUnknownFields(newer);
            return c.withSpec(spec.build());
        });
        WriteLog.Mark edited = omni.writes().mark();

        story.apply(DEMO.with("features: {enableWorkloadProxy: true}")
                .controlPlanes(1)
                .yaml());
        story.awaitObserved("demo");
        story.awaitReady("demo");

        assertThat(onlyWrite("demo", edited).changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("spec.features.enable_workload_proxy", MEMORY);
        assertThat(cluster().spec().getUnknownFields()).isEqualTo(newer);
        assertThat(cluster().spec().getFeatures().getUnknownFields()).isEqualTo(newer);
    }

    @Test
    @DisplayName("R24: what the spec never mentions and somebody set in the UI stays through unrelated edits")
    void unmentionedFieldsStay() {
        ready(DEMO.controlPlanes(1).workers(1));
        ui.edit(
                ResourceTypes.CLUSTERS,
                "demo",
                c -> c.withSpec(c.spec().toBuilder()
                        .setBackupConfiguration(EtcdBackupConf.newBuilder()
                                .setEnabled(true)
                                .setInterval(Duration.newBuilder().setSeconds(21_600)))
                        .build()));
        ui.edit(
                ResourceTypes.MACHINE_SETS,
                "demo-workers",
                s -> s.withSpec(s.spec().toBuilder()
                        .setUpdateStrategy(UpdateStrategy.Unset)
                        .setDeleteStrategy(UpdateStrategy.Rolling)
                        .build()));
        WriteLog.Mark edited = omni.writes().mark();

        story.apply(DEMO.with("labels: {team: a}").controlPlanes(1).workers(2).yaml());
        story.awaitMachines("demo-workers", "2/2");
        story.awaitReady("demo");

        assertThat(onlyWrite("demo", edited).changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("labels[team]", MEMORY);
        assertThat(cluster().spec().getBackupConfiguration().getEnabled()).isTrue();
        assertThat(workers().spec().getUpdateStrategy()).isEqualTo(UpdateStrategy.Unset);
        assertThat(workers().spec().getDeleteStrategy()).isEqualTo(UpdateStrategy.Rolling);
    }

    @Test
    @DisplayName(
            "R22, R23, R24, R27: what people did in the UI while the operator was down survives the edits that were made meanwhile")
    void whatPeopleDidMeanwhileSurvives() {
        ready(DEMO.with("labels: {team: a}").controlPlanes(1).workers(1));
        operatorStops();
        UnknownFieldSet newer = UnknownFieldSet.newBuilder()
                .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        ui.edit(
                ResourceTypes.CLUSTERS,
                "demo",
                c -> c.withLabel("room", "7")
                        .withSpec(c.spec().toBuilder().setUnknownFields(newer).build()));
        ui.edit(
                ResourceTypes.MACHINE_SETS,
                "demo-workers",
                s -> s.withLabel("room", "8")
                        .withSpec(s.spec().toBuilder()
                                .setDeleteStrategy(UpdateStrategy.Rolling)
                                .build()));
        story.apply(DEMO.with("labels: {team: b}").controlPlanes(1).workers(2).yaml());
        WriteLog.Mark down = omni.writes().mark();

        operatorStarts();
        story.awaitMachines("demo-workers", "2/2");
        story.awaitObserved("demo");
        story.awaitReady("demo");

        assertThat(onlyWrite("demo", down).changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("labels[team]", MEMORY);
        assertThat(onlyWrite("demo-workers", down).changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("spec.machine_allocation.machine_count", MEMORY);
        assertThat(cluster().label("room")).contains("7");
        assertThat(cluster().spec().getUnknownFields()).isEqualTo(newer);
        assertThat(workers().label("room")).contains("8");
        assertThat(workers().spec().getDeleteStrategy()).isEqualTo(UpdateStrategy.Rolling);
    }

    @Test
    @DisplayName("R27: scaling writes the size and nothing else, and no other object")
    void scalingWritesTheSize() {
        ready(DEMO.controlPlanes(1).workers(1));
        WriteLog.Mark before = omni.writes().mark();

        story.scale("demo-workers", 3);
        story.awaitMachines("demo-workers", "3/3");
        story.scale("demo-workers", 2);
        story.awaitMachines("demo-workers", "2/2");

        assertThat(omni.tried(before)).hasSize(2).allSatisfy(write -> {
            assertThat(write.id()).isEqualTo("demo-workers");
            assertThat(write.changes())
                    .extracting(FieldChange::path)
                    .containsExactlyInAnyOrder("spec.machine_allocation.machine_count", MEMORY);
        });
    }

    @Test
    @DisplayName(
            "R46: while the operator was down the spec dropped a label and a strategy: ours go in one write each, what the UI made of another label stays")
    void droppedFieldsGoTakenOverOnesStay() {
        ready(DEMO.with("labels: {gone: a, taken: a}").controlPlanes(1).workers(1, rolling(3)));
        operatorStops();
        story.apply(DEMO.controlPlanes(1).workers(1).yaml());
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withLabel("taken", "ui").withLabel("added", "ui"));
        WriteLog.Mark down = omni.writes().mark();

        operatorStarts();
        story.awaitObserved("demo");
        story.awaitReady("demo");
        await().until(() -> !workers().spec().hasUpdateStrategyConfig());

        assertThat(omni.writesOf("demo", down)).hasSize(2).doesNotHaveDuplicates();
        assertThat(onlyWrite("demo", down).changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("labels[gone]", MEMORY);
        assertThat(cluster().labels())
                .containsEntry("taken", "ui")
                .containsEntry("added", "ui")
                .doesNotContainKey("gone");

        WriteLog.Mark settled = omni.writes().mark();
        restart();
        assertThat(omni.writesOf("demo", settled)).isEmpty();
    }

    @Test
    @DisplayName("R46: under Observe the same edits are reported and nothing is written, over a restart too")
    void observeWritesNothing() {
        ready(DEMO.with("labels: {team: a}").controlPlanes(1).workers(1, rolling(3)));
        operatorStops();
        story.apply(DEMO.with("managementPolicy: Observe")
                .with("labels: {team: b}")
                .controlPlanes(1)
                .workers(2, rolling(2))
                .yaml());
        WriteLog.Mark down = omni.writes().mark();

        operatorStarts();
        story.awaitCluster("demo", "Synced", "False", "Drifted");
        story.awaitMachineSet("demo-workers", "Synced", "False", "Drifted");
        restart();

        assertThat(omni.writesOf("demo", down)).isEmpty();
        assertThat(story.cluster("demo").orElseThrow().getStatus().drift().items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.path()).isEqualTo("spec.labels[team]");
                    assertThat(item.wanted()).isEqualTo("b");
                    assertThat(item.found()).isEqualTo("a");
                });
    }

    @Test
    @DisplayName(
            "R62: the unchanged file applied again by server-side apply meets no conflict and changes nothing, since we own no field of a spec")
    void unchangedFileMeetsNoConflict() {
        ClusterFile file = DEMO.with("labels: {team: a}").controlPlanes(1).workers(1);
        ready(file);
        story.awaitMachines("demo-workers", "1/1");
        aPassGoesBy();
        WriteLog.Mark settled = omni.writes().mark();
        String cluster = story.cluster("demo").orElseThrow().getMetadata().getResourceVersion();
        String workers =
                story.machineSet("demo-workers").orElseThrow().getMetadata().getResourceVersion();

        story.apply(file.yaml());
        aPassGoesBy();

        assertThat(story.cluster("demo").orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(cluster);
        assertThat(story.machineSet("demo-workers").orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(workers);
        assertThat(omni.writesOf("demo", settled)).isEmpty();
        assertThat(story.cluster("demo").orElseThrow().getMetadata().getManagedFields())
                .filteredOn(fields -> fields.getManager().equals("omnibridge"))
                .allSatisfy(fields -> assertThat(
                                fields.getFieldsV1().getAdditionalProperties().keySet())
                        .doesNotContain("f:spec"));
    }

    private static String rolling(int machines) {
        return "updateStrategy: {type: Rolling, rolling: {maxParallelism: " + machines + "}}";
    }

    private void ready(ClusterFile file) {
        story.apply(file.yaml());
        story.awaitReady(file.name());
    }

    /** One that met an edit in the UI is refused by its version and decided anew: it did nothing. */
    private RecordedWrite onlyWrite(String id, WriteLog.Mark since) {
        return omni.writes().since(since).writes().stream()
                .filter(write -> write.id().equals(id) && write.succeeded())
                .reduce((first, second) -> {
                    throw new AssertionError("two writes of " + id + ": " + first + " and " + second);
                })
                .orElseThrow();
    }

    private Resource<ClusterSpec> cluster() {
        return omni.simulator().store().require(ResourceTypes.CLUSTERS, "demo");
    }

    private Resource<MachineSetSpec> workers() {
        return omni.simulator().store().require(ResourceTypes.MACHINE_SETS, "demo-workers");
    }
}
