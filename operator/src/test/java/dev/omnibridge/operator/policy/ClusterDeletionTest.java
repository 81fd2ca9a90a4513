package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.member;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
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

class ClusterDeletionTest {

    private final GivenCluster object = GivenCluster.named("demo")
            .onDelete()
            .reported("demo", SetScene.UUID)
            .deleting();
    private final GivenMachineSet workers = GivenMachineSet.named("demo-workers", "demo");
    private final GivenOmni omni = new GivenOmni().with(ours(), uuid("demo", SetScene.UUID));

    @Test
    void whatIsOursIsTornDownWithItsMachinesReserved() {
        omni.with(member("m1", "demo", "demo-control-planes"), member("m2", "demo", "demo-workers"));
        Decision decision = pass().decide();

        assertThat(decision.operations()).singleElement().isEqualTo(new Operation.Teardown(stored(), 2, 1));
        assertThat(decision.reservations().releases())
                .containsExactly(new BrakeEntry("demo", SetScene.UUID, 2, 1, ClusterPass.NOW, 1));
        assertThat(decision.exit()).isEqualTo(Exit.STAYS);
        assertThat(decision.needsFinalizer()).isFalse();
    }

    @Test
    @DisplayName("R01: an object that never had a claim leaves at once, even while its connection is paused")
    void neverClaimed() {
        omni.without(ResourceTypes.CLUSTERS, "demo").with(cluster("demo", "1.13.8", "1.35.2"));
        Decision decision = pass().through(GivenConnection.paused()).decide();

        assertThat(decision.exit()).isEqualTo(Exit.LEAVES);
        assertThat(decision.operations()).isEmpty();
    }

    @Test
    @DisplayName("R05: a deletion is held while the cluster or the connection is paused")
    void paused() {
        for (ClusterPass pass : List.of(
                pass().through(GivenConnection.paused()), ClusterPass.of(omni, object.spec(s -> s.paused(true))))) {
            Decision decision = pass.decide();
            assertThat(decision.exit()).isEqualTo(Exit.STAYS);
            assertThat(decision.operations()).isEmpty();
            assertThat(reasons(decision)).containsExactly(Reason.PAUSED);
            assertThat(decision.held()).extracting(Held::gate).containsExactly(Gate.PAUSED);
        }
    }

    @Test
    void retainReleasesEverythingOfTheObjectAndLeaves() {
        GivenCluster retained = object.spec(s -> s.deletionPolicy(null));
        Decision decision = ClusterPass.of(omni, retained).decide();
        assertThat(decision.exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
        assertThat(reasons(decision)).containsExactly(Reason.RELEASING);

        omni.carryOut(decision.operations());

        assertThat(stored().annotations())
                .containsOnly(Map.entry("omnibridge.dev/released", "prod-mgmt/OmniCluster/team-a/demo@uid-demo"));
        assertThat(stored().isTearingDown()).isFalse();
        assertThat(ClusterPass.of(omni, retained).decide().exit()).isEqualTo(Exit.LEAVES);
    }

    @Test
    @DisplayName("R51: Retain leaves a locked cluster after one attempt")
    void retainOfALockedCluster() {
        omni.with(stored().withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));

        assertThat(ClusterPass.of(omni, object.spec(s -> s.deletionPolicy(null)))
                        .decide()
                        .exit())
                .isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
    }

    @Test
    @DisplayName("R53: while the definition is being deleted nothing is torn down")
    void terminatingDefinition() {
        Decision decision = pass().withTerminatingCrd().decide();

        assertThat(decision.operations()).allMatch(o -> o instanceof Operation.Update);
        assertThat(decision.exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
    }

    @Test
    void whoOnlyWatchesLeavesWithoutAWrite() {
        Decision decision = ClusterPass.of(omni, object.observing()).decide();

        assertThat(decision.exit()).isEqualTo(Exit.LEAVES);
        assertThat(decision.operations()).isEmpty();
    }

    @Test
    @DisplayName("R20: a lock in Omni holds the teardown and names the way out")
    void locked() {
        omni.with(stored().withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        Decision decision = pass().decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.OMNI_LOCKED);
        assertThat(decision.held()).extracting(Held::gate).containsExactly(Gate.OMNI_LOCK);
    }

    @Test
    @DisplayName("R43: a worker set made in the UI holds the deletion until it is approved for this very cluster")
    void foreignContents() {
        omni.with(workers("demo", "demo-ui", manual()), node("m1", "demo", "demo-ui"), member("m1", "demo", "demo-ui"));
        Decision decision = pass().decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.FOREIGN_CONTENTS);
        assertThat(decision.findings().getFirst().message()).contains("MachineSets/demo-ui (1 machines, not claimed)");
        String token = decision.awaitingApproval().getFirst();
        assertThat(token).matches("release:demo:4f1c2b9e:[0-9a-f]{8}");

        object.metadata(m -> m.approving(token.replace(":4f1c2b9e:", ":00000000:")));
        assertThat(ClusterPass.of(omni, object).decide().operations()).isEmpty();
        object.metadata(m -> m.approving(token));
        assertThat(ClusterPass.of(omni, object).decide().operations()).hasSize(1);
    }

