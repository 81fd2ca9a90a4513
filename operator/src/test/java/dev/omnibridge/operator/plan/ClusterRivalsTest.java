package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.plan.ProdCluster.VERSIONS;
import static dev.omnibridge.operator.plan.ProdCluster.omni;
import static dev.omnibridge.operator.plan.ProdCluster.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who wins a name that several objects ask for. */
class ClusterRivalsTest {

    private final Resource<ClusterSpec> present = cluster("prod", "1.13.8", "1.35.2");
    private final GivenCluster object = GivenCluster.named("prod");

    @Test
    @DisplayName("R10: the older of two objects with one Omni name wins, the other is NameConflict")
    void theOlderRivalWins() {
        GivenCluster younger = GivenCluster.named("a-younger")
                .spec(s -> s.clusterName("prod"))
                .metadata(m -> m.created("2026-11-02T00:00:00Z"));

        assertThat(pass(omni(), object.withFinalizer())
                        .withRivals(younger)
                        .decide()
                        .operations())
                .hasSize(1);
        Decision loser = pass(omni(), younger).withRivals(object).decide();
        assertThat(loser.operations()).isEmpty();
        assertThat(loser.needsFinalizer()).isFalse();
        assertThat(loser.findings()).extracting(Finding::reason).containsExactly(Reason.NAME_CONFLICT);
        assertThat(loser.findings().getFirst().message()).contains("OmniCluster team-a/prod");
    }

    @Test
    @DisplayName("R10: of two objects made in one second the smaller uid wins")
    void theSmallerUidWins() {
        GivenCluster other = GivenCluster.named("aaa").spec(s -> s.clusterName("prod"));

        assertThat(pass(omni(), other.withFinalizer())
                        .withRivals(object)
                        .decide()
                        .operations())
                .hasSize(1);
        assertThat(pass(omni(), object.withFinalizer())
                        .withRivals(other)
                        .decide()
                        .operations())
                .isEmpty();
    }

    @Test
    @DisplayName("R10: the holder of the claim wins against an older object, also after a restart")
    void theHolderWins() {
        GivenCluster older = GivenCluster.named("older")
                .spec(s -> s.clusterName("prod"))
                .metadata(m -> m.namespace("team-b").created("2026-01-01T00:00:00Z"));
        GivenOmni omni = omni(claimed(present, ownerOf(object), VERSIONS));

        assertThat(pass(omni, object.withFinalizer()).withRivals(older).plan().ownership())
                .isEqualTo(new Ownership.Managed());
        Decision loser = pass(omni, older).withRivals(object).decide();
        assertThat(loser.findings()).extracting(Finding::reason).containsExactly(Reason.NAME_CONFLICT);
        assertThat(loser.findings().getFirst().message())
                .contains("another object")
                .doesNotContain("team-a");
    }

    @Test
    void aRivalThatIsBeingDeletedAndHoldsNothingGivesWay() {
        GivenCluster leaving = GivenCluster.named("older")
                .spec(s -> s.clusterName("prod"))
                .metadata(m -> m.created("2026-01-01T00:00:00Z"))
                .deleting();

        assertThat(pass(omni(), object.withFinalizer())
                        .withRivals(leaving)
                        .decide()
                        .operations())
                .hasSize(1);
    }

    @Test
    void anOlderClusterThatGoesIsLeftToTheOlderRival() {
        GivenCluster younger = GivenCluster.named("younger")
                .spec(s -> s.clusterName("prod"))
                .metadata(m -> m.created("2026-11-02T00:00:00Z"));

        assertThat(pass(omni(present.withPhase(Phase.TEARING_DOWN)), younger)
                        .withRivals(object)
                        .decide()
                        .findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.NAME_CONFLICT);
    }

    @Test
    void whatIsReturningToSomebodyElseIsNotForTheYoungerOne() {
        GivenCluster other = GivenCluster.named("other")
                .adopting()
                .spec(s -> s.clusterName("prod"))
                .metadata(m -> m.created("2026-01-01T00:00:00Z"));
        GivenOmni omni = omni(ClaimMarks.release(present, ownerOf(object)));

        assertThat(pass(omni, other).withRivals(object).decide().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.NAME_CONFLICT);
        assertThat(pass(omni, object.withFinalizer()).withRivals(other).decide().operations())
                .hasSize(1);
    }
}
