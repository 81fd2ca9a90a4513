package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.ClusterPass.ownerOf;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimMarks;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose a cluster in Omni is where its object only observes. */
class ObservedClusterTest {

    private static final String UUID = "4f1c2b9e-7d55-4b0e-9a3f-0c2f6d1b8e11";
    private static final Map<String, String> VERSIONS =
            Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2");

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

    private static Resource<ClusterSpec> inOmni(GivenOmni omni) {
        return omni.kind(ResourceTypes.CLUSTERS).get("prod").orElseThrow();
    }

    private static GivenOmni omni(Resource<?>... resources) {
        return new GivenOmni()
                .with(talos("1.13.8", "1.35.2"), talos("1.13.9", "1.35.2"), uuid("prod", UUID))
                .with(resources);
    }

    private static ClusterPass pass(GivenOmni omni, GivenCluster object) {
        return ClusterPass.of(omni, object);
    }
}