    @Test
    @DisplayName("R43: what came into the cluster after the approval asks again")
    void foreignContentsAfterTheApproval() {
        omni.with(workers("demo", "demo-ui", manual()));
        String token = pass().decide().awaitingApproval().getFirst();
        object.metadata(m -> m.approving(token));
        omni.with(workers("demo", "demo-later", manual()));

        Decision decision = ClusterPass.of(omni, object).decide();
        assertThat(decision.operations()).isEmpty();
        assertThat(decision.awaitingApproval()).singleElement().isNotEqualTo(token);
    }

    @Test
    void aSetOnRetainAForeignNodeAndASetWithoutObjectAreForeignContentsToo() {
        GivenMachineSet retained = GivenMachineSet.named("keep", "demo").onRetain();
        omni.with(
                claimed(workers("demo", "demo-keep", ofClass("big", 1)), MachineSetPass.ownerOf(retained), Map.of()),
                claimed(workers("demo", "demo-workers", manual()), MachineSetPass.ownerOf(workers), Map.of()),
                node("m9", "demo", "demo-workers"),
                workers("demo", "demo-lost", manual())
                        .withAnnotation("omnibridge.dev/owner", "prod-mgmt/OmniMachineSet/team-a/lost"));

        String message = ClusterPass.of(omni, object)
                .withSets(retained, workers)
                .decide()
                .findings()
                .getFirst()
                .message();

        assertThat(message)
                .contains("MachineSets/demo-keep (0 machines, on Retain)")
                .contains("MachineSetNodes/m9 (1 machines, not claimed)")
                .contains("MachineSets/demo-lost (0 machines, claimed by an object that is not here)");
    }

    @Test
    @DisplayName("R50: sets that go with their cluster hold nothing up, in any order")
    void setsThatGoAlong() {
        GivenMachineSet control = GivenMachineSet.named("cp", "demo").controlPlane();
        omni.with(
                ClaimMarks.release(controlPlanes("demo", ofClass("small", 3)), MachineSetPass.ownerOf(control)),
                claimed(workers("demo", "demo-workers", ofClass("big", 2)), MachineSetPass.ownerOf(workers), Map.of()),
                workers("demo", "demo-going", manual()).withPhase(Phase.TEARING_DOWN),
                member("m1", "demo", "demo-going"),
                member("m2", "demo", "demo-workers"));
        Decision decision = ClusterPass.of(omni, object).withSets(workers).decide();

        assertThat(decision.operations()).singleElement().isEqualTo(new Operation.Teardown(stored(), 1, 1));
    }

    @Test
    void aControlPlaneThatAnotherNamespaceReleasedIsForeign() {
        GivenMachineSet elsewhere =
                GivenMachineSet.named("cp", "demo").controlPlane().metadata(m -> m.namespace("team-b"));
        omni.with(ClaimMarks.release(controlPlanes("demo", ofClass("small", 3)), MachineSetPass.ownerOf(elsewhere)));

        assertThat(reasons(pass().decide())).containsExactly(Reason.FOREIGN_CONTENTS);
    }

    @Test
    void manyForeignPartsAreBounded() {
        for (int i = 0; i < 7; i++) {
            omni.with(workers("demo", "demo-ui" + i, manual()));
        }
        assertThat(pass().decide().findings().getFirst().message())
                .contains("demo-ui4")
                .contains("and 2 more");
    }

    @Test
    void withoutAUuidTheTokenNamesWhatGoesAlone() {
        omni.without(ResourceTypes.CLUSTER_UUIDS, "demo").with(workers("demo", "demo-ui", manual()));

        assertThat(pass().decide().awaitingApproval())
                .singleElement()
                .asString()
                .matches("release:demo:[0-9a-f]{8}");
        assertThat(reasons(pass().decide())).containsExactly(Reason.FOREIGN_CONTENTS);
    }

