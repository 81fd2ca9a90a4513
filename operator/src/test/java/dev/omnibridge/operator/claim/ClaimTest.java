package dev.omnibridge.operator.claim;

import static dev.omnibridge.operator.given.OmniResources.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Owner OWNER = new Owner("prod-mgmt", "OmniCluster", "team-a", "demo", "uid-1");
    private static final Owner REBORN = new Owner("prod-mgmt", "OmniCluster", "team-a", "demo", "uid-2");
    private static final Owner OTHER = new Owner("prod-mgmt", "OmniMachineSet", "team-a", "demo", "uid-3");
    private static final FieldHash HASH = new FieldHash("prod-mgmt");

    private final Resource<ClusterSpec> bare =
            cluster("demo", "1.13.8", "1.35.2").withAnnotation("note", "theirs");

    @Test
    void aResourceWithoutMarksIsNobodys() {
        assertThat(Claim.of(bare, OWNER)).isEqualTo(new Claim.None());
    }

    @Test
    void aClaimOfOwnerAndUidIsOurs() {
        assertThat(Claim.of(claimedBy(OWNER), OWNER)).isEqualTo(new Claim.Ours());
    }

    @Test
    void aClaimOfAnotherUidUnderTheSameNameComesBack() {
        assertThat(Claim.of(claimedBy(OWNER), REBORN)).isEqualTo(new Claim.Returning());
    }

    @Test
    void aClaimThatLostItsUidComesBackInsteadOfCountingAsOurs() {
        assertThat(Claim.of(claimedBy(OWNER).withoutAnnotation(ClaimKeys.OWNER_UID), OWNER))
                .isEqualTo(new Claim.Returning());
    }

    @Test
    void anOwnerOfAnotherKindWithTheSameNameIsForeign() {
        assertThat(Claim.of(claimedBy(OTHER), OWNER))
                .isEqualTo(new Claim.Foreign("prod-mgmt/OmniMachineSet/team-a/demo"));
    }

    @Test
    void whatThisOwnerReleasedComesBackToIt() {
        assertThat(Claim.of(ClaimMarks.release(claimedBy(OWNER), OWNER), REBORN))
                .isEqualTo(new Claim.Returning());
    }

    @Test
    void whatAnotherOwnerReleasedIsNobodys() {
        assertThat(Claim.of(ClaimMarks.release(claimedBy(OTHER), OTHER), OWNER)).isEqualTo(new Claim.None());
    }

    @Test
    void aNameThatOnlyBeginsAlikeIsNotTheSame() {
        Owner longer = new Owner("prod-mgmt", "OmniCluster", "team-a", "demo-2", "uid-9");
        assertThat(Claim.of(ClaimMarks.release(claimedBy(longer), longer), OWNER))
                .isEqualTo(new Claim.None());
    }

    @Test
    void theMarkOfOmnictlTemplatesIsAClaimAlsoBesideOurs() {
        assertThat(Claim.of(claimedBy(OWNER).withAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES, ""), OWNER))
                .isEqualTo(new Claim.Foreign("omnictl cluster templates"));
    }

    @Test
    void theMarkOfAnotherGitopsToolIsAClaim() {
        assertThat(Claim.of(bare.withAnnotation(OmniKeys.MANAGED_BY_GITOPS_TOOLS, "ksail"), OWNER))
                .isEqualTo(new Claim.Foreign("ksail"));
    }

    @Test
    void whatAnInstanceHoldsIsKnownByTheClaimAlone() {
        assertThat(Holdings.ownerOf(claimedBy(OWNER), "prod-mgmt")).contains(OWNER);
        assertThat(Holdings.ownerOf(claimedBy(OWNER), "prod")).isEmpty();
        assertThat(Holdings.ownerOf(bare, "prod-mgmt")).isEmpty();
        assertThat(Holdings.ownerOf(bare.withAnnotation(ClaimKeys.OWNER, "prod-mgmt/demo"), "prod-mgmt"))
                .isEmpty();
    }

    @Test
    void theMarkOfAToolThatTookOverStaysWhenOurClaimIsGivenUp() {
        Resource<ClusterSpec> taken = claimedBy(OWNER).withAnnotation(OmniKeys.MANAGED_BY_GITOPS_TOOLS, "ksail");

        assertThat(Holdings.released(taken, OWNER).annotations())
                .containsEntry(OmniKeys.MANAGED_BY_GITOPS_TOOLS, "ksail")
                .doesNotContainKeys(ClaimKeys.OWNER, ClaimKeys.OWNER_UID, ClaimKeys.APPLIED);
        assertThat(Holdings.released(claimedBy(OWNER), OWNER).annotations())
                .doesNotContainKey(OmniKeys.MANAGED_BY_GITOPS_TOOLS);
    }

    @Test
    void claimAndReleaseLeaveEverythingElseAlone() {
        Resource<ClusterSpec> released = ClaimMarks.release(claimedBy(OWNER), OWNER);

        assertThat(released.spec()).isEqualTo(bare.spec());
        assertThat(released.annotations())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("note", "theirs", ClaimKeys.RELEASED, "prod-mgmt/OmniCluster/team-a/demo@uid-1"));
        assertThat(claimedBy(OWNER).annotations())
                .containsEntry("note", "theirs")
                .containsEntry(ClaimKeys.OWNER, "prod-mgmt/OmniCluster/team-a/demo")
                .containsEntry(ClaimKeys.OWNER_UID, "uid-1")
                .containsEntry(OmniKeys.MANAGED_BY_GITOPS_TOOLS, "omnibridge")
                .doesNotContainKey(ClaimKeys.RELEASED);
    }

    @Test
    void claimingWhatWasReleasedTakesTheReleaseMarkOff() {
        Resource<ClusterSpec> again = ClaimMarks.claim(
                ClaimMarks.release(claimedBy(OWNER), OWNER), REBORN, Applied.of(SpecMark.of(1), Map.of(), HASH), HASH);

        assertThat(again.annotations()).doesNotContainKey(ClaimKeys.RELEASED);
        assertThat(Claim.of(again, REBORN)).isEqualTo(new Claim.Ours());
    }

    private Resource<ClusterSpec> claimedBy(Owner owner) {
        return ClaimMarks.claim(bare, owner, Applied.of(SpecMark.of(1), Map.of(), HASH), HASH);
    }
}
