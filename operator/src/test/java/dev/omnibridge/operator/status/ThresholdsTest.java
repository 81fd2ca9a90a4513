package dev.omnibridge.operator.status;

import static dev.omnibridge.operator.status.ClusterFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.omni.proto.specs.ConfigApplyStatus;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.operator.plan.Removal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Facts that count only after a while, and when the caller has to look again because of them. */
class ThresholdsTest {

    @Test
    void aRefusedConfigurationCountsAfterFifteenSeconds() {
        ClusterFixture omni = ClusterFixture.ready()
                .machineStatus(
                        id(4),
                        m -> m.setConfigApplyStatus(ConfigApplyStatus.FAILED).setLastConfigError("bad field"));
        Looks looks = new Looks(omni);

        assertThat(reason(looks, ConditionType.READY)).isEqualTo("Ready");
        assertThat(looks.lookAgainAfter()).contains(Duration.ofSeconds(15));
        assertThat(reason(looks.after(Duration.ofSeconds(15)), ConditionType.CONFIG_APPLIED))
                .isEqualTo("ConfigApplyFailed");
        assertThat(reason(looks.restarted(), ConditionType.STALLED)).isEqualTo("ConfigApplyFailed");
    }

    @Test
    void aFailureThatPassesIsForgotten() {
        ClusterFixture omni =
                ClusterFixture.ready().machineStatus(id(4), m -> m.setConfigApplyStatus(ConfigApplyStatus.FAILED));
        Looks looks = new Looks(omni);
        looks.clusterStatus();
        omni.machineStatus(id(4), m -> m.setConfigApplyStatus(ConfigApplyStatus.APPLIED));
        looks.after(Duration.ofSeconds(3)).clusterStatus();
        omni.machineStatus(id(4), m -> m.setConfigApplyStatus(ConfigApplyStatus.FAILED));

        assertThat(reason(looks.after(Duration.ofSeconds(14)), ConditionType.CONFIG_APPLIED))
                .isEqualTo("UpToDate");
    }

    @Test
    void aShortageIsToldAfterFifteenSecondsAndThenFollowsChangesOfMachinesAndNotTheClock() {
        ClusterFixture omni =
                ClusterFixture.ready().machineClass("big", "size = big").release(id(8));
        Looks looks = new Looks(omni.setStatus("workers", MachineSetPhase.ScalingUp, false));

        assertThat(Conditions.of(looks.setStatus("workers").conditions()).reason(ConditionType.READY))
                .isEqualTo("ScalingUp");
        assertThat(looks.lookAgainAfter()).contains(Duration.ofSeconds(15));
        looks.after(Duration.ofSeconds(15));
        assertThat(Conditions.of(looks.setStatus("workers").conditions()).reason(ConditionType.READY))
                .isEqualTo("InsufficientMachines");
        assertThat(looks.lookAgainAfter()).isEmpty();
    }

    @Test
    void duringAnUpgradeAvailabilityHoldsUntilTheApiWasAwayForAMinute() {
        ClusterFixture omni = ClusterFixture.ready();
        Looks looks = new Looks(omni);
        looks.clusterStatus();
        omni.kubernetes(k -> k.setPhase(KubernetesUpgradeStatusSpec.Phase.Upgrading)
                        .setCurrentUpgradeVersion("1.35.3")
                        .setStep("n1: updating kube-apiserver to 1.35.3"))
                .status(s -> s.setReady(false).setControlplaneReady(false).setKubernetesAPIReady(false))
                .setStatus("control-planes", MachineSetPhase.Reconfiguring, false)
                .setStatus("workers", MachineSetPhase.Reconfiguring, false);

        OmniClusterStatus flapping = looks.clusterStatus();
        assertThat(Conditions.of(flapping.conditions()).isTrue(ConditionType.CONTROL_PLANE_AVAILABLE))
                .isTrue();
        assertThat(Conditions.of(flapping.conditions()).isTrue(ConditionType.WORKERS_AVAILABLE))
                .isTrue();
        assertThat(Conditions.of(flapping.conditions()).reason(ConditionType.READY))
                .isEqualTo("UpgradingKubernetes");
        assertThat(looks.lookAgainAfter()).contains(Duration.ofSeconds(60));

        Conditions away = Conditions.of(
                looks.after(Duration.ofSeconds(60)).clusterStatus().conditions());
        assertThat(away.reason(ConditionType.CONTROL_PLANE_AVAILABLE)).isEqualTo("NotAvailable");
        assertThat(away.reason(ConditionType.WORKERS_AVAILABLE)).isEqualTo("NotAvailable");
    }

    @Test
    void aDeletionWithoutAReleaseForHalfAnHourNeedsAPerson() {
        ClusterFixture omni = ClusterFixture.ready().disconnect(id(4));
        Looks looks = new Looks(omni).deleting(new Removal.Going(8, 8));

        assertThat(reason(looks, ConditionType.RECONCILING)).isEqualTo("WaitingForMachines");
        assertThat(reason(looks.after(Duration.ofMinutes(30)), ConditionType.STALLED))
                .isEqualTo("WaitingForMachines");
        assertThat(reason(looks.restarted(), ConditionType.STALLED)).isEqualTo("WaitingForMachines");

        // one more machine is released: it moves again
        omni.release(id(8));
        assertThat(reason(looks.deleting(new Removal.Going(8, 7)), ConditionType.STALLED))
                .isEqualTo("NotStalled");
    }

    @Test
    void sinceWhenAMachineIsWaitedForSurvivesARestart() {
        Looks looks = new Looks(ClusterFixture.ready().disconnect(id(4))).deleting(new Removal.Going(8, 8));
        OmniClusterStatus first = looks.clusterStatus();

        OmniClusterStatus second =
                looks.after(Duration.ofMinutes(5)).restarted().clusterStatus();

        assertThat(second.deletion()).isEqualTo(first.deletion());
    }

    private static String reason(Looks looks, ConditionType type) {
        return Conditions.of(looks.clusterStatus().conditions()).reason(type);
    }
}
