package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.ContestedField;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.PolicySource;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Held;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drift where a management policy, a lock or a token on another object has a say in it too. */
class DriftUnderPoliciesTest {

    private static final String PATH = "spec.labels[team]";
    private static final String AT = "2026-11-20T11:00:00Z";

    private final GivenCluster object =
            GivenCluster.named("demo").withFinalizer().spec(s -> s.labels(Map.of("team", "a")));
    private final GivenOmni omni = new GivenOmni()
            .with(
                    talos("1.13.8", "1.35.2"),
                    talos("1.13.9", "1.35.2"),
                    talos("1.14.0", "1.35.2"),
                    uuid("demo", SetScene.UUID),
                    claimed(
                            cluster("demo", "1.13.8", "1.35.2").withLabel("team", "z"),
                            ownerOf(object),
                            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2", PATH, "a")));

    @Test
    void applyOnlyTellsItWithThePatchThatAcceptsItAndNeverFights() {
        object.applyingOnly().status(s -> s.drift(new Drift(AT, 1, null, List.of(new ContestedField(PATH, AT)), null)));
        ClusterPass pass = pass().later(3600);
        DriftFound drift = pass.plan().work().drift();

        assertThat(pass.decide().operations()).isEmpty();
        assertThat(pass.decide().awaitingApproval()).isEmpty();
        assertThat(reasons(pass.decide())).containsExactly(Reason.DRIFTED);
        assertThat(drift.items()).extracting(DriftItem::since).containsExactly(ClusterPass.NOW);
        assertThat(drift.suggestedPatch()).contains("{\"spec\":{\"labels\":{\"team\":\"z\"}}}");
        assertThat(drift.contests()).isEqualTo(Contests.NONE);
    }

    @Test
    void whatApplyOnlyKeptAfterTheSpecDroppedItIsAcceptedByPuttingItBack() {
        object.applyingOnly().spec(s -> s.labels(null));
        change(c -> c.withLabel("team", "a"));

        assertThat(pass().plan().work().drift().suggestedPatch()).contains("{\"spec\":{\"labels\":{\"team\":\"a\"}}}");
    }

    @ParameterizedTest
    @EnumSource(ManagementPolicy.class)
    void anIgnoredFieldIsToldUnderNoPolicy(ManagementPolicy policy) {
        object.spec(s -> s.managementPolicy(policy).ignoreDifferences(List.of("spec.labels")));
        ClusterPass pass = pass().later(61);

        assertThat(pass.plan().work().drift().items()).isEmpty();
        assertThat(pass.decide().findings()).isEmpty();
        assertThat(pass.decide().operations()).isEmpty();
    }

    @Test
    void aVersionThatApplyOnlyKeepsIsAskedOfNobody() {
        object.applyingOnly().spec(s -> s.labels(Map.of("team", "z")));
        change(c -> c.withSpec(c.spec().toBuilder().setTalosVersion("1.14.0").build()));

        assertThat(reasons(pass().later(61).decide())).containsExactly(Reason.DRIFTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENFORCE", "APPLY_ONLY"})
    void whatObserveOnlyToldIsStillASpecChangeWhenTheConnectionsDefaultChanges(ManagementPolicy next) {
        object.spec(s -> s.labels(Map.of("team", "b")))
                .status(s -> s.observedGeneration(1L)
                        .policy(policy(ManagementPolicy.OBSERVE))
                        .drift(drift("b", "z")));
        change(c -> c.withLabel("team", "a"));

        assertThat(pass().through(GivenConnection.managing(next)).decide().operations())
                .hasSize(1);
    }

    @Test
    void whatApplyOnlyToldStaysDriftOverARestart() {
        object.applyingOnly()
                .spec(s -> s.labels(Map.of("team", "b")))
                .status(s -> s.observedGeneration(1L)
                        .policy(policy(ManagementPolicy.APPLY_ONLY))
                        .drift(drift("b", "z")));

        assertThat(pass().later(61).decide().operations()).isEmpty();
    }

    @Test
    void aLockHoldsWhatWouldBePutRightAndShowsItAndNothingIsCounted() {
        change(c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        assertThat(pass().decide().held()).isEmpty();
        ClusterPass settled = pass().later(61);
        Decision decision = settled.decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(reasons(decision)).containsExactly(Reason.OMNI_LOCKED);
        assertThat(decision.held()).extracting(Held::path).containsExactly(PATH);
        assertThat(decision.held()).extracting(Held::from).containsExactly(Optional.of("z"));
        assertThat(decision.held()).extracting(Held::to).containsExactly(Optional.of("a"));
        assertThat(decision.awaitingApproval()).singleElement().asString().startsWith("unlock:demo:");
        assertThat(settled.plan().work().drift().items()).hasSize(1);
        assertThat(settled.carriedOut().drift().corrected()).isEmpty();
    }

    @Test
    void theTokenOfASetMayStandOnItsCluster() {
        GivenMachineSet set = GivenMachineSet.named("demo-workers", "demo")
                .ofClass("big", 3)
                .withFinalizer()
                .status(s -> s.drift(
                        new Drift(AT, 1, null, List.of(new ContestedField("spec.machineClass.replicas", AT)), null)));
        SetScene scene = sized(set);
        String token = scene.pass(set).later(61).decide().awaitingApproval().getFirst();
        scene.cluster.metadata(m -> m.approving(token));

        assertThat(token).startsWith("enforce:demo-workers:");
        assertThat(scene.pass(set).later(61).decide().operations()).hasSize(1);
    }

    @Test
    void aClassThatApplyOnlyKeepsIsAskedOfNobody() {
        GivenMachineSet set = GivenMachineSet.named("demo-workers", "demo")
                .ofClass("gone", 3)
                .managed(ManagementPolicy.APPLY_ONLY)
                .withFinalizer();
        SetScene scene = new SetScene()
                .claimedSet(
                        set,
                        workers("demo", "demo-workers", ofClass("big", 3)),
                        Map.of("spec.machineClass.name", "gone", "spec.machineClass.replicas", "3"));
        MachineSetPass pass = scene.pass(set).later(61);

        assertThat(reasons(pass.decide())).containsExactly(Reason.DRIFTED);
        assertThat(pass.plan().work().drift().suggestedPatch())
                .contains("{\"spec\":{\"machineClass\":{\"name\":\"big\"}}}");
    }

    private static SetScene sized(GivenMachineSet set) {
        return new SetScene()
                .claimedSet(
                        set,
                        workers("demo", "demo-workers", ofClass("big", 2)),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3"));
    }

    private static EffectivePolicy policy(ManagementPolicy management) {
        return new EffectivePolicy(
                management,
                PolicySource.CONNECTION,
                DeletionPolicy.RETAIN,
                PolicySource.BUILT_IN,
                AdoptionPolicy.NEVER);
    }

    private static Drift drift(String wanted, String found) {
        return new Drift(AT, 1, List.of(new Difference("Clusters/demo", PATH, wanted, found)), null, null);
    }

    private void change(UnaryOperator<Resource<ClusterSpec>> edit) {
        omni.with(edit.apply(omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow()));
    }

    private ClusterPass pass() {
        return ClusterPass.of(omni, object);
    }

    private static List<Reason> reasons(Decision decision) {
        return decision.findings().stream().map(Finding::reason).toList();
    }
}
