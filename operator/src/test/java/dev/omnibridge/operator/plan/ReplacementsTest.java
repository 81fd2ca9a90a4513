package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.machine;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.memberStatus;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static dev.omnibridge.operator.given.SetScene.M1;
import static dev.omnibridge.operator.given.SetScene.M2;
import static dev.omnibridge.operator.given.SetScene.M3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A set loses its last machines only when others stand in for them. */
class ReplacementsTest {

    private static final String CONTROL_PLANES = "demo-control-planes";
    private static final String WORKERS = "demo-workers";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet controlPlane =
            GivenMachineSet.named(CONTROL_PLANES, "demo").controlPlane().withFinalizer();
    private final GivenMachineSet workers =
            GivenMachineSet.named(WORKERS, "demo").withFinalizer();

    @Test
    void aControlPlaneIsKeptWhileItsReplacementIsInUseElsewhere() {
        aControlPlaneOf(M1);
        scene.omni.with(node(M2, "other", "other-workers"));

        assertThat(removed(controlPlane.machines(M2))).isEmpty();
        assertThat(reasons(controlPlane)).containsExactlyInAnyOrder(Reason.MACHINE_IN_USE, Reason.WAITING_FOR_OMNI);
    }

    @Test
    void aControlPlaneIsKeptUntilItsReplacementIsReady() {
        aControlPlaneOf(M1);
        scene.omni.with(machine(M2, "v1.13.8"));
        controlPlane.machines(M2);

        assertThat(removed(controlPlane)).as("not bound").isEmpty();

        scene.bound(controlPlane, M2, CONTROL_PLANES);
        assertThat(removed(controlPlane)).as("bound, of unknown state").isEmpty();
        scene.omni.with(memberStatus(M2, "demo", CONTROL_PLANES, false));
        assertThat(removed(controlPlane)).as("not ready").isEmpty();

        scene.omni.with(memberStatus(M2, "demo", CONTROL_PLANES, true));
        assertThat(removed(controlPlane)).containsExactly(M1);
        assertThat(reasons(controlPlane)).isEmpty();
    }

    @Test
    void aMemberThatStaysIsEnoughForOthersToGo() {
        aControlPlaneOf(M1, M2, M3);

        assertThat(removed(controlPlane.machines(M1))).containsExactly(M2, M3);
    }

    @Test
    void aBindingThatNeverBecameAMemberMayGo() {
        aControlPlaneOf(M1);
        scene.bound(controlPlane, M2, CONTROL_PLANES);
        scene.omni.without(ResourceTypes.CLUSTER_MACHINES, M2);

        assertThat(removed(controlPlane.machines(M3))).containsExactly(M2);
    }

    @Test
    void workersStayWhileNoneOfTheListedCanBeBound() {
        scene.claimedSet(workers, workers("demo", WORKERS, manual()), Map.of()).bound(workers, M1, WORKERS);
        scene.omni.with(node(M2, "other", "other-workers"));

        assertThat(removed(workers.machines(M2))).isEmpty();
        assertThat(reasons(workers)).containsExactlyInAnyOrder(Reason.MACHINE_IN_USE, Reason.WAITING_FOR_OMNI);
        assertThat(removed(workers.machines(M3))).as("another is bound").containsExactly(M1);
        assertThat(removed(workers.machines())).as("an empty list says so").containsExactly(M1);
    }

    private void aControlPlaneOf(String... machines) {
        scene.claimedSet(controlPlane, controlPlanes("demo", manual()), Map.of());
        for (String machine : machines) {
            scene.bound(controlPlane, machine, CONTROL_PLANES);
            scene.omni.with(memberStatus(machine, "demo", CONTROL_PLANES, true));
        }
    }

    private List<String> removed(GivenMachineSet object) {
        return scene.pass(object).plan().work().operations().stream()
                .filter(Teardown.class::isInstance)
                .map(operation -> operation.resource().id())
                .toList();
    }

    private List<Reason> reasons(GivenMachineSet object) {
        return scene.pass(object).plan().work().findings().stream()
                .map(Finding::reason)
                .toList();
    }
}
