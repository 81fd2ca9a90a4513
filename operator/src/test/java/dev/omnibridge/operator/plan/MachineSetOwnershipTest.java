package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineSetOwnershipTest {

    private static final Map<String, String> THREE =
            Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3");

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object =
            GivenMachineSet.named("demo-workers", "demo").withFinalizer();
    private final Resource<MachineSetSpec> present = workers("demo", "demo-workers", ofClass("big", 3));

    @Test
    @DisplayName("R03: a set whose cluster object is gone touches nothing and says what it waits for")
    void clusterObjectIsMissing() {
        scene.claimedSet(object, present, THREE);
        MachineSetPass pass = MachineSetPass.withoutCluster(scene.omni, object.ofClass("big", 9));

        waits(pass, Reason.WAITING_FOR_REFERENCE);
        assertThat(pass.decide().findings().getFirst().message())
                .contains("spec.clusterRef names the OmniCluster demo");
        assertThat(pass.plan().ownership().isVisible()).isTrue();
    }

    @Test
    @DisplayName("R63: no set is built before its cluster is claimed")
    void clusterIsNotClaimed() {
        scene.omni.without(ResourceTypes.CLUSTERS, "demo");
        waits(scene.pass(object), Reason.WAITING_FOR_CLUSTER);

        scene.omni.with(cluster("demo", "1.13.8", "1.35.2"));
        waits(scene.pass(object), Reason.WAITING_FOR_CLUSTER);
    }

    @Test
    void aClusterThatIsBeingDeletedGetsNoSets() {
        scene.cluster.deleting();

        waits(scene.pass(object), Reason.WAITING_FOR_CLUSTER);
    }

    @Test
    void aClusterTornDownInOmniGetsNoSets() {
        scene.omni.with(scene.omni
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .withPhase(Phase.TEARING_DOWN));

        waits(scene.pass(object), Reason.BEING_DELETED_ELSEWHERE);
    }

    @Test
    @DisplayName("R45: an id that belongs to another cluster is NameConflict")
    void joinedIds() {
        scene.omni.with(workers("demo-eu", "demo-eu-workers", ofClass("big", 3)));
        MachineSetPass pass = scene.pass(GivenMachineSet.named("eu-workers", "demo"));

        waits(pass, Reason.NAME_CONFLICT);
        assertThat(pass.decide().needsFinalizer()).isFalse();
        assertThat(pass.plan().ownership().isVisible()).isFalse();
    }

    @Test
    void anIdWithAnotherRoleIsAConflict() {
        scene.omni.with(controlPlanes("demo", ofClass("big", 3)).withMetadata(m -> m.setId("demo-workers")));

        waits(scene.pass(object), Reason.NAME_CONFLICT);
    }

    @Test
    void aWorkerSetCantBeNamedAsTheControlPlane() {
        waits(scene.pass(GivenMachineSet.named("demo-control-planes", "demo")), Reason.NAME_CONFLICT);
    }

    @Test
    void anUnclaimedSetIsAConflictUnlessItsClusterTakesOver() {
        scene.omni.with(present);
        waits(scene.pass(object), Reason.NAME_CONFLICT);

        scene.cluster.adopting();
        scene.pass(object).carriedOut();
        assertThat(scene.pass(object).plan().ownership()).isEqualTo(new Ownership.Managed());
    }

    @Test
    void takingOverWithChangesWaits() {
        scene.cluster.adopting();
        scene.omni.with(present);
        Decision decision = scene.pass(object.ofClass("big", 4)).decide();

        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.APPROVAL_REQUIRED);
        assertThat(decision.awaitingApproval()).singleElement().asString().startsWith("adoption:demo-workers:");
    }

    @Test
    void takingOverWaitsAlsoForAClassThatIsNotThereYet() {
        scene.cluster.adopting();
        scene.omni.with(present);
        Decision decision = scene.pass(object.ofClass("not-there-yet", 1)).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).contains(Reason.APPROVAL_REQUIRED);
    }

    @Test
    void aReleasedSetComesBackByItself() {
        scene.omni.with(ClaimMarks.release(present, MachineSetPass.ownerOf(object)));
        scene.pass(object).carriedOut();

        assertThat(scene.pass(object).plan().ownership()).isEqualTo(new Ownership.Managed());
        assertThat(scene.set("demo-workers").spec()).isEqualTo(present.spec());
    }

    @Test
    void aSetOfAnotherOwnerIsAConflict() {
        scene.omni.with(present.withAnnotation("omnibridge.dev/owner", "other/OmniMachineSet/x/y"));

        waits(scene.pass(object), Reason.OWNERSHIP_CONFLICT);
    }

    @Test
    void aSecondControlPlaneIsNotToldToChooseAnotherName() {
        GivenMachineSet first =
                GivenMachineSet.named("demo-control-planes", "demo").controlPlane();
        GivenMachineSet second =
                GivenMachineSet.named("second", "demo").controlPlane().metadata(m -> m.created("2026-11-02T00:00:00Z"));

        assertThat(scene.pass(second).withRivals(first).decide().findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("a cluster has one control plane, delete this object")
                .doesNotContain("spec.name");
    }

    @Test
    @DisplayName("R10: of two sets with one id the holder goes on and the other is NameConflict")
    void rivals() {
        GivenMachineSet other = GivenMachineSet.named("workers", "demo");
        scene.claimedSet(object, present, THREE);

        waits(scene.pass(other).withRivals(object), Reason.NAME_CONFLICT);
        assertThat(scene.pass(object).withRivals(other).plan().ownership()).isEqualTo(new Ownership.Managed());
    }

    @Test
    void theOlderSetGetsAFreeId() {
        GivenMachineSet younger =
                GivenMachineSet.named("workers", "demo").metadata(m -> m.created("2026-11-02T00:00:00Z"));

        waits(scene.pass(younger).withRivals(object), Reason.NAME_CONFLICT);
        assertThat(scene.pass(object).withRivals(younger).decide().operations()).hasSize(1);
    }

    @Test
    void aClaimThatWasTakenOffIsNotTakenAgain() {
        scene.cluster.adopting();
        scene.omni.with(present);
        waits(scene.pass(object.reported("demo-workers", "workers")), Reason.CLAIM_LOST);

        scene.omni.with(present.withAnnotation("omnibridge.dev/owner", "other/OmniMachineSet/x/y"));
        waits(scene.pass(object), Reason.CLAIM_LOST);
    }

    @Test
    void aSetOfAFormerClusterThatIsGoneIsNotMadeAgainInTheOneThatIsThereNow() {
        MachineSetPass pass =
                scene.pass(object.reported("former-workers", "workers")).withConfirmed();

        waits(pass, Reason.NAME_CONFLICT);
        assertThat(pass.decide().awaitingApproval()).as("no token could help").isEmpty();
    }

    @Test
    void aSetThatIsGoneIsMadeAgainOnlyWithAToken() {
        MachineSetPass pass = scene.pass(object.reported("demo-workers", "workers"));
        assertThat(pass.plan().toConfirm()).containsExactly(new Absence(ResourceTypes.MACHINE_SETS, "demo-workers"));
        waits(pass, Reason.WAITING_FOR_OMNI);
        waits(pass.withConfirmed(), Reason.REMOVED_IN_OMNI);
        assertThat(pass.withConfirmed().decide().awaitingApproval()).containsExactly("recreate:demo-workers:4f1c2b9e");

        GivenMachineSet approved = object.metadata(m -> m.approving("recreate:demo-workers:4f1c2b9e"));
        assertThat(scene.pass(approved).withConfirmed().decide().operations()).hasSize(1);
    }

    @Test
    void aSetTornDownElsewhereIsNotRevived() {
        scene.claimedSet(object, present.withPhase(Phase.TEARING_DOWN), THREE);
        waits(scene.pass(object), Reason.BEING_DELETED_ELSEWHERE);
    }

    @Test
    void anOlderSetOfTheIdHasToGoFirst() {
        scene.omni.with(present.withPhase(Phase.TEARING_DOWN));
        waits(scene.pass(object), Reason.WAITING_FOR_OMNI);
    }

    @Test
    void underAnObservingClusterNothingIsWritten() {
        scene.cluster.observing();
        waits(scene.pass(object), Reason.NOT_IN_OMNI);

        scene.omni.with(present);
        MachineSetPass differs = scene.pass(object.ofClass("big", 5));
        waits(differs, Reason.DRIFTED);
        assertThat(differs.plan().work().drift().items()).hasSize(1);
        assertThat(differs.plan().ownership().isVisible()).isTrue();
        assertThat(differs.decide().needsFinalizer()).isFalse();

        scene.omni.with(present.withAnnotation("omnibridge.dev/owner", "other/OmniMachineSet/x/y"));
        waits(scene.pass(object), Reason.OWNERSHIP_CONFLICT);
    }

    @Test
    void setsOfAnObservedClusterThatSomebodyElseClaimsAreNotShown() {
        scene.cluster.observing();
        scene.omni
                .with(present)
                .without(ResourceTypes.CLUSTERS, "demo")
                .with(cluster("demo", "1.13.8", "1.35.2")
                        .withAnnotation("omnibridge.dev/owner", "other/OmniCluster/x/demo"));

        waits(scene.pass(object), Reason.WAITING_FOR_CLUSTER);
        assertThat(scene.pass(object).plan().ownership().isVisible()).isFalse();
    }

    @Test
    void aClusterClaimedByAnotherObjectIsNotEnough() {
        scene.omni
                .without(ResourceTypes.CLUSTERS, "demo")
                .with(claimed(
                        cluster("demo", "1.13.8", "1.35.2"),
                        ClusterPass.ownerOf(GivenCluster.named("other")),
                        Map.of()));

        waits(scene.pass(object), Reason.WAITING_FOR_CLUSTER);
    }

    private static void waits(MachineSetPass pass, Reason reason) {
        assertThat(pass.decide().findings()).extracting(Finding::reason).containsExactly(reason);
        assertThat(pass.decide().operations()).isEmpty();
    }
}
