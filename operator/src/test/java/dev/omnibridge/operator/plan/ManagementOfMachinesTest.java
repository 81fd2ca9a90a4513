package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.machine;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static dev.omnibridge.operator.given.SetScene.M1;
import static dev.omnibridge.operator.given.SetScene.M2;
import static dev.omnibridge.operator.given.SetScene.M3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Management policies where they hurt most: machines that come and go, by a list or by the size of a class. */
class ManagementOfMachinesTest {

    private static final String SET = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet listed = GivenMachineSet.named(SET, "demo")
            .machines(M1, M2)
            .managed(ManagementPolicy.APPLY_ONLY)
            .withFinalizer();

    @BeforeEach
    void aSetOfTwoListedMachines() {
        scene.claimedSet(listed, workers("demo", SET, manual()), Map.of());
        scene.bound(listed, M1, SET).bound(listed, M2, SET);
        scene.omni.with(machine(M1, "v1.13.8"), machine(M2, "v1.13.8"), machine(M3, "v1.13.8"));
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, 1, 0", "APPLY_ONLY, 0, 1", "OBSERVE, 0, 1"})
    void aMachineThatLeftTheListIsReleasedByEnforceAlone(ManagementPolicy policy, int releases, int told) {
        MachineSetPass pass = scene.pass(listed.machines(M1).managed(policy));

        assertThat(pass.plan().work().releases()).hasSize(releases);
        assertThat(pass.plan().work().operations().stream().filter(o -> o instanceof Operation.Teardown))
                .hasSize(releases);
        assertThat(pass.plan().work().drift().items())
                .hasSize(told)
                .allSatisfy(item -> assertThat(item)
                        .isEqualTo(new DriftItem(
                                "MachineSetNodes/" + M2,
                                "spec.machines[" + M2 + "]",
                                Optional.empty(),
                                Optional.of(M2),
                                pass.now())));
    }

    @Test
    void applyOnlySaysThatItKeepsTheMachine() {
        assertThat(scene.pass(listed.machines(M1)).decide().findings())
                .containsExactly(new Finding(
                        Reason.DRIFTED,
                        "MachineSetNodes/%s spec.machines[%s]: wanted nothing, found %s; kept, as managementPolicy is ApplyOnly"
                                .formatted(M2, M2, M2)));
    }

    @Test
    void applyOnlyBindsAMachineThatTheListGains() {
        MachineSetPass pass = scene.pass(listed.machines(M1, M2, M3)).carriedOut();

        assertThat(node(M3)).isTrue();
        assertThat(pass.carriedOut().plan().work().operations()).isEmpty();
    }

    @Test
    void applyOnlyRemembersTheListOnceAllOfItIsBoundAndThenIsQuiet() {
        MachineSetPass pass = scene.pass(listed);

        assertThat(pass.plan().work().operations())
                .singleElement()
                .isInstanceOfSatisfying(Operation.Update.class, update -> {
                    assertThat(update.resource().reference()).isEqualTo("MachineSets/" + SET);
                    assertThat(update.changes()).isEmpty();
                });
        assertThat(pass.carriedOut().plan().work().operations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, true", "APPLY_ONLY, false", "OBSERVE, false"})
    void aMachineThatSomebodyTookOutInOmniIsBoundAgainByEnforceAlone(ManagementPolicy policy, boolean isBound) {
        scene.pass(listed).carriedOut();
        takeOut(M2);
        MachineSetPass pass = scene.pass(listed.managed(policy)).carriedOut();

        assertThat(node(M2)).isEqualTo(isBound);
        if (!isBound) {
            assertThat(pass.plan().work().drift().items())
                    .containsExactly(new DriftItem(
                            "MachineSetNodes/" + M2,
                            "spec.machines[" + M2 + "]",
                            Optional.of(M2),
                            Optional.empty(),
                            pass.now()));
        }
    }

    @Test
    void thePatchThatAcceptsItHasTheListAsItIsInOmni() {
        scene.pass(listed).carriedOut();
        takeOut(M2);
        assertThat(patch(scene.pass(listed))).contains(M1).doesNotContain(M2);

        GivenMachineSet without = listed.machines(M1).managed(ManagementPolicy.OBSERVE);
        scene.bound(without, M2, SET);
        assertThat(patch(scene.pass(without))).isEqualTo("{\"spec\":{\"machines\":[\"%s\",\"%s\"]}}".formatted(M1, M2));
    }

    @Test
    void afterAnyEditOfTheListAllOfItIsBound() {
        scene.pass(listed).carriedOut();
        takeOut(M2);
        scene.pass(listed.machines(M1, M2, M3)).carriedOut();

        assertThat(node(M2)).isTrue();
        assertThat(node(M3)).isTrue();
    }

    @Test
    void theOrderOfTheListIsNoEdit() {
        scene.pass(listed).carriedOut();
        takeOut(M2);

        assertThat(scene.pass(listed.machines(M2, M1)).plan().work().operations())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENFORCE", "APPLY_ONLY"})
    void aNewSetIsMadeWithItsMachines(ManagementPolicy policy) {
        scene.omni.without(ResourceTypes.MACHINE_SETS, SET);
        takeOut(M1);
        takeOut(M2);
        MachineSetPass pass = scene.pass(listed.managed(policy));
        pass.withConfirmed().carriedOut();

        assertThat(node(M1)).isTrue();
        assertThat(node(M2)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, 1", "APPLY_ONLY, 1", "OBSERVE, 0"})
    void aSmallerClassInTheSpecIsAnEditBehindTheBrake(ManagementPolicy policy, int releases) {
        MachineSetPass pass = sized(policy, 30, 30, 2);

        assertThat(pass.plan().work().releases()).hasSize(releases);
        assertThat(reasons(pass)).contains(policy == ManagementPolicy.OBSERVE ? Reason.DRIFTED : Reason.RELEASE_HELD);
        assertThat(pass.decide().operations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, 3", "APPLY_ONLY, 5", "OBSERVE, 5"})
    void aSizeThatSomebodyChangedInOmniIsPutRightByEnforceAlone(ManagementPolicy policy, int after) {
        sized(policy, 3, 5, 3).later(60).carriedOut();

        assertThat(scene.set(SET).spec().getMachineAllocation().getMachineCount())
                .isEqualTo(after);
    }

    private MachineSetPass sized(ManagementPolicy policy, int applied, int inOmni, int wanted) {
        GivenMachineSet object = GivenMachineSet.named(SET, "demo")
                .ofClass("big", wanted)
                .managed(policy)
                .withFinalizer();
        scene.claimedSet(
                        object,
                        workers("demo", SET, ofClass("big", inOmni)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "" + applied))
                .allocated(SET, inOmni);
        return scene.pass(object);
    }

    private static String patch(MachineSetPass pass) {
        return pass.plan().work().drift().suggestedPatch().orElseThrow();
    }

    private void takeOut(String machine) {
        scene.omni.without(ResourceTypes.MACHINE_SET_NODES, machine).without(ResourceTypes.CLUSTER_MACHINES, machine);
    }

    private boolean node(String machine) {
        return scene.omni.kind(ResourceTypes.MACHINE_SET_NODES).get(machine).isPresent();
    }

    private static List<Reason> reasons(MachineSetPass pass) {
        return pass.decide().findings().stream().map(Finding::reason).toList();
    }
}
