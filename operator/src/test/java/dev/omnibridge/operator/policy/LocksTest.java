package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.machine;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static dev.omnibridge.operator.given.SetScene.M1;
import static dev.omnibridge.operator.given.SetScene.M2;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.HeldChange;
import dev.omnibridge.api.v1alpha1.HeldChangeBuilder;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Unlocking;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R20, R21: locks set in Omni are holds, lifted by a token for exactly that lock and by nothing else")
class LocksTest {

    private static final String SET = "demo-workers";
    /** Of a cluster made at the beginning of time, which was written once and then locked. */
    private static final String CLUSTER_TOKEN = "unlock:demo:2:0";

    private final SetScene scene = new SetScene();
    private final GivenCluster cluster = scene.cluster.spec(s -> s.labels(Map.of("team", "a")));
    private final GivenMachineSet listed =
            GivenMachineSet.named(SET, "demo").machines(M1).withFinalizer();

    @Test
    void aLockedClusterPrintsATokenWhileItsLockHoldsAChange() {
        lockCluster();

        assertThat(clusterPass().decide().awaitingApproval()).containsExactly(CLUSTER_TOKEN);
        assertThat(clusterPass().decide().findings().getFirst().message())
                .contains("the cluster is locked in Omni; 1 change waits")
                .endsWith("approve it with the annotation omnibridge.dev/approve: " + CLUSTER_TOKEN);
        cluster.spec(s -> s.labels(null));
        assertThat(clusterPass().decide().awaitingApproval()).isEmpty();
        assertThat(clusterPass().decide().findings()).isEmpty();
    }

    @Test
    void theTokenLiftsTheLockAloneAndTheChangeFollows() {
        lockCluster();
        cluster.metadata(m -> m.approving(CLUSTER_TOKEN));
        Decision decision = clusterPass().decide();

        assertThat(decision.operations()).singleElement().matches(Unlocking::isOne);
        scene.omni.carryOut(decision.operations());
        Resource<?> unlocked =
                scene.omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
        assertThat(unlocked.hasAnnotation(OmniKeys.CLUSTER_LOCKED)).isFalse();
        assertThat(unlocked.labels()).doesNotContainKey("team");

        scene.omni.carryOut(clusterPass().decide().operations());
        assertThat(scene.omni
                        .kind(ResourceTypes.CLUSTERS)
                        .get("demo")
                        .orElseThrow()
                        .labels())
                .containsEntry("team", "a");
    }

