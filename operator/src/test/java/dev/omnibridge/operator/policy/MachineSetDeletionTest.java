package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static dev.omnibridge.operator.given.SetScene.M1;
import static dev.omnibridge.operator.given.SetScene.M2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Absence;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineSetDeletionTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object = GivenMachineSet.named(SET, "demo")
            .onDelete()
            .reported(SET, "workers")
            .deleting();

    @Test
    void aWorkerSetIsTornDownOnceWithItsMachines() {
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 3)), Map.of())
                .allocated(SET, 3);
        Decision decision = scene.pass(object).decide();

        assertThat(decision.operations()).singleElement().isEqualTo(new Operation.Teardown(scene.set(SET), 3, 0));
        assertThat(decision.reservations().releases())
                .containsExactly(new BrakeEntry(SET, SetScene.UUID, 3, 0, ClusterPass.NOW, 1));
        assertThat(decision.exit()).isEqualTo(Exit.STAYS);
    }

    @Test
    void retainReleasesSetAndNodes() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of()).bound(object, M1, SET);
        Decision decision = scene.pass(object.onRetain()).decide();

        assertThat(decision.exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
        scene.omni.carryOut(decision.operations());
        assertThat(scene.set(SET).annotations()).containsOnlyKeys("omnibridge.dev/released");
        assertThat(scene.omni
                        .kind(ResourceTypes.MACHINE_SET_NODES)
                        .get(M1)
                        .orElseThrow()
                        .annotations())
                .containsOnlyKeys("omnibridge.dev/released");
    }

    @Test
    @DisplayName("R50: the control plane set of a living cluster is released and leaves, also on Delete")
    void controlPlaneOfALivingCluster() {
        GivenMachineSet control = object.controlPlane().reported("demo-control-planes", "control-planes");
        scene.claimedSet(control, controlPlanes("demo", ofClass("small", 3)), Map.of());
        Decision decision = scene.pass(control).decide();

        assertThat(decision.exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
        assertThat(decision.operations()).singleElement().isInstanceOf(Operation.Update.class);
    }

    @Test
    @DisplayName("R50: a set goes with its cluster once that is being torn down")
    void clusterGoesFirst() {
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 3)), Map.of());
        scene.omni.with(scene.omni
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .withPhase(Phase.TEARING_DOWN));
        Decision decision = scene.pass(object).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.WAITING_FOR_CLUSTER);
        assertThat(decision.exit()).isEqualTo(Exit.STAYS);
    }

    @Test
    void aTeardownIsWaitedForAndCounted() {
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 3)).withPhase(Phase.TEARING_DOWN), Map.of())
                .allocated(SET, 1);
        object.status(s -> s.deletion(new DeletionProgress(null, 3, 0, null)));

        assertThat(scene.pass(object).decide().findings())
                .containsExactly(new Finding(Reason.WAITING_FOR_MACHINES, "released 2 of 3 machines"));
    }

    @Test
    @DisplayName("R61: a set that is gone already is success, once Omni's store confirms it")
    void gone() {
        MachineSetPass pass = scene.pass(object);

        assertThat(pass.plan().toConfirm()).containsExactly(new Absence(ResourceTypes.MACHINE_SETS, SET));
        assertThat(pass.decide().exit()).isEqualTo(Exit.STAYS);
        assertThat(pass.withConfirmed().decide().exit()).isEqualTo(Exit.LEAVES);
        assertThat(scene.pass(object.onRetain()).decide().exit()).isEqualTo(Exit.LEAVES);
    }

    @Test
    void whatIsNotOursIsLeft() {
        scene.omni.with(workers("demo", SET, ofClass("big", 3)));

        assertThat(scene.pass(object).decide().exit()).isEqualTo(Exit.LEAVES);
    }

    @Test
    void anObjectWithoutFinalizerLeaves() {
        GivenMachineSet never = GivenMachineSet.named(SET, "demo").onDelete().metadata(m -> m.deleting());

        assertThat(scene.pass(never).decide().exit()).isEqualTo(Exit.LEAVES);
    }

    @Test
    void nodesOfOursInASetThatIsNotAreReleasedNotRemoved() {
        scene.omni.with(workers("demo", SET, manual()));
        scene.bound(object, M1, SET);
        Decision decision = scene.pass(object).decide();

        assertThat(decision.operations()).singleElement().isInstanceOf(Operation.Update.class);
        assertThat(decision.exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
    }

    @Test
    void machinesThatOthersBoundToTheSetHoldItsTeardown() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of()).bound(object, M1, SET);
        scene.omni.with(node(M2, "demo", SET));
        Decision decision = scene.pass(object).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.FOREIGN_CONTENTS);
        assertThat(decision.awaitingApproval()).singleElement().asString().startsWith("release:" + SET + ":4f1c2b9e:");
    }

    @Test
    void aCopyOfOurClaimInOmniIsReleasedNotTornDownWhenTheSetIsGone() {
        GivenMachineSet reported = object.reported(SET, "workers");
        scene.claimedSet(reported, workers("demo", "demo-a-copy", manual()), Map.of());

        Decision decision = scene.pass(reported).withConfirmed().decide();
        assertThat(decision.operations())
                .extracting(Operation::summary)
                .containsExactly("release MachineSets/demo-a-copy");
        assertThat(decision.exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
    }

    @Test
    void aSetInAnotherClusterThanItsObjectBelongsToNowIsReleasedNotTornDown() {
        scene.claimedSet(object, workers("old-demo", SET, manual()), Map.of());

        assertThat(scene.pass(object).decide().operations())
                .extracting(Operation::summary)
                .containsExactly("release MachineSets/" + SET);
    }

    @Test
    @DisplayName("R21: a set with a locked machine is not torn down")
    void aLockedMachine() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of()).bound(object, M1, SET);
        scene.omni.with(claimed(node(M1, "demo", SET), MachineSetPass.ownerOf(object), Map.of())
                .withAnnotation("omni.sidero.dev/locked", ""));
        Decision decision = scene.pass(object).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.OMNI_LOCKED);
        assertThat(decision.findings().getFirst().message()).contains(M1);
    }

    @Test
    @DisplayName("R05: a set is not torn down while its cluster is paused")
    void paused() {
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 3)), Map.of());
        scene.cluster.spec(s -> s.paused(true));

        assertThat(reasons(scene.pass(object).decide())).containsExactly(Reason.PAUSED);
        assertThat(scene.pass(object).decide().operations()).isEmpty();
        assertThat(scene.pass(object.onRetain()).decide().exit()).isEqualTo(Exit.STAYS);
    }

    @Test
    void aLockedClusterHoldsTheTeardownOfItsSets() {
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 3)), Map.of());
        scene.omni.with(scene.omni
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));

        assertThat(reasons(scene.pass(object).decide())).containsExactly(Reason.OMNI_LOCKED);
    }

    @Test
    @DisplayName("R04: without its cluster object a set obeys its own status, whatever the order")
    void clusterObjectIsGone() {
        GivenMachineSet orphan =
                GivenMachineSet.named(SET, "demo").reported(SET, "workers").deleting();
        scene.claimedSet(orphan, workers("demo", SET, ofClass("big", 3)), Map.of());

        orphan.reportedPolicy(ManagementPolicy.ENFORCE, DeletionPolicy.RETAIN);
        assertThat(MachineSetPass.withoutCluster(scene.omni, orphan).decide().exit())
                .isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
        orphan.reportedPolicy(ManagementPolicy.ENFORCE, DeletionPolicy.DELETE);
        assertThat(MachineSetPass.withoutCluster(scene.omni, orphan).decide().operations())
                .singleElement()
                .isInstanceOf(Operation.Teardown.class);
        orphan.reportedPolicy(ManagementPolicy.OBSERVE, DeletionPolicy.RETAIN);
        assertThat(MachineSetPass.withoutCluster(scene.omni, orphan).decide().operations())
                .isEmpty();
    }

    @Test
    @DisplayName("R53: while the definition is being deleted sets are released only")
    void terminatingDefinition() {
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 3)), Map.of());

        assertThat(scene.pass(object).withTerminatingCrd().decide().operations())
                .singleElement()
                .isInstanceOf(Operation.Update.class);
    }

    private static List<Reason> reasons(Decision decision) {
        return decision.findings().stream().map(Finding::reason).toList();
    }
}
