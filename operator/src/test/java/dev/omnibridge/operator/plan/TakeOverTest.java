package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static dev.omnibridge.operator.given.SetScene.M1;
import static dev.omnibridge.operator.given.SetScene.M2;
import static dev.omnibridge.operator.given.SetScene.M3;
import static dev.omnibridge.operator.plan.ProdCluster.UUID;
import static dev.omnibridge.operator.plan.ProdCluster.inOmni;
import static dev.omnibridge.operator.plan.ProdCluster.omni;
import static dev.omnibridge.operator.plan.ProdCluster.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The claim of somebody else is replaced only by a token that names it, and only with the changes that were approved. */
class TakeOverTest {

    private static final Owner THEM = new Owner("other", "OmniCluster", "x", "prod", "uid-them");
    private static final Owner THEIR_SET = new Owner("other", "OmniMachineSet", "x", "demo-workers", "uid-their-set");

    private final Resource<ClusterSpec> present =
            claimed(cluster("prod", "1.13.8", "1.35.2").withLabel("team", "a"), THEM, Map.of("spec.labels[team]", "a"));
    private final GivenCluster object = GivenCluster.named("prod").adopting().withFinalizer();

    @Test
    void underNeverNoTokenIsPrintedAndNoneIsTaken() {
        String token = onlyToken(pass(omni(present), object));
        GivenCluster never = GivenCluster.named("prod").withFinalizer().metadata(m -> m.approving(token));

        Decision decision = pass(omni(present), never).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.awaitingApproval()).isEmpty();
        assertThat(decision.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(Reason.OWNERSHIP_CONFLICT);
            assertThat(finding.message()).doesNotContain("takeover:");
        });
    }

    @Test
    void theTokenReplacesTheClaimAndNothingElse() {
        GivenOmni omni = omni(present);
        String token = onlyToken(pass(omni, object));
        assertThat(token).matches("takeover:prod:[0-9a-f]{8}");
        assertThat(pass(omni, object).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.OWNERSHIP_CONFLICT);

        GivenCluster approved = object.metadata(m -> m.approving(token));
        assertThat(pass(omni, approved).decide().operations())
                .singleElement()
                .isInstanceOfSatisfying(Update.class, update -> {
                    assertThat(update.changes()).isEmpty();
                    assertThat(update.claim()).isEqualTo(ClaimChange.TAKEN_OVER);
                });
        pass(omni, approved).carriedOut();

        assertThat(inOmni(omni).annotations())
                .containsEntry(ClaimKeys.OWNER, ownerOf(object).text())
                .containsEntry(ClaimKeys.OWNER_UID, ownerOf(object).uid());
        assertThat(pass(omni, approved).plan().ownership()).isEqualTo(new Ownership.Managed());
    }

    @Test
    void whatTheOtherHolderSetIsNotResetWithTheTakeOver() {
        GivenOmni omni = omni(present);
        GivenCluster approved = object.metadata(m -> m.approving(onlyToken(pass(omni, object))));

        pass(omni, approved).carriedOut();
        pass(omni, approved).later(61).carriedOut();

        assertThat(inOmni(omni).label("team")).contains("a");
    }

    @Test
    void aTokenForAnotherClaimDoesNothing() {
        String token = onlyToken(pass(omni(present), object));
        GivenCluster approved = object.metadata(m -> m.approving(token));
        for (Resource<ClusterSpec> changed : List.of(
                present.withAnnotation(ClaimKeys.OWNER, "third/OmniCluster/x/prod"),
                present.withAnnotation(ClaimKeys.OWNER_UID, "uid-of-another"),
                present.withAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES, ""))) {
            assertThat(pass(omni(changed), approved).decide().operations()).isEmpty();
        }
        GivenOmni again = omni(present).with(uuid("prod", "another-incarnation"));
        assertThat(pass(again, approved).decide().operations()).isEmpty();
    }

    @Test
    void changesNeedTheirOwnTokenBesideIt() {
        GivenOmni omni = omni(present);
        GivenCluster wanted = object.talos("1.13.9");
        List<String> tokens = pass(omni, wanted).decide().awaitingApproval();
        assertThat(tokens).hasSize(2);
        assertThat(tokens.get(1)).startsWith("adoption:prod:");
        assertThat(pass(omni, wanted).decide().findings().getFirst().message())
                .contains("spec.talos.version from 1.13.8 to 1.13.9")
                .contains(String.join(",", tokens));

        wanted.metadata(m -> m.approving(tokens.getFirst()));
        Decision half = pass(omni, wanted).decide();
        assertThat(half.operations()).isEmpty();
        assertThat(half.findings()).extracting(Finding::reason).containsExactly(Reason.APPROVAL_REQUIRED);
        assertThat(half.awaitingApproval()).containsExactly(tokens.get(1));

        wanted.metadata(m -> m.approving(String.join(",", tokens)));
        pass(omni, wanted).carriedOut();
        assertThat(inOmni(omni).spec().getTalosVersion()).isEqualTo("1.13.9");
    }

    @Test
    @DisplayName("the mark of omnictl's cluster templates is a claim, and goes with the take-over")
    void clusterTemplates() {
        GivenOmni omni =
                omni(cluster("prod", "1.13.8", "1.35.2").withAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES, ""));
        assertThat(pass(omni, object).decide().findings().getFirst().message())
                .contains("claimed by omnictl cluster templates");

        pass(omni, object.metadata(m -> m.approving(onlyToken(pass(omni, object)))))
                .carriedOut();

        assertThat(inOmni(omni).hasAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES))
                .isFalse();
        assertThat(pass(omni, object).plan().ownership()).isEqualTo(new Ownership.Managed());
    }

    @Test
    void whoLostItsClaimDoesNotTakeItBackWithAnOldToken() {
        String token = onlyToken(pass(omni(present), object));
        GivenCluster known = object.reported("prod", UUID).metadata(m -> m.approving(token));

        Decision decision = pass(omni(present), known).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.CLAIM_LOST);
    }

    @Test
    void anApprovalIsVoidOnceOmniHasAnotherValueThanTheOneItWasGivenFor() {
        Resource<ClusterSpec> unclaimed = cluster("prod", "1.13.8", "1.35.2").withLabel("team", "a");
        GivenCluster wanted = object.spec(s -> s.labels(Map.of("team", "b")));
        String token = onlyToken(pass(omni(unclaimed), wanted));
        wanted.metadata(m -> m.approving(token));

        assertThat(pass(omni(unclaimed), wanted).decide().operations()).hasSize(1);
        assertThat(pass(omni(unclaimed.withLabel("team", "c")), wanted).decide().operations())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R56: an object made again without a label that the one before had set waits: coming back removes nothing by itself")
    void returningWithoutALabelWaits() {
        GivenOmni omni = omni(claimed(
                cluster("prod", "1.13.8", "1.35.2").withLabel("team", "a"),
                ownerOf(GivenCluster.named("prod").metadata(m -> m.uid("uid-before"))),
                Map.of("spec.labels[team]", "a")));

        Decision decision =
                pass(omni, GivenCluster.named("prod").withFinalizer()).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.APPROVAL_REQUIRED);
    }

    @Test
    void setsWithoutACounterpartAreToldAsForeign() {
        GivenOmni omni = omni(cluster("prod", "1.13.8", "1.35.2"))
                .with(controlPlanes("prod", ofClass("small", 1)), workers("prod", "prod-theirs", ofClass("big", 2)));
        ClusterPlan plan = pass(omni, object)
                .withSets(GivenMachineSet.named("prod-control-planes", "prod").controlPlane())
                .plan();

        assertThat(plan.ownership().toAdopt().orElseThrow().foreign())
                .extracting(ForeignPart::reference)
                .containsExactly("MachineSets/prod-theirs");
        assertThat(plan.foreign())
                .isEqualTo(plan.ownership().toAdopt().orElseThrow().foreign());
    }

    @Test
    void listedNodesOfTheSameHolderGoAlongWithTheirSetAndTheOthersStay() {
        SetScene scene = ofTheirs();
        GivenMachineSet wanted =
                GivenMachineSet.named("demo-workers", "demo").withFinalizer().machines(M1, M3);
        String token = scene.pass(wanted).decide().awaitingApproval().getFirst();
        wanted.metadata(m -> m.approving(token));

        scene.pass(wanted).carriedOut();

        assertThat(holderOf(scene, M1)).isEqualTo("prod-mgmt/OmniMachineSet/team-a/demo-workers");
        assertThat(holderOf(scene, M2)).isEqualTo(THEIR_SET.text());
        assertThat(holderOf(scene, M3)).isEqualTo("ksail/of/somebody/else");
        assertThat(scene.pass(wanted).plan().ownership()).isEqualTo(new Ownership.Managed());
        assertThat(scene.pass(wanted).plan().work().operations()).isEmpty();
        assertThat(scene.pass(wanted).plan().foreign())
                .extracting(ForeignPart::reference)
                .containsExactlyInAnyOrder("MachineSetNodes/" + M2, "MachineSetNodes/" + M3);
    }

    @Test
    void aTakeOverThatEndedBetweenTheNodesAndTheSetGoesOn() {
        SetScene scene = ofTheirs();
        GivenMachineSet wanted =
                GivenMachineSet.named("demo-workers", "demo").withFinalizer().machines(M1, M3);
        String token = scene.pass(wanted).decide().awaitingApproval().getFirst();
        wanted.metadata(m -> m.approving(token));
        scene.omni.carryOut(scene.pass(wanted).decide().operations().subList(0, 1));
        assertThat(scene.pass(wanted).plan().ownership()).isInstanceOf(Ownership.TakeOver.class);

        scene.pass(wanted).carriedOut();

        assertThat(scene.pass(wanted).plan().ownership()).isEqualTo(new Ownership.Managed());
        assertThat(holderOf(scene, M1)).isEqualTo("prod-mgmt/OmniMachineSet/team-a/demo-workers");
    }

    @Test
    void tokensForSetsMayStandOnTheirCluster() {
        SetScene scene = ofTheirs();
        GivenMachineSet wanted =
                GivenMachineSet.named("demo-workers", "demo").withFinalizer().machines(M1, M3);
        String token = scene.pass(wanted).decide().awaitingApproval().getFirst();

        scene.cluster.metadata(m -> m.approving(token));

        assertThat(scene.pass(wanted).decide().operations()).hasSize(2);
    }

    @Test
    void aSetWhoseClusterSomebodyElseTookOverIsReleasedAndNotTornDown() {
        SetScene scene = new SetScene();
        GivenMachineSet set = GivenMachineSet.named("demo-workers", "demo").onDelete();
        scene.claimedSet(set, workers("demo", "demo-workers", ofClass("big", 3)), Map.of());
        assertThat(scene.pass(set.deleting()).plan().removal()).containsInstanceOf(Removal.TearDown.class);

        scene.omni.with(claimed(cluster("demo", "1.13.8", "1.35.2"), THEM, Map.of()));

        assertThat(scene.pass(set.deleting()).plan().removal()).containsInstanceOf(Removal.Release.class);
        assertThat(scene.pass(set.deleting()).decide().operations())
                .noneMatch(operation -> operation instanceof Operation.Teardown);
    }

    /** A manual set of somebody else's with two nodes of theirs and one of a third. */
    private static SetScene ofTheirs() {
        SetScene scene = new SetScene();
        scene.cluster.adopting();
        scene.omni.with(
                claimed(workers("demo", "demo-workers", OmniResources.manual()), THEIR_SET, Map.of()),
                claimed(node(M1, "demo", "demo-workers"), THEIR_SET, Map.of()),
                claimed(node(M2, "demo", "demo-workers"), THEIR_SET, Map.of()),
                node(M3, "demo", "demo-workers").withAnnotation(ClaimKeys.OWNER, "ksail/of/somebody/else"));
        return scene;
    }

    private static String holderOf(SetScene scene, String machine) {
        return scene.omni
                .kind(ResourceTypes.MACHINE_SET_NODES)
                .get(machine)
                .orElseThrow()
                .annotation(ClaimKeys.OWNER)
                .orElseThrow();
    }

    private static String onlyToken(ClusterPass pass) {
        assertThat(pass.decide().awaitingApproval()).hasSize(1);
        return pass.decide().awaitingApproval().getFirst();
    }
}
