package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.ContestedField;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.plan.UpgradeAnswer.Allowed;
import dev.omnibridge.operator.plan.UpgradeAnswer.Withheld;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Held;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When Omni is asked about another Kubernetes version, and what becomes of a plan after a no. */
class KubernetesUpgradeTest {

    private static final Map<String, String> APPLIED =
            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.1");
    private static final Instant AGAIN = ClusterPass.NOW.plusSeconds(600);
    private static final Withheld NO =
            new Withheld(new Finding(Reason.PRE_CHECK_FAILED, "an API in use is gone"), Optional.of(AGAIN));

    private final GivenCluster object = GivenCluster.named("demo").withFinalizer();
    private final GivenOmni omni = new GivenOmni()
            .with(
                    talos("1.13.8", "1.35.1", "1.35.2"),
                    talos("1.13.9", "1.35.2"),
                    talos("1.14.0", "1.35.1", "1.35.2"),
                    claimed(cluster("demo", "1.13.8", "1.35.1"), ClusterPass.ownerOf(object), APPLIED));

    @Test
    void anotherVersionOfALivingClusterIsAskedAbout() {
        KubernetesUpgrade upgrade = ClusterPass.of(omni, object).upgrade().orElseThrow();

        assertThat(upgrade.cluster()).isEqualTo("demo");
        assertThat(upgrade.from()).isEqualTo("1.35.1");
        assertThat(upgrade.to()).isEqualTo("1.35.2");
    }

    @Test
    void aVersionThatSomebodyElseChangedIsAskedAboutBeforeItIsPutBack() {
        object.kubernetes("1.35.1");
        omni.with(claimed(cluster("demo", "1.13.8", "1.35.2"), ClusterPass.ownerOf(object), APPLIED));
        ClusterPass first = ClusterPass.of(omni, object);

        assertThat(first.upgrade()).isEmpty();
        assertThat(first.later(61).upgrade()).map(KubernetesUpgrade::to).contains("1.35.1");
    }

    @Test
    void aCreationIsNotAskedAbout() {
        ClusterPass creation = ClusterPass.of(new GivenOmni().with(talos("1.13.8", "1.35.2")), object)
                .withConfirmed();

        assertThat(creation.decide().operations()).hasSize(1);
        assertThat(creation.upgrade()).isEmpty();
    }

