package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.WaitReason;
import dev.omnibridge.api.v1alpha1.WaitingMachine;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator dies when that hurts most, and the next one knows only what is written down. */
class WorstMomentStoryTest extends StoryTest {

    private final ClusterView demo = new ClusterView(story, "demo");

    WorstMomentStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(1, 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R04: a set whose cluster object went while nobody looked obeys the policy in its own status")
    void theSetObeysItsOwnStatus(DeletionPolicy policy) {
        ready(policy);
        WriteLog.Mark down = omni.writes().mark();
        operatorStops();
        story.loseFromBackup(demo.object());
        story.deleteMachineSet("demo-workers");

        operatorStarts();
        story.awaitSetGone("demo-workers");
        aPassGoesBy();

        if (policy == DeletionPolicy.RETAIN) {
            assertThat(teardowns(down)).isEmpty();
            assertThat(omni.machinesInClusters()).isEqualTo(2);
        } else {
            assertThat(teardowns(down)).containsExactly("demo-workers");
            assertThat(omni.machineIdsOf("demo-control-planes")).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "R09: an operator that finds an empty API server after a restart removes nothing; what is in Omni is listed as orphans")
    void anEmptyApiServerRemovesNothing() {
        ready(DeletionPolicy.DELETE);
        WriteLog.Mark down = omni.writes().mark();
        operatorStops();
        List.of("demo-workers", "demo-control-planes")
                .forEach(set -> story.loseFromBackup(story.machineSet(set).orElseThrow()));
        story.loseFromBackup(demo.object());

        operatorStarts();
        await().atMost(Story.PATIENCE).until(() -> orphans() == 3);
        aPassGoesBy();

        assertThat(omni.writesOf("demo", down)).isEmpty();
        assertThat(omni.machinesInClusters()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "R06, R12, R50: killed while a machine that can't be reached holds the teardown, the next operator works for others, names the machine and tears nothing down twice")
    void killedInTheMiddleOfATeardown() {
        ready(DeletionPolicy.DELETE);
        String lost = omni.machineIdsOf("demo-workers").getFirst();
        omni.machines().disconnectAtOnce(lost);
        WriteLog.Mark start = omni.writes().mark();
        story.deleteCluster("demo");
        story.deleteMachineSet("demo-workers");
        story.deleteMachineSet("demo-control-planes");
        await().atMost(Story.PATIENCE).until(() -> teardowns(start).contains("demo"));

        restart();
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(unreachable()).containsExactly(lost));
        omni.machines().connect(lost);

        story.awaitGone("demo");
        story.awaitSetGone("demo-workers");
        story.awaitSetGone("demo-control-planes");
        assertThat(teardowns(start))
                .contains("demo")
                .isSubsetOf("demo", "demo-workers")
                .doesNotHaveDuplicates();
        assertThat(omni.writesOf("demo", start)).allMatch(write -> write.rpc() == RecordedWrite.Rpc.UPDATE);
    }

    @Test
    @DisplayName("R47: an operator that starts while another account answers keeps every object and writes nothing")
    void startedBeforeAnotherAccount() {
        ready(DeletionPolicy.RETAIN);
        operatorStops();
        omni.simulator().pretendToBe("0d6c1ad4-7b1e-4a43-8f0c-4a3a3f0c9a55", "other");
        story.deleteCluster("demo");
        story.apply(ClusterFile.of("fresh").yaml());
        WriteLog.Mark changed = omni.writes().mark();

        operatorStarts();
        story.awaitCluster("demo", "Deleting", "True", "DeletionBlocked");
        story.awaitCluster("fresh", "Stalled", "True", "ConnectionNotReady");
        assertThat(demo.messageOf("Deleting")).contains("AccountChanged");
        assertThat(omni.tried(changed)).isEmpty();

        omni.simulator().returnHome();
        story.awaitGone("demo");
        story.awaitSynced("fresh");
    }

    @Test
    @DisplayName(
            "R51: on Retain objects that were deleted while the operator was down leave although its key has expired, and come back with their claims alone")
    void startedWithAnExpiredKey() {
        ClusterFile file = ready(DeletionPolicy.RETAIN);
        WriteLog.Mark start = omni.writes().mark();
        operatorStops();
        omni.simulator().accounts().expire("omnibridge");
        List.of("demo-workers", "demo-control-planes").forEach(story::deleteMachineSet);
        story.deleteCluster("demo");

        operatorStarts();
        story.awaitGone("demo");
        story.awaitSetGone("demo-workers");
        story.awaitSetGone("demo-control-planes");

        omni.simulator().accounts().renew("omnibridge");
        story.awaitConnected();
        story.apply(file.yaml());
        story.awaitReady("demo");
        assertThat(omni.writesOf("demo", start))
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write.changes())
                        .allSatisfy(change -> assertThat(change.path()).startsWith("annotations[")));
    }

