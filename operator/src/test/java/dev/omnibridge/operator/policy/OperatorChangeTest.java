package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What another version of the operator wants and nobody asked for. In these tests the version before read the spec in another way. */
class OperatorChangeTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object =
            GivenMachineSet.named(SET, "demo").withFinalizer().ofClass("big", 3);

    @Test
    @DisplayName("R57: a difference that machines notice and nobody asked for is held, and told as what it is")
    void held() {
        theVersionBeforeSet(2);
        Decision decision = scene.pass(object).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.held()).extracting(Held::gate).containsExactly(Gate.APPROVAL);
        assertThat(decision.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(Reason.OPERATOR_CHANGED);
            assertThat(finding.message()).contains("generation 1", "spec.machineClass.replicas from 2 to 3");
        });
        assertThat(decision.awaitingApproval()).singleElement().asString().matches("rollout:" + SET + ":[0-9a-f]{8}");
    }

    @Test
    @DisplayName("R57: that the version before was in sync does not make drift of what this one wants")
    void heldWhereTheStatusSaysInSync() {
        theVersionBeforeSet(2);
        object.status(s -> s.observedGeneration(1L)
                .conditions(List.of(
                        new Condition("Synced", ConditionStatus.TRUE, 1L, "2026-11-20T11:00:00Z", "InSync", ""))));

        Decision decision = scene.pass(object).later(61).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.OPERATOR_CHANGED);
    }

    @Test
    @DisplayName("R57: approved it goes out once, and the approval is for that change at that state of Omni")
    void approved() {
        theVersionBeforeSet(2);
        String token = scene.pass(object).decide().awaitingApproval().getFirst();
        object.metadata(m -> m.approving(token));

        scene.pass(object).carriedOut();

        assertThat(scene.set(SET).spec().getMachineAllocation().getMachineCount())
                .isEqualTo(3);
        theVersionBeforeSet(2);
        assertThat(scene.pass(object).decide().operations()).isEmpty();
    }

    @Test
    @DisplayName("R57: an edit of the spec asks for it, whatever version is at work")
    void anEditAsksForIt() {
        theVersionBeforeSet(2);

        assertThat(scene.pass(object.metadata(m -> m.generation(2))).decide().operations())
                .hasSize(1);
    }

    @Test
    void driftIsPutRight() {
        theVersionBeforeSet(3);
        scene.omni.with(scene.set(SET).withSpec(ofClass("big", 9)));

        assertThat(scene.pass(object).later(61).decide().findings())
                .extracting(Finding::reason)
                .doesNotContain(Reason.OPERATOR_CHANGED);
    }

    @Test
    @DisplayName("what was refused or held when its generation was applied is still asked for afterwards")
    void pendingIsAskedFor() {
        GivenCluster given = GivenCluster.named("demo")
                .withFinalizer()
                .spec(s -> s.labels(Map.of("team", "a")))
                .metadata(m -> m.generation(2));
        GivenCluster newer = given.talos("1.14.0");
        GivenOmni omni = new GivenOmni()
                .with(
                        claimed(
                                cluster("demo", "1.13.8", "1.35.2"),
                                ClusterPass.ownerOf(given),
                                Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2")),
                        talos("1.13.8", "1.35.2"));
        Decision refused = ClusterPass.of(omni, newer).decide();
        assertThat(refused.findings()).extracting(Finding::reason).containsExactly(Reason.VERSION_NOT_AVAILABLE);
        assertThat(refused.operations()).as("the label goes out").hasSize(1);
        omni.carryOut(refused.operations());

        omni.with(talos("1.14.0", "1.35.2"));
        Decision allowed = ClusterPass.of(omni, newer).decide();

        assertThat(allowed.findings()).isEmpty();
        assertThat(allowed.operations()).hasSize(1);
        omni.carryOut(allowed.operations());
        assertThat(omni.kind(ResourceTypes.CLUSTERS)
                        .get("demo")
                        .orElseThrow()
                        .annotation("omnibridge.dev/applied")
                        .orElseThrow())
                .doesNotContain("pending");
    }

    @Test
    @DisplayName("a size that the brake held is asked for when it may go")
    void heldByTheBrake() {
        scene.claimedSet(
                        object,
                        workers("demo", SET, ofClass("big", 30)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "30"))
                .allocated(SET, 30);
        GivenMachineSet smaller = object.spec(s -> s.deleteStrategy(new MachineStrategy(StrategyType.ROLLING, null)))
                .metadata(m -> m.generation(2));
        Decision held = scene.pass(smaller).decide();
        assertThat(held.findings()).extracting(Finding::reason).containsExactly(Reason.RELEASE_HELD);
        scene.omni.carryOut(held.operations());

        assertThat(scene.pass(smaller).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.RELEASE_HELD);
    }

    /** The set as the version before made it from this very spec. */
    private void theVersionBeforeSet(int size) {
        scene.claimedSet(
                object,
                workers("demo", SET, ofClass("big", size)),
                Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", String.valueOf(size)));
        scene.omni.with(OmniResources.atGeneration(scene.set(SET), 1));
    }
}