    @Test
    void nothingIsAskedWhereNoVersionGoesOut() {
        assertThat(ClusterPass.of(omni, object.kubernetes("v1.35.1")).upgrade())
                .as("the same version in other words")
                .isEmpty();
        object.kubernetes("1.35.2");
        assertThat(ClusterPass.of(omni, object)
                        .through(GivenConnection.paused())
                        .upgrade())
                .as("paused")
                .isEmpty();
        assertThat(ClusterPass.of(omni, object.kubernetes("1.37.0")).upgrade())
                .as("a version that the rules refuse")
                .isEmpty();
        omni.with(claimed(cluster("demo", "1.13.8", "1.35.1"), ClusterPass.ownerOf(object), APPLIED)
                .withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        assertThat(ClusterPass.of(omni, object.kubernetes("1.35.2")).upgrade())
                .as("locked in Omni")
                .isEmpty();
    }

    @Test
    void whatOmniAllowsIsWritten() {
        Decision decision = ClusterPass.of(omni, object).answered(new Allowed()).decide();

        assertThat(paths(decision)).containsExactly("spec.kubernetes.version");
        assertThat(decision.held()).isEmpty();
    }

    @Test
    void aNoHoldsTheVersionAloneAndEverythingElseGoesOut() {
        object.spec(s -> s.labels(Map.of("team", "a"))).talos("1.14.0");
        Decision decision = ClusterPass.of(omni, object).answered(NO).decide();

        assertThat(paths(decision)).containsExactly("spec.talos.version", "spec.labels[team]");
        assertThat(decision.findings()).containsExactly(NO.finding());
        assertThat(decision.held())
                .containsExactly(new Held(
                        "Clusters/demo",
                        "spec.kubernetes.version",
                        Optional.of("1.35.1"),
                        Optional.of("1.35.2"),
                        Gate.PRE_CHECK,
                        Optional.empty()));
        assertThat(decision.wakeAt()).contains(AGAIN);
    }

    @Test
    void aTalosThatRunsOnlyTheNewKubernetesWaitsWithIt() {
        object.spec(s -> s.labels(Map.of("team", "a"))).talos("1.13.9");
        Decision decision = ClusterPass.of(omni, object).answered(NO).decide();

        assertThat(paths(decision)).containsExactly("spec.labels[team]");
        assertThat(decision.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.PRE_CHECK_FAILED, Reason.VERSIONS_INCOMPATIBLE);
    }

    @Test
    void aNoToPuttingAVersionBackKeepsTheDriftInSightAndWakesNobodyForIt() {
        object.kubernetes("1.35.1");
        omni.with(claimed(cluster("demo", "1.13.8", "1.35.2"), ClusterPass.ownerOf(object), APPLIED));
        ClusterPass later = ClusterPass.of(omni, object).later(61).answered(NO);

        assertThat(later.decide().operations()).isEmpty();
        assertThat(later.decide().wakeAt()).contains(AGAIN);
        assertThat(later.plan().work().drift().items())
                .extracting(DriftItem::path)
                .containsExactly("spec.kubernetes.version");
        assertThat(later.later(10).plan().work().drift().seen())
                .containsEntry("spec.kubernetes.version", ClusterPass.NOW);
    }

    @Test
    void aNoDoesNotTouchWhatAnApprovalIsGivenFor() {
        GivenCluster adopting = GivenCluster.named("demo").withFinalizer().adopting();
        omni.with(cluster("demo", "1.13.8", "1.35.1"));
        String token =
                ClusterPass.of(omni, adopting).decide().awaitingApproval().getFirst();
        adopting.metadata(m -> m.approving(token));

        assertThat(ClusterPass.of(omni, adopting).upgrade()).isPresent();
        Decision decision = ClusterPass.of(omni, adopting).answered(NO).decide();
        assertThat(decision.awaitingApproval()).isEmpty();
        assertThat(decision.operations()).singleElement().satisfies(operation -> {
            Operation.Update update = (Operation.Update) operation;
            assertThat(update.claim()).isEqualTo(Operation.ClaimChange.TAKEN);
            assertThat(update.changes()).isEmpty();
        });
    }

    @Test
    void aVersionThatIsIgnoredIsNeitherAskedAboutNorToldAsHeld() {
        ClusterPass pass = ClusterPass.of(omni, object.spec(s -> s.ignoreDifferences(List.of("spec.kubernetes"))));

        assertThat(pass.upgrade()).isEmpty();
        assertThat(pass.decide().operations()).isEmpty();
        assertThat(pass.decide().findings()).isEmpty();
        assertThat(pass.answered(NO).decide().held()).isEmpty();
    }

    @Test
    void aVersionThatIsContestedIsToldAndNotAskedAbout() {
        contested("spec.kubernetes.version").kubernetes("1.35.1");
        omni.with(claimed(cluster("demo", "1.13.8", "1.35.2"), ClusterPass.ownerOf(object), APPLIED));
        ClusterPass later = ClusterPass.of(omni, object).later(61);

        assertThat(later.upgrade()).isEmpty();
        assertThat(later.decide().operations()).isEmpty();
        assertThat(later.decide().findings()).extracting(Finding::reason).containsExactly(Reason.OWNERSHIP_CONTESTED);
    }

    @Test
    void aNoAndAContestedFieldAreBothToldAndTheRestGoesOut() {
        contested("spec.labels[team]")
                .spec(s -> s.labels(Map.of("team", "a", "room", "7")))
                .talos("1.14.0");
        omni.with(claimed(
                cluster("demo", "1.13.8", "1.35.1").withLabel("team", "z"),
                ClusterPass.ownerOf(object),
                Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.1", "spec.labels[team]", "a")));
        Decision decision = ClusterPass.of(omni, object).answered(NO).decide();

        assertThat(paths(decision)).containsExactlyInAnyOrder("spec.talos.version", "spec.labels[room]");
        assertThat(decision.held()).extracting(Held::path).containsExactly("spec.kubernetes.version");
        assertThat(decision.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.PRE_CHECK_FAILED, Reason.OWNERSHIP_CONTESTED);
    }

    @Test
    void anotherGenerationOrClusterIsAnotherUpgradeAndAnotherStateIsNot() {
        KubernetesUpgrade upgrade = ClusterPass.of(omni, object).upgrade().orElseThrow();
        KubernetesUpgrade edited = ClusterPass.of(omni, object.metadata(m -> m.generation(2)))
                .upgrade()
                .orElseThrow();

        assertThat(edited.isSameAs(upgrade)).isFalse();
        assertThat(upgrade.isSameAs(ClusterPass.of(omni, object.metadata(m -> m.generation(1)))
                        .upgrade()
                        .orElseThrow()))
                .isTrue();
        assertThat(omni.kind(ResourceTypes.KUBERNETES_UPGRADE_STATUSES).all()).isEmpty();
        assertThat(upgrade.state()).isEqualTo(new KubernetesUpgrade.State(Optional.empty(), "", "", false));
    }

    private GivenCluster contested(String path) {
        String at = "2026-11-20T11:00:00Z";
        return object.status(s -> s.drift(new Drift(at, 1, null, List.of(new ContestedField(path, at)), null)));
    }

    private static List<String> paths(Decision decision) {
        return ((Operation.Update) decision.operations().getFirst())
                .changes().stream().map(FieldChange::path).toList();
    }
}
