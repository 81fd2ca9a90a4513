package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.machine;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.member;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static dev.omnibridge.operator.given.SetScene.M1;
import static dev.omnibridge.operator.given.SetScene.M2;
import static dev.omnibridge.operator.given.SetScene.M3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePlannerTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object =
            GivenMachineSet.named(SET, "demo").machines(M1).withFinalizer();

    @BeforeEach
    void aManualSetOfOurs() {
        scene.claimedSet(object, workers("demo", SET, manual()), Map.of());
        scene.omni.with(machine(M1, "v1.13.8"), machine(M2, "v1.13.8"), machine(M3, "v1.13.8"));
    }

    @Test
    void aListedMachineIsBoundToItsSet() {
        Create create = (Create) operations().getFirst();

        assertThat(create.resource().reference()).isEqualTo("MachineSetNodes/" + M1);
        assertThat(create.resource().labels())
                .isEqualTo(Map.of(
                        "omni.sidero.dev/cluster", "demo",
                        "omni.sidero.dev/machine-set", SET,
                        "omni.sidero.dev/role-worker", ""));
        assertThat(create.resource().annotations())
                .containsEntry("omnibridge.dev/owner", "prod-mgmt/OmniMachineSet/team-a/" + SET);
    }

    @Test
    void aNewSetComesBeforeItsNodes() {
        scene.omni.without(ResourceTypes.MACHINE_SETS, SET);

        assertThat(operations())
                .extracting(o -> o.resource().reference())
                .containsExactly("MachineSets/" + SET, "MachineSetNodes/" + M1);
    }

    @Test
    void aMachineOfOursThatIsNoLongerListedIsReleased() {
        scene.bound(object, M1, SET).bound(object, M2, SET);

        Teardown teardown = (Teardown) operations().getFirst();
        assertThat(teardown.resource().id()).isEqualTo(M2);
        assertThat(teardown.machines()).isEqualTo(1);
        assertThat(scene.pass(object).plan().work().releases())
                .containsExactly(new MachineRelease(M2, 1, Instant.EPOCH, 1, 0));
    }

    @Test
    @DisplayName("R25: an empty list is not an absent one: it releases all")
    void anEmptyListReleasesAll() {
        scene.bound(object, M1, SET);

        assertThat(scene.pass(object.machines()).plan().work().operations()).hasSize(1);
    }

    @Test
    @DisplayName("R13: bindings that others made are left where they are")
    void foreignNodes() {
        scene.bound(object, M1, SET);
        scene.omni.with(node(M2, "demo", SET), node(M3, "other", "other-workers"));

        assertThat(operations()).isEmpty();
        assertThat(scene.pass(object).plan().foreign())
                .containsExactly(new ForeignPart("MachineSetNodes/" + M2, 1, "not claimed"));
    }

    @Test
    @DisplayName("R61: a node that is gone already is no fault")
    void nodeIsGone() {
        scene.bound(object, M1, SET).bound(object, M2, SET);
        scene.omni.without(ResourceTypes.MACHINE_SET_NODES, M2);

        assertThat(scene.pass(object).decide().findings()).isEmpty();
        assertThat(operations()).isEmpty();
    }

    @Test
    void aLockedMachineIsKeptAndItsReleaseShown() {
        scene.bound(object, M1, SET);
        scene.omni.with(claimed(node(M2, "demo", SET), MachineSetPass.ownerOf(object), Map.of())
                .withAnnotation("omni.sidero.dev/locked", ""));
        Decision decision = scene.pass(object).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.reservations().releases()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.OMNI_LOCKED);
        assertThat(decision.held()).singleElement().satisfies(held -> {
            assertThat(held.resource()).isEqualTo("MachineSetNodes/" + M2);
            assertThat(held.gate()).isEqualTo(Gate.MACHINE_LOCK);
        });
    }

    @Test
    void aMachineThatOmniDoesNotKnowYetIsBoundAndNamed() {
        scene.omni.without(ResourceTypes.MACHINE_STATUSES, M1);

        assertThat(operations()).hasSize(1);
        assertThat(scene.pass(object).plan().work().notes())
                .singleElement()
                .asString()
                .contains(M1);
        assertThat(scene.pass(object).decide().findings()).isEmpty();
    }

    @Test
    void aMachineInAnotherSetIsInUseAndTheOthersGoOn() {
        scene.omni.with(node(M2, "other", "other-workers"));
        MachineSetPass pass = scene.pass(object.machines(M1, M2));

        assertThat(pass.plan().work().operations())
                .extracting(o -> o.resource().id())
                .containsExactly(M1);
        assertThat(pass.plan().work().findings()).extracting(Finding::reason).containsExactly(Reason.MACHINE_IN_USE);
        assertThat(pass.plan().work().findings().getFirst().message())
                .contains(M2)
                .doesNotContain("other-workers");
    }

    @Test
    void aMachineThatIsStillLeavingIsWaitedFor() {
        scene.omni.with(
                node(M2, "other", "other-workers").withPhase(Phase.TEARING_DOWN), member(M3, "other", "other-workers"));
        MachineSetPass pass = scene.pass(object.machines(M2, M3));

        assertThat(pass.plan().work().operations()).isEmpty();
        assertThat(pass.plan().work().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(Reason.WAITING_FOR_OMNI);
            assertThat(finding.message()).contains(M2, M3);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "v1.13.2,false,true",
        "v1.12.9,false,false",
        "v1.12.9,true,true",
        "v1.14.0,true,false",
        "v1.9.0,false,false",
        "'',false,true"
    })
    void aMachineFitsByItsTalos(String talos, boolean installed, boolean fits) {
        var status = machine(M1, talos);
        scene.omni.with(installed ? status.withLabel("omni.sidero.dev/installed", "") : status);

        assertThat(operations()).hasSize(fits ? 1 : 0);
        assertThat(scene.pass(object).plan().work().findings())
                .extracting(Finding::reason)
                .isEqualTo(fits ? List.of() : List.of(Reason.MACHINE_INCOMPATIBLE));
    }

    @Test
    void aBareMetalMachineInAgentModeFitsAlways() {
        var status = machine(M1, "v1.9.0");
        scene.omni.with(status.withSpec(status.spec().toBuilder()
                .setSchematic(status.spec().getSchematic().toBuilder().setInAgentMode(true))
                .build()));

        assertThat(operations()).hasSize(1);
    }

    @Test
    void from113OnAMachineThatIsNotInstalledJoinsANewerCluster() {
        scene.omni.with(scene.omni
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .map(c -> c.withSpec(
                        c.spec().toBuilder().setTalosVersion("1.14.1").build()))
                .orElseThrow());

        assertThat(operations()).hasSize(1);
    }

    @Test
    void manyFaultsAreBounded() {
        GivenMachineSet many = object.machines("m1", "m2", "m3", "m4", "m5", "m6", "m7");
        for (String id : List.of("m1", "m2", "m3", "m4", "m5", "m6", "m7")) {
            scene.omni.with(node(id, "other", "other-workers"));
        }

        assertThat(scene.pass(many).plan().work().findings().getFirst().message())
                .contains("m1, m2, m3, m4, m5 and 2 more");
    }

    @Test
    void anUnclaimedNodeInPlaceIsTakenOverOnlyIfTheClusterSaysSo() {
        scene.omni.with(node(M1, "demo", SET), member(M1, "demo", SET));
        assertThat(operations()).isEmpty();

        scene.cluster.adopting();
        assertThat(operations()).singleElement().isInstanceOf(Update.class);
        scene.pass(object).carriedOut();
        assertThat(operations()).isEmpty();
    }

    @Test
    void aReleasedNodeComesBack() {
        scene.omni.with(ClaimMarks.release(node(M1, "demo", SET), MachineSetPass.ownerOf(object)));

        assertThat(operations()).singleElement().isInstanceOf(Update.class);
    }

    @Test
    void aNodeOfAnotherOwnerOrOfOmniIsNeverTaken() {
        scene.cluster.adopting();
        scene.omni.with(
                node(M1, "demo", SET).withAnnotation("omnibridge.dev/owner", "x/OmniMachineSet/y/z"),
                node(M2, "demo", SET).withLabel("omni.sidero.dev/managed-by-machine-set-node-controller", ""));

        assertThat(scene.pass(object.machines(M1, M2)).plan().work().operations())
                .isEmpty();
    }

    private List<Operation> operations() {
        return scene.pass(object).plan().work().operations();
    }
}
