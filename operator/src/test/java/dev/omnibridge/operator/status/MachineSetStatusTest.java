package dev.omnibridge.operator.status;

import static dev.omnibridge.operator.status.ClusterFixture.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.MachineSummary;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineSetStatusTest {

    @Test
    void aSetWhoseMachinesRunIsReady() {
        OmniMachineSetStatus status = new Looks(ClusterFixture.ready()).setStatus("workers");

        assertThat(says(status, "Ready")).isEqualTo("TRUE Ready 5 of 5 machines ready");
        assertThat(says(status, "MachinesReady")).isEqualTo("TRUE Ready ");
        assertThat(status.shortage()).isNull();
    }

    @Test
    void aNewbornControlPlaneThatOmniCallsFailedIsScalingUp() {
        ClusterFixture omni = new ClusterFixture(ClusterFixture.NAME)
                .set("control-planes", OmniKeys.ROLE_CONTROL_PLANE, 3, "demo-control-planes")
                .setStatus("control-planes", MachineSetPhase.Failed, false);

        OmniMachineSetStatus status = new Looks(omni).setStatus("control-planes");

        assertThat(status.phase()).isEqualTo("Failed");
        assertThat(says(status, "Ready")).startsWith("FALSE ScalingUp");
        assertThat(says(status, "ScalingUp")).isEqualTo("TRUE ScalingUp requested 3, allocated 0, missing 3");
        assertThat(says(status, "Stalled")).startsWith("FALSE");
    }

    @Test
    void anUnlimitedSetShowsAStar() {
        ClusterFixture omni = ClusterFixture.ready();
        omni.omni.change(
                ResourceTypes.MACHINE_SETS,
                ClusterFixture.NAME + "-workers",
                set -> set.withSpec(set.spec().toBuilder()
                        .setMachineAllocation(MachineAllocation.newBuilder()
                                .setName("big")
                                .setAllocationType(MachineAllocation.Type.Unlimited))
                        .build()));

        OmniMachineSetStatus status = new Looks(omni).setStatus("workers");

        assertThat(requireNonNull(status.machines()).summary()).isEqualTo("5/*");
        assertThat(requireNonNull(status.machines()).requested()).isNull();
        assertThat(requireNonNull(new Looks(omni).clusterStatus().machines()).summary())
                .isEqualTo("8/*");
    }

    @Test
    void machinesThatNeedAttentionComeFirstAndTheListIsCut() {
        ClusterFixture omni =
                new ClusterFixture(ClusterFixture.NAME).set("workers", OmniKeys.ROLE_WORKER, 60, "demo-workers");
        for (int i = 10; i < 70; i++) {
            omni.machine("workers", id(i), Stage.RUNNING, i != 69);
        }

        OmniMachineSetStatus status = new Looks(omni).setStatus("workers");

        assertThat(status.machineList()).hasSize(50);
        assertThat(status.machinesOmitted()).isEqualTo(10);
        assertThat(requireNonNull(status.machineList()).getFirst())
                .extracting(MachineSummary::id, MachineSummary::ready, MachineSummary::message)
                .containsExactly(id(69), false, "running, not ready");
    }

    @Test
    @DisplayName("R06: a set that shrinks names the machine that is unreachable, with the command that helps")
    void aSetThatShrinksNamesTheUnreachableMachine() {
        ClusterFixture omni = ClusterFixture.ready()
                .setStatus("workers", MachineSetPhase.ScalingDown, false)
                .machineStatus(id(8), m -> m.setStage(Stage.BEFORE_DESTROY))
                .disconnect(id(8));

        OmniMachineSetStatus status = new Looks(omni).setStatus("workers");

        assertThat(says(status, "Ready")).startsWith("FALSE ScalingDown");
        assertThat(says(status, "ScalingDown")).contains(id(8) + ": unreachable", "omnictl delete link " + id(8));
    }

    @Test
    void aControlPlaneMachineThatDoesNotLeaveWaitsForEtcd() {
        ClusterFixture omni = ClusterFixture.ready()
                .setStatus("control-planes", MachineSetPhase.ScalingDown, false)
                .machineStatus(id(3), m -> m.setStage(Stage.BEFORE_DESTROY));

        OmniMachineSetStatus status = new Looks(omni).setStatus("control-planes");

        assertThat(says(status, "ScalingDown")).contains("waits until etcd can spare it");
    }

    @Test
    void aRolloutThatWaitsForAnUnlockIsHeld() {
        ClusterFixture omni = ClusterFixture.ready()
                .setStatus("workers", MachineSetPhase.Upgrading, false)
                .pendingUpdate("workers", id(4));
        omni.omni.change(
                ResourceTypes.CLUSTER_MACHINE_STATUSES,
                id(4),
                m -> m.withAnnotation(OmniKeys.LOCKED, "").withLabel(OmniKeys.LOCKED_UPDATE, ""));

        OmniMachineSetStatus status = new Looks(omni).setStatus("workers");

        assertThat(says(status, "Ready")).startsWith("FALSE MachinesLocked 4 of 5 machines up to date; " + id(4));
        assertThat(says(status, "MachinesUpToDate")).startsWith("FALSE UpdatesLocked");
        assertThat(says(status, "Reconciling")).startsWith("FALSE");
        assertThat(requireNonNull(status.machines()).locked()).isEqualTo(1);
    }

    @Test
    void theLastMachineOfAnUpgradeThatStillRebootsIsNotBroken() {
        ClusterFixture omni = ClusterFixture.ready()
                .setStatus("workers", MachineSetPhase.Upgrading, false)
                .pendingUpdate("workers", id(8));
        Looks looks = new Looks(omni);
        looks.setStatus("workers");
        omni.omni.remove(ResourceTypes.MACHINE_PENDING_UPDATES, id(8));
        omni.setStatus("workers", MachineSetPhase.Running, false)
                .machineStatus(id(8), m -> m.setStage(Stage.REBOOTING).setReady(false));

        assertThat(says(looks.setStatus("workers"), "Ready")).startsWith("FALSE Upgrading");
        assertThat(says(looks.setStatus("workers"), "Reconciling")).startsWith("TRUE Upgrading");
    }

    @Test
    void aMachineThatDiesAfterReadyIsDegraded() {
        ClusterFixture omni = ClusterFixture.ready();
        Looks looks = new Looks(omni);
        looks.setStatus("workers");
        omni.disconnect(id(5)).setStatus("workers", MachineSetPhase.Running, false);

        assertThat(says(looks.setStatus("workers"), "Ready"))
                .isEqualTo(
                        "FALSE MachinesNotReady 4 of 5 machines ready; " + id(5) + ": unreachable, last stage Running");
        assertThat(says(looks.restarted().setStatus("workers"), "Ready")).startsWith("FALSE MachinesNotReady");
    }

    @Test
    void aLockedClusterGetsNoMachinesAndThatIsNoShortage() {
        ClusterFixture omni = ClusterFixture.ready().release(id(8));
        omni.omni.change(
                ResourceTypes.CLUSTERS, ClusterFixture.NAME, c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        Looks looks = new Looks(omni);
        looks.setStatus("workers");

        OmniMachineSetStatus status = looks.after(Duration.ofMinutes(5)).setStatus("workers");

        assertThat(says(status, "Ready")).startsWith("FALSE OmniLocked").contains("omnictl cluster unlock");
        assertThat(status.shortage()).isNull();
        assertThat(says(status, "Paused")).startsWith("TRUE OmniLocked");
    }

    private static String says(OmniMachineSetStatus status, String type) {
        List<Condition> conditions = Conditions.of(status.conditions()).list();
        Condition condition = conditions.stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
        return condition.status() + " " + condition.reason() + " " + condition.message();
    }
}
