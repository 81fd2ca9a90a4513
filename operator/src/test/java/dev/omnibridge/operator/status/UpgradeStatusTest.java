package dev.omnibridge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.KubernetesVersion;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.TalosVersion;
import dev.omnibridge.api.v1alpha1.VersionProgress;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.DriftItem;
import dev.omnibridge.operator.policy.Held;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeStatusTest {

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Upgrading | updating machines 2/3 | current machine: m1 | Upgrading | UpgradingTalos",
                "Upgrading | waiting for machines to be unlocked | all machines are locked | MachinesLocked | MachinesLocked",
                "Upgrading | updating | waiting for the cluster to be ready | WaitingForClusterReady | UpgradingTalos",
                "Upgrading | updating | waiting for healthchecks to pass: smoke | WaitingForHealthChecks | UpgradingTalos",
                "UpdatingMachineSchematics | updating machines 1/3 | current machine: m1 | UpdatingSchematics | UpgradingTalos",
                "Reverting | reverting update 1/3 | current machine: m1 | Reverting | UpgradingTalos",
            })
    void aTalosUpgradeSaysWhatItWaitsFor(String phase, String status, String step, String reason, String ready) {
        ClusterFixture omni = ClusterFixture.ready()
                .talos(t -> t.setPhase(TalosUpgradeStatusSpec.Phase.valueOf(phase))
                        .setLastUpgradeVersion("1.13.7")
                        .setCurrentUpgradeVersion("1.13.8")
                        .setStatus(status)
                        .setStep(step))
                .status(s -> s.setReady(false));

        OmniClusterStatus found = new Looks(omni).clusterStatus();

        Conditions conditions = Conditions.of(found.conditions());
        assertThat(conditions.reason(ConditionType.TALOS_UPGRADED)).isEqualTo(reason);
        assertThat(conditions.reason(ConditionType.READY)).isEqualTo(ready);
        assertThat(conditions.isTrue(ConditionType.ROLLING_OUT)).isTrue();
        assertThat(found.talos()).isEqualTo(new VersionProgress("1.13.7", "1.13.8", phase, step, List.of()));
    }

    @Test
    void aClusterThatOmniCallsReadyBeforeKubernetesHasAVersionIsNotReadyYet() {
        ClusterFixture omni = ClusterFixture.ready();
        omni.omni.remove(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, ClusterFixture.NAME);

        Conditions conditions = Conditions.of(new Looks(omni).clusterStatus().conditions());

        assertThat(conditions.isTrue(ConditionType.READY)).isFalse();
        assertThat(conditions.reason(ConditionType.READY)).isEqualTo("Provisioning");
        assertThat(conditions.reason(ConditionType.KUBERNETES_UPGRADED)).isEqualTo("NotYetReported");
    }

    @Test
    void aVersionThatThePolicyKeepsIsNoUpgrade() {
        ClusterFixture omni = ClusterFixture.ready().talos(t -> t.setLastUpgradeVersion("1.13.9"));
        omni.omni.put(Resource.of(
                ResourceTypes.CLUSTERS,
                ClusterFixture.NAME,
                ClusterSpec.newBuilder()
                        .setTalosVersion("1.13.9")
                        .setKubernetesVersion("1.35.2")
                        .build()));
        DriftItem kept = new DriftItem(
                "Clusters/demo", "spec.talos.version", Optional.of("1.13.8"), Optional.of("1.13.9"), Looks.START);

        Conditions conditions = Conditions.of(new Looks(omni)
                .managed(ManagementPolicy.APPLY_ONLY)
                .drift(kept)
                .clusterStatus()
                .conditions());

        assertThat(conditions.isTrue(ConditionType.TALOS_UPGRADED)).isTrue();
        assertThat(conditions.isTrue(ConditionType.READY)).isTrue();
        assertThat(conditions.reason(ConditionType.SYNCED)).isEqualTo("Drifted");
    }

    @Test
    void imagesThatCanNotBePulledAreNamed() {
        ClusterFixture omni = ClusterFixture.ready()
                .kubernetes(k -> k.setPhase(KubernetesUpgradeStatusSpec.Phase.Upgrading)
                        .setCurrentUpgradeVersion("1.35.3")
                        .setStatus("pre-pulling images (3/14)")
                        .setError("registry.example.com refused"));

        Conditions conditions = Conditions.of(new Looks(omni).clusterStatus().conditions());

        assertThat(conditions.reason(ConditionType.KUBERNETES_UPGRADED)).isEqualTo("ImagePullFailed");
        assertThat(conditions
                        .get(ConditionType.KUBERNETES_UPGRADED)
                        .orElseThrow()
                        .message())
                .contains("registry.example.com refused");
    }

    @Test
    @DisplayName("R38: a version with v is the same version")
    void aVersionWithVIsTheSame() {
        Looks looks = new Looks(ClusterFixture.ready());
        looks.cluster()
                .setSpec(OmniClusterSpecBuilder.builder()
                        .talos(new TalosVersion("v1.13.8"))
                        .kubernetes(new KubernetesVersion("v1.35.2"))
                        .build());

        assertThat(Conditions.of(looks.clusterStatus().conditions()).isTrue(ConditionType.READY))
                .isTrue();
    }

    @Test
    void rightAfterAWriteTheOldVersionIsNotTakenForReady() {
        Looks looks = new Looks(ClusterFixture.ready());
        looks.cluster()
                .setSpec(OmniClusterSpecBuilder.builder()
                        .talos(new TalosVersion("1.13.9"))
                        .kubernetes(new KubernetesVersion("1.35.2"))
                        .build());

        Conditions conditions = Conditions.of(looks.clusterStatus().conditions());

        assertThat(conditions.reason(ConditionType.READY)).isEqualTo("UpgradingTalos");
        assertThat(conditions.reason(ConditionType.TALOS_UPGRADED)).isEqualTo("Upgrading");
    }

    @Test
    void aHeldChangeOfTheVersionIsHeldAndNotUnderWay() {
        Looks looks = new Looks(ClusterFixture.ready())
                .held(new Held(
                        "Clusters/team-a-demo",
                        "spec.talos.version",
                        Optional.of("1.13.8"),
                        Optional.of("1.13.9"),
                        Gate.OMNI_LOCK,
                        Optional.empty()))
                .decided(new Finding(Reason.OMNI_LOCKED, "1 change waits: the cluster is locked in Omni"));
        looks.cluster()
                .setSpec(OmniClusterSpecBuilder.builder()
                        .talos(new TalosVersion("1.13.9"))
                        .kubernetes(new KubernetesVersion("1.35.2"))
                        .build());

        Conditions conditions = Conditions.of(looks.clusterStatus().conditions());

        assertThat(conditions.reason(ConditionType.TALOS_UPGRADED)).isEqualTo("ChangeHeld");
        assertThat(conditions.reason(ConditionType.READY)).isEqualTo("OmniLocked");
        assertThat(conditions.isTrue(ConditionType.RECONCILING)).isFalse();
    }

    @Test
    void aVersionThatIsRefusedIsNotUnderWay() {
        Looks looks = new Looks(ClusterFixture.ready())
                .decided(new Finding(
                        Reason.UPGRADE_NOT_POSSIBLE, "spec.kubernetes.version 1.37.0 can't be reached from 1.35.2"));
        looks.cluster()
                .setSpec(OmniClusterSpecBuilder.builder()
                        .talos(new TalosVersion("1.13.8"))
                        .kubernetes(new KubernetesVersion("1.37.0"))
                        .build());

        Conditions conditions = Conditions.of(looks.clusterStatus().conditions());

        assertThat(conditions.reason(ConditionType.KUBERNETES_UPGRADED)).isEqualTo("UpgradeNotPossible");
        assertThat(conditions.reason(ConditionType.TALOS_UPGRADED)).isEqualTo("UpToDate");
        assertThat(conditions.reason(ConditionType.READY)).isEqualTo("UpgradeNotPossible");
    }

    @Test
    void aVersionThatOmnisChecksRefuseIsStuckAndNotUnderWay() {
        String words = "spec.kubernetes.version 1.35.3 is not written: an API in use is gone";
        Looks looks = new Looks(ClusterFixture.ready())
                .held(new Held(
                        "Clusters/team-a-demo",
                        "spec.kubernetes.version",
                        Optional.of("1.35.2"),
                        Optional.of("1.35.3"),
                        Gate.PRE_CHECK,
                        Optional.empty()))
                .decided(new Finding(Reason.PRE_CHECK_FAILED, words));
        looks.cluster()
                .setSpec(OmniClusterSpecBuilder.builder()
                        .talos(new TalosVersion("1.13.8"))
                        .kubernetes(new KubernetesVersion("1.35.3"))
                        .build());

        Conditions conditions = Conditions.of(looks.clusterStatus().conditions());

        for (ConditionType type : List.of(
                ConditionType.KUBERNETES_UPGRADED, ConditionType.SYNCED, ConditionType.READY, ConditionType.STALLED)) {
            assertThat(conditions.get(type)).as("%s", type).hasValueSatisfying(condition -> {
                assertThat(condition.reason()).isEqualTo("PreCheckFailed");
                assertThat(condition.message()).isEqualTo(words);
            });
        }
    }

    @Test
    void onlyTheHighestTenOfferedVersionsAreShown() {
        assertThat(OfferedVersions.highest(List.of(
                        "1.9.1", "v1.10.0", "1.9.0", "1.9.2", "1.9.3", "1.9.4", "1.9.5", "1.9.6", "1.9.7", "1.9.8",
                        "1.9.9")))
                .hasSize(10)
                .startsWith("1.9.1")
                .endsWith("1.10.0");
    }
}