    @Test
    @DisplayName("R63: killed between a cluster and its sets, each is made once all the same and nothing is put right")
    void killedBetweenClusterAndSets() {
        Order refused = omni.simulator()
                .faults()
                .refuse(Calls.of("Create").on(ResourceTypes.MACHINE_SETS), Status.Code.UNAVAILABLE);
        WriteLog.Mark start = omni.writes().mark();
        story.apply(file(DeletionPolicy.RETAIN).yaml());
        await().atMost(Story.PATIENCE).until(() -> refused.hits() > 0);
        operatorStops();
        refused.lift();

        operatorStarts();
        story.awaitReady("demo");

        assertThat(omni.writesOf("demo", start)).allMatch(write -> write.rpc() == RecordedWrite.Rpc.CREATE);
        assertThat(omni.writesOf("demo", start))
                .extracting(RecordedWrite::id)
                .startsWith("demo")
                .containsExactlyInAnyOrder("demo", "demo-control-planes", "demo-workers");
    }

    @Test
    @DisplayName(
            "R56, R64: an object that somebody made again with another content, where a finalizer had been forced off, waits with its plan, over a restart too, and leaves as it came")
    void madeAgainBySomebodyElse() {
        ClusterFile file = ClusterFile.of("demo").with("kubeconfig: {enabled: false}");
        story.apply(file.with("labels: {team: a}").yaml());
        story.awaitSynced("demo");
        WriteLog.Mark down = omni.writes().mark();
        operatorStops();
        story.loseFromBackup(demo.object());
        story.apply(file.with("deletionPolicy: Delete").yaml());

        operatorStarts();
        story.awaitCluster("demo", "Ready", "False", "ApprovalRequired");
        restart();
        story.awaitCluster("demo", "Ready", "False", "ApprovalRequired");
        assertThat(demo.object().getStatus().adoption().items())
                .singleElement()
                .satisfies(item -> assertThat(item.path()).isEqualTo("spec.labels[team]"));
        story.deleteCluster("demo");
        story.awaitGone("demo");

        aPassGoesBy();
        assertThat(omni.writesOf("demo", down)).isEmpty();
    }

    @Test
    @DisplayName(
            "R60, R62: the same said in other words while the operator was down is no write after its start, and applied once more no change at all")
    void theSameInOtherWordsMeanwhile() {
        ClusterFile file = ready(DeletionPolicy.RETAIN);
        operatorStops();
        WriteLog.Mark down = omni.writes().mark();
        String sameInOtherWords = file.yaml().replace("1.35.6", "v1.35.6").replace("1.13.8", "v1.13.8");
        story.apply(sameInOtherWords);

        operatorStarts();
        story.awaitGeneration("demo", 2L);
        aPassGoesBy();
        String version = demo.object().getMetadata().getResourceVersion();
        story.apply(sameInOtherWords);
        aPassGoesBy();

        assertThat(omni.writesOf("demo", down)).isEmpty();
        assertThat(demo.object().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    @DisplayName(
            "R61: a machine that left list and Omni while the operator was down is not asked for, and its set goes on")
    void goneFromListAndOmniMeanwhile() {
        List<String> big = omni.withMachines(0, 2).machineIdsOfClass("big");
        ClusterFile file =
                ClusterFile.of("demo").with("kubeconfig: {enabled: false}").controlPlanes(1);
        story.apply(file.machines(big).yaml());
        story.awaitMachines("demo-workers", "2/2");
        operatorStops();
        ui.delete(ResourceTypes.MACHINE_SET_NODES, big.getLast());
        story.apply(file.machines(big.subList(0, 1)).yaml());
        WriteLog.Mark down = omni.writes().mark();

        operatorStarts();
        story.awaitMachines("demo-workers", "1/1");
        aPassGoesBy();

        assertThat(omni.tried(down)).extracting(RecordedWrite::id).doesNotContainAnyElementsOf(big);
    }

    private ClusterFile ready(DeletionPolicy policy) {
        ClusterFile file = file(policy);
        story.apply(file.yaml());
        story.awaitReady("demo");
        story.awaitDeletionPolicy("demo", policy);
        return file;
    }

    private static ClusterFile file(DeletionPolicy policy) {
        return ClusterFile.of("demo")
                .with("deletionPolicy: " + (policy == DeletionPolicy.DELETE ? "Delete" : "Retain"))
                .with("kubeconfig: {enabled: false}")
                .controlPlanes(1)
                .workers(1);
    }

    private List<String> teardowns(WriteLog.Mark since) {
        return OmniForTests.succeeded(omni.writes().since(since)).stream()
                .filter(RecordedWrite::startedTeardown)
                .map(RecordedWrite::id)
                .toList();
    }

    private List<String> unreachable() {
        return Optional.ofNullable(demo.object().getStatus().deletion())
                .flatMap(deletion -> Optional.ofNullable(deletion.waitingFor()))
                .orElse(List.of())
                .stream()
                .filter(machine -> machine.reason() == WaitReason.UNREACHABLE)
                .map(WaitingMachine::machine)
                .toList();
    }

    private int orphans() {
        return Optional.ofNullable(story.client()
                        .resources(OmniConnection.class)
                        .withName(story.connection())
                        .get()
                        .getStatus())
                .map(OmniConnectionStatus::orphans)
                .map(orphans -> orphans.count())
                .orElse(0);
    }
}
