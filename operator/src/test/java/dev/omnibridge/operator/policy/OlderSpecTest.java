package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Applied;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A custom resource that was restored from an older backup undoes nothing by itself. */
class OlderSpecTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object = GivenMachineSet.named(SET, "demo").withFinalizer();

    @Test
    @DisplayName("R54: an older size is held with a token, and no machine is released")
    void olderSizeIsHeld() {
        appliedAt(5, 5);
        Decision decision = scene.pass(at(3, 3)).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.reservations().releases()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
        assertThat(decision.held()).extracting(Held::gate).containsExactly(Gate.APPROVAL);
        assertThat(decision.awaitingApproval()).singleElement().asString().matches("rollback:" + SET + ":[0-9a-f]{8}");
        assertThat(decision.findings().getFirst().message())
                .contains(
                        "generation 3",
                        "generation 5",
                        decision.awaitingApproval().getFirst());
    }

    @Test
    @DisplayName(
            "R54: that the older spec was in Omni once, as its restored status says, does not make drift of what came later")
    void itsStatusComesFromTheBackupToo() {
        appliedAt(5, 5);
        object.status(s -> s.observedGeneration(3L)
                .conditions(List.of(
                        new Condition("Synced", ConditionStatus.TRUE, 3L, "2026-11-20T11:00:00Z", "InSync", ""))));

        Decision decision = scene.pass(at(3, 3)).later(61).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
    }

    @Test
    @DisplayName("R54: approved, the older spec is written and counts from then on")
    void approved() {
        appliedAt(5, 5);
        String token = scene.pass(at(3, 3)).decide().awaitingApproval().getFirst();
        object.metadata(m -> m.approving(token));

        scene.pass(at(3, 3)).carriedOut();

        assertThat(scene.set(SET).spec().getMachineAllocation().getMachineCount())
                .isEqualTo(3);
        assertThat(scene.pass(at(3, 3)).decide().findings()).isEmpty();
        assertThat(scene.pass(at(4, 4)).decide().findings()).isEmpty();
    }

    @Test
    @DisplayName("R54: an approval is for one spec and one state of Omni, and stands for no later one")
    void approvalsDoNotStand() {
        appliedAt(5, 5);
        String token = scene.pass(at(3, 3)).decide().awaitingApproval().getFirst();
        object.metadata(m -> m.approving(token));

        assertThat(scene.pass(at(3, 2)).decide().operations()).isEmpty();
        assertThat(scene.pass(at(4, 3)).decide().operations()).isEmpty();
        scene.pass(at(3, 3)).carriedOut();
        appliedAt(5, 5);
        assertThat(scene.pass(at(3, 3)).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
    }

    @Test
    @DisplayName("the newest file applied again catches up without approval, and what is edited then goes out at once")
    void catchesUp() {
        appliedAt(5, 5);
        assertThat(scene.pass(at(4, 5)).decide().operations()).hasSize(1);
        assertThat(scene.pass(at(4, 5)).decide().findings()).isEmpty();

        scene.pass(at(4, 5)).carriedOut();

        assertThat(scene.pass(at(4, 5)).decide().operations()).as("once").isEmpty();
        assertThat(scene.pass(at(5, 6)).decide().findings()).isEmpty();
        assertThat(scene.pass(at(5, 6)).decide().operations()).hasSize(1);
    }

    @Test
    void nothingIsRememberedWhilePausedLockedOrOnlyWatched() {
        appliedAt(5, 5);
        assertThat(scene.pass(at(4, 5).spec(s -> s.paused(true))).decide().operations())
                .isEmpty();
        assertThat(scene.pass(at(4, 5).spec(s -> s.paused(null).managementPolicy(ManagementPolicy.OBSERVE)))
                        .decide()
                        .operations())
                .isEmpty();
        scene.omni.with(scene.omni
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        assertThat(scene.pass(at(4, 5).spec(s -> s.managementPolicy(null)))
                        .decide()
                        .operations())
                .isEmpty();
    }

    @Test
    void driftOfAnOlderSpecThatSaysWhatWasAppliedIsPutRight() {
        appliedAt(5, 5);
        scene.omni.with(scene.set(SET).withSpec(ofClass("big", 9)));

        assertThat(scene.pass(at(4, 5)).later(61).decide().findings())
                .extracting(Finding::reason)
                .doesNotContain(Reason.SPEC_OLDER_THAN_APPLIED);
    }

    @Test
    @DisplayName("an object that was made anew is no older one: its claim is another's")
    void anotherUidIsReturning() {
        appliedAt(5, 5);
        object.metadata(m -> m.uid("another"));

        assertThat(scene.pass(at(1, 3)).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.APPROVAL_REQUIRED);
    }

    @Test
    @DisplayName("R54: an older list of machines binds and releases nothing, although nothing else of the set differs")
    void olderListIsHeld() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of())
                .bound(object, SetScene.M1, SET)
                .bound(object, SetScene.M2, SET);
        scene.omni.with(OmniResources.atGeneration(scene.set(SET), 1));
        scene.pass(listed(2, SetScene.M1, SetScene.M2, SetScene.M3)).carriedOut();
        assertThat(scene.pass(listed(2, SetScene.M1, SetScene.M2, SetScene.M3))
                        .decide()
                        .operations())
                .isEmpty();

        Decision older = scene.pass(listed(1, SetScene.M1, SetScene.M2)).decide();

        assertThat(older.operations()).isEmpty();
        assertThat(older.findings()).extracting(Finding::reason).containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
    }

    @Test
    void thatAListIsCarriedOutIsRememberedBeforeIt() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of()).bound(object, SetScene.M1, SET);
        scene.omni.with(OmniResources.atGeneration(scene.set(SET), 1));

        assertThat(scene.pass(listed(2, SetScene.M1, SetScene.M2)).decide().operations())
                .extracting(operation -> operation.resource().reference())
                .containsExactly("MachineSets/" + SET, "MachineSetNodes/" + SetScene.M2);
    }

    @Test
    @DisplayName("R54: an older OmniCluster is held, and a paused connection comes before that")
    void clusters() {
        GivenCluster older = GivenCluster.named("demo")
                .withFinalizer()
                .spec(s -> s.labels(Map.of("team", "a")))
                .metadata(m -> m.generation(2));
        GivenOmni omni = new GivenOmni()
                .with(OmniResources.atGeneration(
                        claimed(
                                cluster("demo", "1.13.8", "1.35.2").withLabel("team", "b"),
                                ClusterPass.ownerOf(older),
                                Map.of("spec.labels[team]", "b")),
                        3));

        assertThat(ClusterPass.of(omni, older).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
        assertThat(ClusterPass.of(omni, older)
                        .through(GivenConnection.paused())
                        .decide()
                        .findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.PAUSED);
    }

    @Test
    @DisplayName(
            "R54: a restored object that is deleted tears nothing down unless that is approved, and leaves on Retain")
    void deletionOfAnOlderObject() {
        appliedAt(5, 5);
        GivenMachineSet deleted = at(3, 5).onDelete().reported(SET, "workers").deleting();
        Decision held = scene.pass(deleted).decide();

        assertThat(held.operations()).isEmpty();
        assertThat(held.exit()).isEqualTo(Exit.STAYS);
        assertThat(held.held()).extracting(Held::gate).containsExactly(Gate.APPROVAL);
        assertThat(held.findings()).extracting(Finding::reason).containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
        String token = held.awaitingApproval().getFirst();
        assertThat(held.findings().getFirst().message())
                .contains("generation 3", "generation 5", "deletionPolicy: Retain", token);

        assertThat(scene.pass(deleted.metadata(m -> m.approving(token)))
                        .decide()
                        .operations())
                .singleElement()
                .isInstanceOf(Operation.Teardown.class);
        assertThat(scene.pass(deleted.onRetain()).decide().exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
    }

    @Test
    void theDeletionOfTheObjectThatWasAppliedIsNoOlderOne() {
        appliedAt(5, 5);

        assertThat(scene.pass(at(5, 5).onDelete().reported(SET, "workers").deleting())
                        .decide()
                        .operations())
                .singleElement()
                .isInstanceOf(Operation.Teardown.class);
    }

    @Test
    void theGenerationIsKnownAlsoWhereTheMemoryWasTooLongToBeKept() {
        var owner = MachineSetPass.ownerOf(object);
        var set = workers("demo", SET, ofClass("big", 3))
                .withAnnotation("omnibridge.dev/owner", owner.text())
                .withAnnotation("omnibridge.dev/owner-uid", owner.uid())
                .withAnnotation("omnibridge.dev/applied", "{\"v\":1,\"gen\":7,\"all\":\"00\"}");

        assertThat(Applied.specOf(set, owner)).map(SpecMark::generation).hasValue(7L);
        assertThat(Applied.specOf(OmniResources.atGeneration(set, 4), owner))
                .map(SpecMark::generation)
                .hasValue(4L);
        assertThat(Applied.specOf(set.withAnnotation("omnibridge.dev/applied", "?"), owner))
                .isEmpty();
    }

    /** The set as this generation of the object made it. */
    private void appliedAt(long generation, int size) {
        scene.claimedSet(
                object,
                workers("demo", SET, ofClass("big", size)),
                Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", String.valueOf(size)));
        scene.omni.with(OmniResources.atGeneration(scene.set(SET), generation));
    }

    private GivenMachineSet at(long generation, int size) {
        return object.ofClass("big", size).metadata(m -> m.generation(generation));
    }

    private GivenMachineSet listed(long generation, String... machines) {
        return object.machines(List.of(machines).toArray(String[]::new)).metadata(m -> m.generation(generation));
    }
}