    @Test
    @DisplayName("R09: beyond the brake a cluster is held until the window passes or somebody approves")
    void brake() {
        for (int i = 0; i < 8; i++) {
            omni.with(member("m" + i, "demo", "demo-workers"));
        }
        BrakeEntry before = new BrakeEntry("x", "u", 3, 1, ClusterPass.NOW.minusSeconds(600), 4);
        Decision held = pass().withLedger(Ledger.ofReleases(List.of(before))).decide();

        assertThat(held.operations()).isEmpty();
        assertThat(reasons(held)).containsExactly(Reason.RELEASE_HELD);
        assertThat(held.wakeAt()).contains(ClusterPass.NOW.plusSeconds(3000));
        object.metadata(m -> m.approving(held.awaitingApproval().getFirst()));
        Decision approved = ClusterPass.of(omni, object)
                .withLedger(Ledger.ofReleases(List.of(before)))
                .decide();
        assertThat(approved.operations()).hasSize(1);
        assertThat(approved.reservations().releases()).hasSize(1);
    }

    @Test
    void nothingIsTornDownWhileOmniIsNotWatched() {
        omni.notLive();

        assertThat(pass().decide().operations()).isEmpty();
        assertThat(reasons(pass().decide())).containsExactly(Reason.CONNECTION_DOWN);
        assertThat(pass().decide().wakeAt())
                .as("a watch that comes back soon wakes nobody")
                .isPresent();
    }

    @Test
    void aTeardownIsWaitedFor() {
        omni.with(stored().withPhase(Phase.TEARING_DOWN), member("m1", "demo", "w"), member("m2", "demo", "w"));
        assertThat(pass().decide().findings())
                .containsExactly(new Finding(Reason.TEARING_DOWN, "released 0 of 2 machines"));

        object.status(s -> s.deletion(new DeletionProgress(null, 5, 0, null)));
        Decision later = ClusterPass.of(omni, object).decide();
        assertThat(later.findings())
                .containsExactly(new Finding(Reason.WAITING_FOR_MACHINES, "released 3 of 5 machines"));
        assertThat(later.operations()).isEmpty();
        assertThat(later.exit()).isEqualTo(Exit.STAYS);
    }

    @Test
    @DisplayName("R08: a cluster that is gone already is success, once Omni's store confirms it")
    void gone() {
        omni.without(ResourceTypes.CLUSTERS, "demo");
        assertThat(pass().decide().exit()).isEqualTo(Exit.STAYS);
        assertThat(pass().plan().toConfirm()).containsExactly(new Absence(ResourceTypes.CLUSTERS, "demo"));
        assertThat(pass().withConfirmed().decide().exit()).isEqualTo(Exit.LEAVES);
    }

    @Test
    void retainDoesNotAskWhetherItIsGone() {
        omni.without(ResourceTypes.CLUSTERS, "demo");

        assertThat(ClusterPass.of(omni, object.spec(s -> s.deletionPolicy(null)))
                        .decide()
                        .exit())
                .isEqualTo(Exit.LEAVES);
    }

    @Test
    @DisplayName("R42: a cluster whose claim was given up meanwhile is not torn down")
    void releasedMeanwhile() {
        omni.with(ClaimMarks.release(stored(), ClusterPass.ownerOf(object)));

        assertThat(pass().decide().exit()).isEqualTo(Exit.LEAVES);
        assertThat(pass().decide().operations()).isEmpty();
    }

    @Test
    void aClaimOnAnotherClusterThanTheStatusNamesIsReleasedNotTornDown() {
        GivenCluster contradicted = GivenCluster.named("demo")
                .onDelete()
                .reported("elsewhere", SetScene.UUID)
                .deleting();
        Decision decision = ClusterPass.of(omni, contradicted).decide();

        assertThat(decision.operations()).singleElement().isInstanceOf(Operation.Update.class);
        assertThat(decision.exit()).isEqualTo(Exit.LEAVES_AFTER_ATTEMPT);
    }

    private Resource<ClusterSpec> stored() {
        return omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    private Resource<ClusterSpec> ours() {
        return claimed(cluster("demo", "1.13.8", "1.35.2"), ClusterPass.ownerOf(object), Map.of());
    }

    private ClusterPass pass() {
        return ClusterPass.of(omni, object);
    }

    private static List<Reason> reasons(Decision decision) {
        return decision.findings().stream().map(Finding::reason).toList();
    }
}
