package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.plan.ProdCluster.UUID;
import static dev.omnibridge.operator.plan.ProdCluster.VERSIONS;
import static dev.omnibridge.operator.plan.ProdCluster.inOmni;
import static dev.omnibridge.operator.plan.ProdCluster.omni;
import static dev.omnibridge.operator.plan.ProdCluster.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMetadata;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The adoption table. */
class ClusterOwnershipTest {

    private final Resource<ClusterSpec> present = cluster("prod", "1.13.8", "1.35.2");
    private final GivenCluster object = GivenCluster.named("prod");

    @Test
    void whatDoesNotExistIsCreatedAfterTheFinalizer() {
        assertThat(pass(omni(), object).decide().needsFinalizer()).isTrue();
        assertThat(pass(omni(), object).decide().operations()).isEmpty();
        assertThat(pass(omni(), object.withFinalizer()).decide().operations()).hasSize(1);
    }

    @Test
    @DisplayName("R01: a cluster that somebody else made is a conflict: no write, no finalizer")
    void unclaimedAndNever() {
        ClusterPass pass = pass(omni(present), object);
        Decision decision = pass.decide();

        assertThat(decision.needsFinalizer()).isFalse();
        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings())
                .containsExactly(
                        new Finding(
                                Reason.NAME_CONFLICT,
                                "the Omni cluster prod exists and is not claimed: take it over with adoptionPolicy: IfUnclaimed, or delete this object (nothing in Omni is touched) and choose another clusterName"));
        assertThat(pass.plan().ownership().isVisible()).isFalse();
    }

    @Test
    void unclaimedAndEqualIsClaimedAtOnceWhereThatIsAllowed() {
        GivenOmni omni = omni(present);
        pass(omni, object.adopting().withFinalizer()).carriedOut();

        assertThat(pass(omni, object).plan().ownership()).isEqualTo(new Ownership.Managed());
        assertThat(inOmni(omni).spec()).isEqualTo(present.spec());
    }

    @Test
    void unclaimedWithChangesWaitsForTheTokenOfExactlyThisPlan() {
        GivenOmni omni = omni(present);
        GivenCluster wanted = object.adopting().withFinalizer().spec(s -> s.labels(Map.of("team", "a")));
        Decision waiting = pass(omni, wanted).decide();

        assertThat(waiting.operations()).isEmpty();
        assertThat(waiting.findings()).extracting(Finding::reason).containsExactly(Reason.APPROVAL_REQUIRED);
        assertThat(waiting.findings().getFirst().message()).contains("spec.labels[team] from nothing to a");
        assertThat(waiting.held()).hasSize(1);
        String token = waiting.awaitingApproval().getFirst();
        assertThat(token).matches("adoption:prod:[0-9a-f]{8}");

        GivenCluster other = wanted.metadata(m -> m.approving(token)).spec(s -> s.labels(Map.of("team", "b")));
        assertThat(pass(omni, other).decide().operations()).isEmpty();

        GivenCluster approved = other.spec(s -> s.labels(Map.of("team", "a")));
        pass(omni, approved).carriedOut();
        assertThat(inOmni(omni).labels()).containsEntry("team", "a");
        assertThat(pass(omni, approved).plan().ownership()).isEqualTo(new Ownership.Managed());
    }

    @Test
    void aClaimWithAnotherUidComesBackByItselfIfNoMachineNotices() {
        GivenOmni omni = omni(claimed(present, ownerOf(object), VERSIONS));
        GivenCluster reborn = GivenCluster.named("prod")
                .withFinalizer()
                .metadata(m -> m.uid("uid-2"))
                .spec(s -> s.labels(Map.of("team", "a")));
        pass(omni, reborn).carriedOut();

        assertThat(inOmni(omni).annotations()).containsEntry("omnibridge.dev/owner-uid", "uid-2");
        assertThat(inOmni(omni).labels()).containsEntry("team", "a");
    }

    @Test
    @DisplayName("R56: an object made again with another version is not silently inherited: it waits with a plan")
    void returningWithAnUpgradeWaits() {
        GivenOmni omni = omni(ClaimMarks.release(present, ownerOf(object)));
        GivenCluster reborn = GivenCluster.named("prod").withFinalizer().talos("1.13.9");
        Decision decision = pass(omni, reborn).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.APPROVAL_REQUIRED);
    }

    @Test
    void whatAnotherOperatorOrToolClaimsIsAConflictWhateverThePolicy() {
        List.of(
                        present.withAnnotation("omnibridge.dev/owner", "other/OmniCluster/x/prod"),
                        present.withAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES, ""),
                        present.withAnnotation(OmniKeys.MANAGED_BY_GITOPS_TOOLS, "ksail"))
                .forEach(foreign -> {
                    Decision decision = pass(omni(foreign), object.adopting()).decide();
                    assertThat(decision.findings())
                            .extracting(Finding::reason)
                            .containsExactly(Reason.OWNERSHIP_CONFLICT);
                    assertThat(decision.findings().getFirst().message()).doesNotContain("OmniCluster/x");
                    assertThat(decision.operations()).isEmpty();
                    assertThat(decision.needsFinalizer()).isFalse();
                });
    }

    @Test
    void aClaimThatWasTakenOffIsNotTakenAgain() {
        GivenCluster known = object.adopting().withFinalizer().reported("prod", UUID);
        for (Resource<ClusterSpec> tampered :
                List.of(present, present.withAnnotation("omnibridge.dev/owner", "other/OmniCluster/x/prod"))) {
            Decision decision = pass(omni(tampered), known).decide();
            assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.CLAIM_LOST);
            assertThat(decision.operations()).isEmpty();
        }
    }

    @Test
    void anotherIncarnationUnderTheSameNameIsNotALostClaimButNobodysCluster() {
        GivenCluster known = object.withFinalizer().reported("prod", "another-uuid");

        assertThat(pass(omni(present), known).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.NAME_CONFLICT);
    }

    @Test
    @DisplayName("R48: a known cluster that is gone in Omni is made again only with a token")
    void removedInOmni() {
        GivenCluster known = object.withFinalizer().reported("prod", UUID);
        ClusterPass unconfirmed = pass(omni(), known);
        assertThat(unconfirmed.plan().toConfirm()).containsExactly(new Absence(ResourceTypes.CLUSTERS, "prod"));
        assertThat(unconfirmed.decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.WAITING_FOR_OMNI);
        assertThat(unconfirmed.decide().operations()).isEmpty();

        Decision confirmed = unconfirmed.withConfirmed().decide();
        assertThat(confirmed.operations()).isEmpty();
        assertThat(confirmed.findings()).extracting(Finding::reason).containsExactly(Reason.REMOVED_IN_OMNI);
        assertThat(confirmed.awaitingApproval()).containsExactly("recreate:prod:4f1c2b9e");

        GivenCluster approved = known.metadata(m -> m.approving("x, recreate:prod:4f1c2b9e"));
        assertThat(pass(omni(), approved).withConfirmed().decide().operations()).hasSize(1);
    }

    @Test
    @DisplayName("R49: the approval to make a cluster again is no approval to make the next one again")
    void recreationIsApprovedOnce() {
        GivenCluster madeAgain = object.withFinalizer()
                .reported("prod", "11111111-7d55-4b0e-9a3f-0c2f6d1b8e11")
                .metadata(m -> m.approving("recreate:prod:4f1c2b9e"));

        Decision decision = pass(omni(), madeAgain).withConfirmed().decide();
        assertThat(decision.operations()).isEmpty();
        assertThat(decision.awaitingApproval()).containsExactly("recreate:prod:11111111");
    }

    @Test
    void withoutAUuidTheApprovalIsForThisObject() {
        GivenCluster noUuid = object.withFinalizer().status(s -> s.clusterName("prod"));
        String token =
                pass(omni(), noUuid).withConfirmed().decide().awaitingApproval().getFirst();

        assertThat(token).matches("recreate:prod:[0-9a-f]{8}");
        noUuid.metadata(m -> m.uid("another").approving(token));
        assertThat(pass(omni(), noUuid).withConfirmed().decide().operations()).isEmpty();
    }

    @Test
    @DisplayName("R41: an object with a finalizer and no name in its status is a first creation that was interrupted")
    void interruptedCreation() {
        assertThat(pass(omni(), object.withFinalizer()).decide().operations()).hasSize(1);
    }

    @Test
    @DisplayName("R48: an object that was restored without its status is made anew only with a token")
    void restoredWithoutStatus() {
        GivenCluster restored = object.metadata(GivenMetadata::withFinalizer);

        Decision decision = pass(omni(), restored).withConfirmed().decide();
        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings()).extracting(Finding::reason).containsExactly(Reason.REMOVED_IN_OMNI);
        assertThat(decision.awaitingApproval()).singleElement().asString().matches("recreate:prod:[0-9a-f]{8}");
    }

    @Test
    @DisplayName("R49: a cluster that somebody deletes in Omni is not revived")
    void deletedElsewhere() {
        Resource<ClusterSpec> going =
                claimed(present, ownerOf(object), VERSIONS).withPhase(Phase.TEARING_DOWN);
        ClusterPass pass = pass(omni(going), object.withFinalizer().talos("1.13.9"));

        assertThat(pass.decide().operations()).isEmpty();
        assertThat(pass.decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.BEING_DELETED_ELSEWHERE);
        assertThat(pass.plan().ownership().isVisible()).isTrue();
    }

    @Test
    void anOlderClusterOfThatNameHasToGoFirst() {
        ClusterPass pass = pass(omni(present.withPhase(Phase.TEARING_DOWN)), object);

        assertThat(pass.decide().findings()).extracting(Finding::reason).containsExactly(Reason.WAITING_FOR_OMNI);
        assertThat(pass.plan().ownership().isVisible()).isFalse();
    }

    @Test
    void aChangeThatIsRefusedTodayNeedsApprovalAllTheSame() {
        GivenCluster tooFar = object.adopting().kubernetes("1.37.0");

        Decision decision = pass(omni(present), tooFar).decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.needsFinalizer()).isFalse();
        assertThat(decision.findings())
                .extracting(Finding::reason)
                .contains(Reason.APPROVAL_REQUIRED, Reason.UPGRADE_NOT_POSSIBLE);
        tooFar.metadata(m -> m.approving(decision.awaitingApproval().getFirst()));
        assertThat(pass(omni(present), tooFar.withFinalizer()).decide().operations())
                .singleElement()
                .satisfies(claim -> assertThat(((Operation.Update) claim).changes())
                        .as("the claim only")
                        .isEmpty());
    }

    @Test
    void manyChangesOfAnAdoptionAreBoundedInTheMessage() {
        GivenCluster wanted = object.adopting()
                .spec(s -> s.labels(Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1")));

        assertThat(pass(omni(present), wanted).decide().findings().getFirst().message())
                .contains("spec.labels[e]")
                .doesNotContain("spec.labels[f]")
                .contains("and 1 more");
    }

    @Test
    void anObjectWithoutStatusIdentityOrUuidIsNotMistakenForOneThatLostItsClaim() {
        GivenCluster noUuid = object.withFinalizer().status(s -> s.clusterName("prod"));

        assertThat(pass(omni(present), noUuid).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.NAME_CONFLICT);
        assertThat(pass(omni(present).without(ResourceTypes.CLUSTER_UUIDS, "prod"), noUuid)
                        .decide()
                        .findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.NAME_CONFLICT);
    }

    @Test
    void aClaimThatWasTakenOffWhileItGoesAwayIsStillOurLoss() {
        GivenCluster known = object.withFinalizer().reported("prod", UUID);

        assertThat(pass(omni(present.withPhase(Phase.TEARING_DOWN)), known)
                        .decide()
                        .findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.BEING_DELETED_ELSEWHERE);
    }

    @Test
    void aClaimOnItsWayIsHeldByAPauseAndShown() {
        Decision decision = pass(
                        omni(present), object.adopting().withFinalizer().spec(s -> s.paused(true)))
                .decide();

        assertThat(decision.operations()).isEmpty();
        assertThat(decision.held()).singleElement().satisfies(held -> {
            assertThat(held.path()).isEqualTo("metadata.annotations[omnibridge.dev/owner]");
            assertThat(held.to()).contains("taken");
        });
    }
}
