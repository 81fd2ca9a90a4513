package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.plan.ProdCluster.VERSIONS;
import static dev.omnibridge.operator.plan.ProdCluster.omni;
import static dev.omnibridge.operator.plan.ProdCluster.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a cluster in Omni is where its object only observes. */
class ObservedClusterTest {

    private final Resource<ClusterSpec> present = cluster("prod", "1.13.8", "1.35.2");
    private final GivenCluster object = GivenCluster.named("prod");

    @Test
    void observeWritesNothingAndReportsDifferences() {
        ClusterPass pass = pass(omni(present), object.observing().talos("1.13.9"));

        assertThat(pass.decide().operations()).isEmpty();
        assertThat(pass.decide().needsFinalizer()).isFalse();
        assertThat(pass.decide().findings())
                .containsExactly(
                        new Finding(
                                Reason.DRIFTED,
                                "Clusters/prod spec.talos.version: wanted 1.13.9, found 1.13.8; kept, as managementPolicy is Observe"));
        assertThat(pass.plan().ownership().isVisible()).isTrue();
    }

    @Test
    void observeOfWhatIsEqualHasNothingToSay() {
        assertThat(pass(omni(present), object.observing()).decide().findings()).isEmpty();
    }

    @Test
    void observeDoesNotShowWhatSomebodyElseClaims() {
        Resource<ClusterSpec> foreign = present.withAnnotation("omnibridge.dev/owner", "other/OmniCluster/x/prod");
        ClusterPass pass = pass(omni(foreign), object.observing().talos("1.13.9"));

        assertThat(pass.plan().ownership().isVisible()).isFalse();
        assertThat(pass.plan().work().drift().items()).isEmpty();
        assertThat(pass.decide().findings()).extracting(Finding::reason).containsExactly(Reason.OWNERSHIP_CONFLICT);
    }

    @Test
    void observeOfNothingSaysSo() {
        ClusterPass pass = pass(omni(), object.observing());

        assertThat(pass.decide().findings()).extracting(Finding::reason).containsExactly(Reason.NOT_IN_OMNI);
        assertThat(pass.plan().ownership()).isEqualTo(new Ownership.Observed(false));
    }

    @Test
    void observeShowsWhatIsOursOrComesBack() {
        for (Resource<ClusterSpec> known :
                List.of(claimed(present, ownerOf(object), VERSIONS), ClaimMarks.release(present, ownerOf(object)))) {
            assertThat(pass(omni(known), GivenCluster.named("prod").observing())
                            .plan()
                            .ownership())
                    .isEqualTo(new Ownership.Observed(true));
        }
    }
}
