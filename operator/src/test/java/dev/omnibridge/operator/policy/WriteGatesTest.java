package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WriteGatesTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object = GivenMachineSet.named(SET, "demo").withFinalizer();

    @Test
    void aPausedClusterOrConnectionHoldsEveryChangeAndShowsIt() {
        GivenCluster changed = GivenCluster.named("demo").withFinalizer().spec(s -> s.labels(Map.of("team", "a")));
        GivenOmni omni = new GivenOmni()
                .with(claimed(cluster("demo", "1.13.8", "1.35.2"), ClusterPass.ownerOf(changed), Map.of()));
        Decision byConnection =
                ClusterPass.of(omni, changed).through(GivenConnection.paused()).decide();
        Decision byObject =
                ClusterPass.of(omni, changed.spec(s -> s.paused(true))).decide();

        assertThat(byConnection.operations()).isEmpty();
        assertThat(byConnection.findings())
                .containsExactly(
                        new Finding(
                                Reason.PAUSED,
                                "OmniConnection default is paused; 1 change waits until its spec.paused is false and its annotation omnibridge.dev/paused is removed"));
        assertThat(byObject.held())
                .containsExactly(new Held(
                        "Clusters/demo",
                        "spec.labels[team]",
                        Optional.empty(),
                        Optional.of("a"),
                        Gate.PAUSED,
                        Optional.empty()));
        assertThat(byObject.findings().getFirst().message()).startsWith("OmniCluster demo is paused");
    }

    @Test
    void pausedWithNothingToDoIsNoFinding() {
        GivenCluster object = GivenCluster.named("demo").withFinalizer().spec(s -> s.paused(true));
        GivenOmni omni = new GivenOmni()
                .with(claimed(cluster("demo", "1.13.8", "1.35.2"), ClusterPass.ownerOf(object), Map.of()));

        assertThat(ClusterPass.of(omni, object).decide().findings()).isEmpty();
    }

    @Test
    @DisplayName("R20: a lock in Omni holds cluster, sets and nodes, and is never removed")
    void locked() {
        lock();
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of());
        Decision node = scene.pass(object.machines(SetScene.M1)).decide();
        assertThat(node.operations()).isEmpty();
        assertThat(node.held()).extracting(Held::gate).containsExactly(Gate.OMNI_LOCK);
        assertThat(node.held()).extracting(Held::path).containsExactly("spec.machines");

        scene.cluster.spec(s -> s.labels(Map.of("team", "a")).paused(false));
        Decision cluster = ClusterPass.of(scene.omni, scene.cluster).decide();
        assertThat(cluster.operations()).isEmpty();
        assertThat(cluster.findings()).extracting(Finding::reason).containsExactly(Reason.OMNI_LOCKED);
        assertThat(cluster.held()).extracting(Held::path).containsExactly("spec.labels[team]");
    }

    @Test
    @DisplayName("R52: a smaller class is held by the brake while everything else of the set goes out")
    void brakeHoldsTheSizeOnly() {
        scene.claimedSet(
                        object,
                        workers("demo", SET, ofClass("big", 30)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "30"))
                .allocated(SET, 30);
        GivenMachineSet smaller =
                object.ofClass("big", 3).spec(s -> s.deleteStrategy(new MachineStrategy(StrategyType.ROLLING, null)));
        Decision decision = scene.pass(smaller).decide();

        assertThat(((Operation.Update) decision.operations().getFirst()).changes())
                .extracting(FieldChange::path)
                .containsExactly("spec.deleteStrategy.type");
        assertThat(decision.held())
                .containsExactly(new Held(
                        "MachineSets/" + SET,
                        "spec.machineClass.replicas",
                        Optional.of("30"),
                        Optional.of("3"),
                        Gate.APPROVAL,
                        Optional.empty()));
        assertThat(decision.reservations().releases()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.RELEASE_HELD);
        String token = decision.awaitingApproval().getFirst();
        assertThat(token).matches("release:" + SET + ":4f1c2b9e:[0-9a-f]{8}");

        smaller.metadata(m -> m.approving(token));
        Decision approved = scene.pass(smaller).decide();
        assertThat(approved.reservations().releases())
                .containsExactly(new BrakeEntry(SET, SetScene.UUID, 27, 0, ClusterPass.NOW, 1));
        assertThat(approved.held()).isEmpty();
    }

    @Test
    @DisplayName("R52: an approval lets one change of size go, not a later one")
    void approvalsDoNotStand() {
        GivenMachineSet smaller = object.ofClass("big", 3);
        Map<String, String> applied = Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "30");
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 30)), applied)
                .allocated(SET, 30);
        String token = scene.pass(smaller).decide().awaitingApproval().getFirst();
        smaller.metadata(m -> m.approving(token));

        assertThat(scene.pass(object.ofClass("big", 2)).decide().operations())
                .as("another size")
                .isEmpty();
        scene.claimedSet(object, workers("demo", SET, ofClass("big", 30)), applied);
        assertThat(scene.pass(object.ofClass("big", 3)).decide().operations())
                .as("the same size from a later state")
                .isEmpty();
    }

    @Test
    @DisplayName("R52: an approval for machines that leave a list is for exactly those")
    void approvalsNameTheMachines() {
        GivenMachineSet listed = object.machines();
        scene.claimedSet(listed, workers("demo", SET, manual()), Map.of());
        for (int i = 0; i < 12; i++) {
            scene.bound(listed, "m" + i, SET);
        }
        String token = scene.pass(listed).decide().awaitingApproval().getFirst();
        listed.metadata(m -> m.approving(token));
        assertThat(scene.pass(listed).decide().operations()).hasSize(12);

        scene.bound(listed, "m12", SET);
        assertThat(scene.pass(listed).decide().operations()).isEmpty();
    }

    @Test
    @DisplayName("R21: a set is not made smaller while one of its machines is locked: Omni would not spare it")
    void aLockedMachineOfAClass() {
        scene.claimedSet(
                        object,
                        workers("demo", SET, ofClass("big", 5)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "5"))
                .allocated(SET, 4);
        scene.omni.with(node("m1", "demo", SET).withAnnotation("omni.sidero.dev/locked", ""));
        Decision decision = scene.pass(object.ofClass("big", 3)).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.reservations().releases()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.OMNI_LOCKED);
        assertThat(decision.findings().getFirst().message()).contains("m1");
        assertThat(decision.held()).extracting(Held::gate).containsExactly(Gate.MACHINE_LOCK);

        assertThat(scene.pass(object.ofClass("big", 6)).decide().operations())
                .as("it may grow")
                .hasSize(1);
    }

    @Test
    void aShrinkWithinTheBrakeIsReservedFirst() {
        scene.claimedSet(
                        object,
                        workers("demo", SET, ofClass("big", 5)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "5"))
                .allocated(SET, 4);
        Decision decision = scene.pass(object.ofClass("big", 3)).decide();

        assertThat(decision.operations()).hasSize(1);
        assertThat(decision.reservations().releases())
                .extracting(BrakeEntry::machines)
                .containsExactly(1);
    }

    @Test
    void aSizeThatReleasesNobodyNeedsNoReservation() {
        scene.claimedSet(
                        object,
                        workers("demo", SET, ofClass("big", 5)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "5"))
                .allocated(SET, 2);

        assertThat(scene.pass(object.ofClass("big", 3)).decide().reservations().releases())
                .isEmpty();
        assertThat(scene.pass(object.ofClass("big", 3)).decide().operations()).hasSize(1);
    }

    @Test
    void theWayOutOfAHoldIsAlsoTheTime() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of())
                .bound(object, SetScene.M1, SET)
                .bound(object, SetScene.M2, SET);
        List<BrakeEntry> ledger = List.of(new BrakeEntry("x", "u", 9, 0, ClusterPass.NOW.minusSeconds(600), 1));
        Decision decision = scene.pass(object.machines())
                .withLedger(Ledger.ofReleases(ledger))
                .decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.wakeAt()).contains(ClusterPass.NOW.plusSeconds(3000));
        assertThat(decision.findings().getFirst().message()).contains("goes on by itself at 2026-11-20T12:50:00Z");
        assertThat(decision.held())
                .extracting(Held::from)
                .containsExactlyInAnyOrder(Optional.of(SetScene.M1), Optional.of(SetScene.M2));
    }

    @Test
    void nothingIsReleasedWhileOmniIsNotWatchedButTheRestGoesOn() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of()).bound(object, SetScene.M1, SET);
        scene.omni.notLive();
        Decision decision = scene.pass(object.machines(SetScene.M2)).decide();

        assertThat(decision.operations()).extracting(o -> o.resource().id()).containsExactly(SetScene.M2);
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.CONNECTION_DOWN);
        assertThat(decision.wakeAt())
                .as("a watch that comes back soon wakes nobody")
                .isPresent();
    }

    @Test
    void aManagedObjectThatLostItsFinalizerGetsItBack() {
        GivenMachineSet bare = GivenMachineSet.named(SET, "demo");
        scene.claimedSet(
                bare,
                workers("demo", SET, ofClass("big", 3)),
                Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3"));

        assertThat(scene.pass(bare).decide().needsFinalizer()).isTrue();
    }

    private void lock() {
        scene.omni.with(scene.omni
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
    }
}