    @Test
    void aTokenThatStandsDoesNotLiftALaterLock() {
        lockCluster();
        cluster.metadata(m -> m.approving(CLUSTER_TOKEN));
        scene.omni.carryOut(clusterPass().decide().operations());
        lockCluster();
        Decision decision = clusterPass().decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.awaitingApproval()).singleElement().asString().isNotEqualTo(CLUSTER_TOKEN);
    }

    @Test
    void aTokenForALockThatHoldsNothingDoesNothing() {
        lockCluster();
        cluster.spec(s -> s.labels(null)).metadata(m -> m.approving(CLUSTER_TOKEN));

        assertThat(clusterPass().decide().operations()).isEmpty();
    }

    @Test
    void whileItIsPausedALockIsNotLifted() {
        lockCluster();
        cluster.spec(s -> s.paused(true)).metadata(m -> m.approving(CLUSTER_TOKEN));
        Decision decision = clusterPass().decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.PAUSED);
        assertThat(decision.awaitingApproval()).isEmpty();
    }

    @Test
    void theClustersObjectHasTheTokenWhenOnlyItsSetsWait() {
        lockCluster();
        cluster.spec(s -> s.labels(null));
        HeldChange waits = HeldChangeBuilder.builder()
                .resource("MachineSets/" + SET)
                .gate(Gate.OMNI_LOCK)
                .build();
        GivenMachineSet waiting = GivenMachineSet.named(SET, "demo").status(s -> s.held(List.of(waits)));
        Decision decision = clusterPass().withSets(waiting).decide();

        assertThat(decision.awaitingApproval()).containsExactly(CLUSTER_TOKEN);
        assertThat(decision.findings()).isEmpty();
        cluster.metadata(m -> m.approving(CLUSTER_TOKEN));
        assertThat(clusterPass().withSets(waiting).decide().operations())
                .singleElement()
                .matches(Unlocking::isOne);
    }

    @Test
    void aSetDoesNotLiftTheLockOfItsCluster() {
        lockCluster();
        scene.claimedSet(listed, workers("demo", SET, manual()), Map.of());
        Decision decision =
                scene.pass(listed.metadata(m -> m.approving(CLUSTER_TOKEN))).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.awaitingApproval()).isEmpty();
        assertThat(decision.held()).extracting(Held::gate).containsOnly(Gate.OMNI_LOCK);
    }

    @Test
    void aDeletionThatALockHoldsGoesOnAfterTheToken() {
        lockCluster();
        cluster.onDelete().reported("demo", SetScene.UUID).deleting();
        assertThat(clusterPass().decide().awaitingApproval()).containsExactly(CLUSTER_TOKEN);

        cluster.metadata(m -> m.approving(CLUSTER_TOKEN));
        scene.omni.carryOut(clusterPass().decide().operations());
        assertThat(clusterPass().decide().operations()).singleElement().isInstanceOf(Operation.Teardown.class);
    }

    @Test
    void aLockedMachineThatLeftTheListStaysUntilItsTokenUnlocksIt() {
        lockedNode(M2, true);
        Decision held = scene.pass(listed).decide();
        assertThat(held.operations()).isEmpty();
        assertThat(held.held())
                .containsExactly(new Held(
                        "MachineSetNodes/" + M2,
                        "spec.machines",
                        Optional.of(M2),
                        Optional.empty(),
                        Gate.MACHINE_LOCK,
                        Optional.empty()));
        assertThat(held.awaitingApproval()).containsExactly(nodeToken(M2));

        listed.metadata(m -> m.approving(nodeToken(M2)));
        Decision unlocks = scene.pass(listed).decide();
        assertThat(unlocks.operations()).singleElement().matches(Unlocking::isOne);
        scene.omni.carryOut(unlocks.operations());
        assertThat(scene.pass(listed).decide().operations()).singleElement().isInstanceOf(Operation.Teardown.class);
    }

    @Test
    @DisplayName(
            "R21: a token that stands does not lift the lock of a machine that left and came back, although its versions begin anew")
    void aTokenThatStandsDoesNotUnlockTheMachineInItsNextLife() {
        lockedNode(M2, true);
        listed.metadata(m -> m.approving(nodeToken(M2)));
        assertThat(scene.pass(listed).decide().operations()).singleElement().matches(Unlocking::isOne);

        scene.omni.without(ResourceTypes.MACHINE_SET_NODES, M2);
        scene.omni.with(claimed(node(M2, "demo", SET), MachineSetPass.ownerOf(listed), Map.of())
                .withAnnotation(OmniKeys.LOCKED, "")
                .withMetadata(m -> m.setCreated(Timestamp.newBuilder().setSeconds(3600))));
        Decision decision = scene.pass(listed).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.awaitingApproval()).containsExactly("unlock:" + M2 + ":1:3600");
    }

    @Test
    void aNodeThatNobodyOfUsClaimsIsNotUnlocked() {
        lockedNode(M2, false);
        pendingUpdate(M2);

        assertThat(scene.pass(listed).decide().awaitingApproval()).isEmpty();
        assertThat(scene.pass(listed).decide().held()).hasSize(1);
    }

    @Test
    @DisplayName(
            "R21: an update that Omni keeps from a locked machine is shown with its diff, and is not in the way of the rest")
    void anUpdateKeptByOmni() {
        scene.claimedSet(listed, workers("demo", SET, manual()), Map.of());
        scene.omni.with(
                claimed(node(M1, "demo", SET), MachineSetPass.ownerOf(listed), Map.of())
                        .withAnnotation(OmniKeys.LOCKED, ""),
                machine(M1, "v1.13.7").withLabel(OmniKeys.TALOS_VERSION, "v1.13.7"));
        pendingUpdate(M1);
        Decision decision = scene.pass(listed).decide();

        assertThat(decision.held())
                .containsExactly(new Held(
                        "MachineSetNodes/" + M1,
                        "spec.talos.version",
                        Optional.of("1.13.7"),
                        Optional.of("1.13.8"),
                        Gate.MACHINE_LOCK,
                        Optional.empty()));
        assertThat(decision.findings()).isEmpty();
        assertThat(decision.awaitingApproval()).containsExactly(nodeToken(M1));
        assertThat(ClusterPass.of(scene.omni, cluster).decide().held())
                .extracting(Held::gate)
                .contains(Gate.MACHINE_LOCK);
    }

    @Test
    @DisplayName(
            "Omni does not ask the locks of machines when a class shrinks, so the lock holds the whole change of the size")
    void aClassWithALockedMachineDoesNotShrink() {
        GivenMachineSet smaller =
                GivenMachineSet.named(SET, "demo").ofClass("big", 1).withFinalizer();
        scene.claimedSet(
                        smaller,
                        workers("demo", SET, ofClass("big", 3)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3"))
                .allocated(SET, 3);
        scene.omni.with(node(M1, "demo", SET)
                .withLabel(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER, "")
                .withAnnotation(OmniKeys.LOCKED, ""));
        Decision decision = scene.pass(smaller).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.reservations().releases()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.OMNI_LOCKED);
        assertThat(decision.held()).extracting(Held::path).containsExactly("spec.machineClass.replicas");
        assertThat(decision.awaitingApproval()).containsExactly(nodeToken(M1));
        assertThat(scene.pass(smaller.ofClass("big", 4)).decide().operations()).hasSize(1);
    }

    @Test
    @DisplayName("Omni tears sets and clusters down with their locked machines, so the lock holds the deletion")
    void lockedMachinesHoldADeletion() {
        GivenMachineSet deleted = listed.onDelete().reported(SET, "workers").deleting();
        lockedNode(M2, true);
        Decision ofSet = scene.pass(deleted).decide();
        assertThat(ofSet.operations()).isEmpty();
        assertThat(reasons(ofSet)).containsExactly(Reason.OMNI_LOCKED);
        assertThat(ofSet.findings().getFirst().message())
                .contains("machines are locked in Omni", M2, "deletionPolicy: Retain");
        assertThat(ofSet.awaitingApproval()).containsExactly(nodeToken(M2));

        cluster.onDelete().reported("demo", SetScene.UUID).deleting();
        Decision ofCluster = clusterPass().withSets(deleted).decide();
        assertThat(ofCluster.operations()).isEmpty();
        assertThat(reasons(ofCluster)).containsExactly(Reason.OMNI_LOCKED);
        assertThat(scene.pass(deleted.onRetain()).decide().exit()).isEqualTo(Decision.Exit.LEAVES_AFTER_ATTEMPT);
    }

    private static String nodeToken(String machine) {
        return "unlock:" + machine + ":1:0";
    }

    private void lockCluster() {
        Resource<?> now = scene.omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
        scene.omni.with(now.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
    }

    private void lockedNode(String machine, boolean isOurs) {
        scene.claimedSet(listed, workers("demo", SET, manual()), Map.of()).bound(listed, M1, SET);
        Resource<?> bound = isOurs
                ? claimed(node(machine, "demo", SET), MachineSetPass.ownerOf(listed), Map.of())
                : node(machine, "demo", SET);
        scene.omni.with(bound.withAnnotation(OmniKeys.LOCKED, ""));
    }

    private void pendingUpdate(String machine) {
        scene.omni.with(Resource.of(
                        ResourceTypes.CLUSTER_MACHINE_STATUSES, machine, ClusterMachineStatusSpec.getDefaultInstance())
                .withLabel(OmniKeys.LOCKED_UPDATE, ""));
    }

    private ClusterPass clusterPass() {
        return ClusterPass.of(scene.omni, cluster);
    }

    private static List<Reason> reasons(Decision decision) {
        return decision.findings().stream().map(Finding::reason).toList();
    }
}
