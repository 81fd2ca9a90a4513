package dev.omnibridge.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("deletionProtection holds a deletion that came past the API server's policies")
class DeletionProtectionTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenCluster cluster =
            scene.cluster.onDelete().reported("demo", SetScene.UUID).deleting();
    private final GivenMachineSet workers = GivenMachineSet.named(SET, "demo")
            .onDelete()
            .reported(SET, "workers")
            .withFinalizer();

    @Test
    void aProtectedClusterIsNotTornDown() {
        Decision decision = ClusterPass.of(scene.omni, cluster.spec(s -> s.deletionProtection(true)))
                .decide();

        assertHeld(decision, Reason.PROTECTED);
        assertThat(decision.held()).extracting(Held::gate).containsExactly(Gate.PROTECTED);
        assertThat(decision.awaitingApproval()).isEmpty();
        assertThat(decision.findings().getFirst().message())
                .contains("deletionProtection is on for demo")
                .endsWith("set spec.deletionProtection to false to let it go on");
    }

    @Test
    void underRetainItKeepsItsClaimToo() {
        cluster.spec(s -> s.deletionPolicy(null).deletionProtection(true));

        assertHeld(ClusterPass.of(scene.omni, cluster).decide(), Reason.PROTECTED);
        assertHeld(ClusterPass.of(scene.omni, cluster).withTerminatingCrd().decide(), Reason.PROTECTED);
    }

    @Test
    void aTokenDoesNotLiftIt() {
        cluster.spec(s -> s.deletionProtection(true)).metadata(m -> m.approving("release:demo:4f1c2b9e"));

        assertHeld(ClusterPass.of(scene.omni, cluster).decide(), Reason.PROTECTED);
    }

    @Test
    void onceLiftedTheDeletionGoesOn() {
        cluster.spec(s -> s.deletionProtection(false));

        assertThat(ClusterPass.of(scene.omni, cluster).decide().operations())
                .singleElement()
                .isInstanceOf(Operation.Teardown.class);
    }

    @Test
    void aPauseIsNamedFirst() {
        cluster.spec(s -> s.deletionProtection(true).paused(true));

        assertHeld(ClusterPass.of(scene.omni, cluster).decide(), Reason.PAUSED);
    }

    @Test
    @DisplayName("R01: an object that never had a claim leaves at once, protected or not")
    void neverClaimed() {
        cluster.spec(s -> s.deletionProtection(true));
        scene.omni.with(ClaimMarks.release(inOmni(), ClusterPass.ownerOf(cluster)));

        assertThat(ClusterPass.of(scene.omni, cluster).decide().exit()).isEqualTo(Exit.LEAVES);
    }

    @Test
    void aTeardownThatRunsIsWaitedForAsAlways() {
        cluster.spec(s -> s.deletionProtection(true));
        scene.omni.with(inOmni().withPhase(Phase.TEARING_DOWN));

        assertThat(reasons(ClusterPass.of(scene.omni, cluster).decide())).containsExactly(Reason.TEARING_DOWN);
    }

    @Test
    void aProtectedSetIsNeitherTornDownNorReleased() {
        scene.claimedSet(workers, OmniResources.workers("demo", SET, OmniResources.ofClass("big", 3)), Map.of());
        workers.spec(s -> s.deletionProtection(true)).deleting();

        assertHeld(scene.pass(workers).decide(), Reason.PROTECTED);
        assertHeld(scene.pass(workers.onRetain()).decide(), Reason.PROTECTED);
        assertHeld(MachineSetPass.withoutCluster(scene.omni, workers).decide(), Reason.PROTECTED);
    }

    @Test
    void aProtectedControlPlaneOfALivingClusterIsNotReleased() {
        GivenMachineSet control = workers.controlPlane().reported("demo-control-planes", "control-planes");
        scene.claimedSet(control, OmniResources.controlPlanes("demo", OmniResources.ofClass("small", 3)), Map.of());

        assertHeld(
                scene.pass(control.spec(s -> s.deletionProtection(true)).deleting())
                        .decide(),
                Reason.PROTECTED);
    }

    @Test
    @DisplayName("A cluster is not torn down around a set that is protected, and no token for foreign contents helps")
    void aProtectedSetHoldsItsCluster() {
        scene.claimedSet(workers, OmniResources.workers("demo", SET, OmniResources.ofClass("big", 3)), Map.of());
        workers.spec(s -> s.deletionProtection(true));
        cluster.metadata(m -> m.approving("release:demo:4f1c2b9e"));
        Decision decision =
                ClusterPass.of(scene.omni, cluster).withSets(workers).decide();

        assertHeld(decision, Reason.PROTECTED);
        assertThat(decision.findings().getFirst().message())
                .contains("take along sets whose deletionProtection is on: demo-workers");
    }

    @Test
    void aProtectedSetDoesNotHoldAClusterThatLeavesOmniAsItIs() {
        workers.spec(s -> s.deletionProtection(true));
        cluster.spec(s -> s.deletionPolicy(null));

        assertThat(ClusterPass.of(scene.omni, cluster)
                        .withSets(workers)
                        .decide()
                        .exit())
                .isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
    }

    @Test
    void aProtectedSetThatNeverWroteAnythingHoldsNothing() {
        GivenMachineSet conflicted = GivenMachineSet.named("other", "demo").spec(s -> s.deletionProtection(true));

        assertThat(ClusterPass.of(scene.omni, cluster)
                        .withSets(conflicted)
                        .decide()
                        .operations())
                .hasSize(1);
    }

    @Test
    void withoutAConnectionItIsKnownAsWell() {
        cluster.spec(s -> s.deletionProtection(true));
        workers.spec(s -> s.deletionProtection(true));

        assertThat(DeletionHolds.of(cluster.build())).map(Finding::reason).contains(Reason.PROTECTED);
        assertThat(DeletionHolds.of(workers.build(), Optional.empty()))
                .map(Finding::reason)
                .contains(Reason.PROTECTED);
        assertThat(DeletionHolds.of(
                        GivenMachineSet.named(SET, "demo").build(),
                        Optional.of(GivenCluster.named("demo")
                                .spec(s -> s.paused(true))
                                .build())))
                .map(Finding::reason)
                .contains(Reason.PAUSED);
        assertThat(DeletionHolds.of(GivenCluster.named("demo").build())).isEmpty();
    }

    private Resource<ClusterSpec> inOmni() {
        return scene.omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    private static void assertHeld(Decision decision, Reason reason) {
        assertThat(decision.operations()).isEmpty();
        assertThat(decision.reservations().releases()).isEmpty();
        assertThat(decision.exit()).isEqualTo(Exit.STAYS);
        assertThat(reasons(decision)).containsExactly(reason);
    }

    private static List<Reason> reasons(Decision decision) {
        return decision.findings().stream().map(Finding::reason).toList();
    }
}
