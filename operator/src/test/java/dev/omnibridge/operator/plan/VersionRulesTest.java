package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.clusterStatus;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.plan.VersionRules.Pair;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.view.ClusterSlice;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRulesTest {

    private final GivenOmni omni = new GivenOmni()
            .with(
                    talos("1.9.5", "1.32.0"),
                    talos("1.10.2", "1.33.0"),
                    talos("1.12.3", "1.34.6", "1.35.1"),
                    talos("1.13.8", "1.34.6", "1.35.1", "1.35.2", "1.36.0"),
                    talos("1.13.9", "1.35.2"),
                    deprecated("1.8.0"),
                    unsupported("1.7.0"));

    @Test
    void aValidPairIsFree() {
        assertThat(create("1.13.8", "1.35.2").findings()).isEmpty();
    }

    @Test
    void anUnknownTalosNamesWhatIsNear() {
        VersionRules rules = create("1.12.9", "1.35.1");

        assertThat(rules.refused()).contains("spec.talos.version");
        assertThat(rules.findings())
                .containsExactly(
                        new Finding(
                                Reason.VERSION_NOT_AVAILABLE,
                                "spec.talos.version 1.12.9 is unknown to this Omni; near it are 1.12.3, 1.13.9, 1.13.8, 1.10.2, 1.9.5"));
    }

    @ParameterizedTest
    @CsvSource({"1.8.0,deprecated", "1.7.0,not supported"})
    void aVersionThatOmniNoLongerTakesIsRefused(String version, String word) {
        assertThat(create(version, "1.32.0").findings().getFirst())
                .satisfies(finding -> assertThat(finding.reason()).isEqualTo(Reason.VERSION_NOT_AVAILABLE))
                .satisfies(finding -> assertThat(finding.message()).contains(word));
    }

    @Test
    void aClusterOnADeprecatedVersionMayGoToAnother() {
        omni.with(deprecated("1.8.1"));

        assertThat(update("1.8.1", "1.32.0", "1.8.0", "1.32.0").findings()).isEmpty();
    }

    @Test
    void anIncompatiblePairNamesTheNearestOnes() {
        VersionRules rules = create("1.12.3", "1.35.2");

        assertThat(rules.refused()).containsExactlyInAnyOrder("spec.talos.version", "spec.kubernetes.version");
        assertThat(rules.findings())
                .containsExactly(
                        new Finding(
                                Reason.VERSIONS_INCOMPATIBLE,
                                "Kubernetes 1.35.2 (spec.kubernetes.version) does not run on Talos 1.12.3 (spec.talos.version); nearest valid: Talos 1.12.3 with Kubernetes 1.35.1, Talos 1.13.8 with Kubernetes 1.35.2"));
    }

    @Test
    void anUnchangedPairIsNotCheckedAgain() {
        assertThat(update("1.6.0", "1.20.0", "1.6.0", "1.20.0").findings()).isEmpty();
    }

    @Test
    void aTalosChangeChecksTheKubernetesThatStays() {
        assertThat(reasons(update("1.13.9", "1.34.6", "1.13.8", "1.34.6")))
                .containsExactly(Reason.VERSIONS_INCOMPATIBLE);
    }

    @Test
    @DisplayName("R38: 1.9 is below 1.10, though not as text")
    void talosNeverGoesBelowTheMinorItBeganWith() {
        omni.with(clusterStatus("demo", "v1.10.2"));
        VersionRules rules = update("1.9.5", "1.33.0", "1.12.3", "1.33.0");

        assertThat(rules.findings().getFirst())
                .isEqualTo(
                        new Finding(
                                Reason.UPGRADE_NOT_POSSIBLE,
                                "spec.talos.version 1.9.5 is below the minor version of 1.10.2, which the cluster began with; choose 1.10.x or newer"));
    }

    @Test
    void talosMayGoDownToTheMinorItBeganWith() {
        omni.with(clusterStatus("demo", "1.12.3"));

        assertThat(update("1.12.3", "1.35.1", "1.13.8", "1.35.1").findings()).isEmpty();
    }

    @Test
    void whereTheFirstVersionIsUnknownThePresentOneIsTheBound() {
        assertThat(reasons(update("1.12.3", "1.35.1", "1.13.8", "1.35.1")))
                .containsExactly(Reason.UPGRADE_NOT_POSSIBLE);
    }

    @ParameterizedTest
    @CsvSource({"1.34.6,1.35.1", "1.35.2,1.35.1", "1.35.1,1.35.2", "1.35.2,1.36.0"})
    void kubernetesMovesWithinAMinorOrOneUp(String from, String to) {
        assertThat(update("1.13.8", to, "1.13.8", from).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.34.6,1.36.0", "1.35.2,1.34.6", "1.36.0,1.34.6"})
    void kubernetesNeverJumpsAndNeverGoesDownAMinor(String from, String to) {
        VersionRules rules = update("1.13.8", to, "1.13.8", from);

        assertThat(reasons(rules)).containsExactly(Reason.UPGRADE_NOT_POSSIBLE);
        assertThat(rules.refused()).containsExactly("spec.kubernetes.version");
    }

    @Test
    void anUpgradeThatRunsCanBeTakenBack() {
        KubernetesUpgradeStatusSpec running = KubernetesUpgradeStatusSpec.newBuilder()
                .setLastUpgradeVersion("1.34.6")
                .setCurrentUpgradeVersion("1.35.1")
                .build();
        omni.with(Resource.of(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, "demo", running));
        assertThat(update("1.13.8", "1.34.6", "1.13.8", "1.35.1").findings()).isEmpty();

        omni.with(Resource.of(
                ResourceTypes.KUBERNETES_UPGRADE_STATUSES,
                "demo",
                running.toBuilder().clearCurrentUpgradeVersion().build()));
        assertThat(reasons(update("1.13.8", "1.34.6", "1.13.8", "1.35.1")))
                .as("once it is done")
                .containsExactly(Reason.UPGRADE_NOT_POSSIBLE);
    }

    @Test
    void aTalosUpgradeThatRunsCanBeTakenBackWhereOmniDoesNotSayWhatTheClusterBeganWith() {
        omni.with(Resource.of(
                ResourceTypes.TALOS_UPGRADE_STATUSES,
                "demo",
                TalosUpgradeStatusSpec.newBuilder()
                        .setLastUpgradeVersion("1.12.3")
                        .setCurrentUpgradeVersion("1.13.8")
                        .build()));

        assertThat(update("1.12.3", "1.34.6", "1.13.8", "1.34.6").findings()).isEmpty();
        assertThat(reasons(update("1.10.2", "1.33.0", "1.13.8", "1.33.0"))).contains(Reason.UPGRADE_NOT_POSSIBLE);
    }

    @Test
    void aRefusedKubernetesLetsTalosGoIfItRunsWhatStays() {
        VersionRules rules = update("1.13.8", "1.36.0", "1.12.3", "1.34.6");

        assertThat(rules.refused()).containsExactly("spec.kubernetes.version");
    }

    @Test
    void versionsThatAreNoneAreLeftToOmni() {
        assertThat(update("1.13.8", "main", "1.13.8", "1.35.2").findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.VERSIONS_INCOMPATIBLE);
    }

    private VersionRules create(String talos, String kubernetes) {
        return VersionRules.forCreation(new Pair(talos, kubernetes), TalosVersions.of(omni));
    }

    private VersionRules update(String talos, String kubernetes, String presentTalos, String presentKubernetes) {
        return VersionRules.forUpdate(
                new Pair(talos, kubernetes),
                new Pair(presentTalos, presentKubernetes),
                new ClusterSlice("demo", omni),
                TalosVersions.of(omni));
    }

    private static List<Reason> reasons(VersionRules rules) {
        return rules.findings().stream().map(Finding::reason).toList();
    }

    private static Resource<TalosVersionSpec> deprecated(String version) {
        Resource<TalosVersionSpec> entry = talos(version, "1.32.0");
        return entry.withSpec(entry.spec().toBuilder().setDeprecated(true).build());
    }

    private static Resource<TalosVersionSpec> unsupported(String version) {
        Resource<TalosVersionSpec> entry = talos(version, "1.32.0");
        return entry.withSpec(entry.spec().toBuilder().setUnsupported(true).build());
    }
}
