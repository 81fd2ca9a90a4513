package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.OmniResources;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NamesTest {

    private final GivenOmni omni = new GivenOmni();

    @Test
    void aClusterIsNamedAsItsObject() {
        assertThat(clusterOf(GivenCluster.named("demo"))).isEqualTo("demo");
    }

    @Test
    void clusterNameGoesBeforeTheObjectsName() {
        assertThat(clusterOf(GivenCluster.named("demo").spec(s -> s.clusterName("prod"))))
                .isEqualTo("prod");
    }

    @Test
    @DisplayName("R44: a claimed cluster keeps its id, whatever the computed name would be")
    void theClaimGoesBeforeTheSpec() {
        GivenCluster object = GivenCluster.named("demo").spec(s -> s.clusterName("prod"));
        omni.with(claimed(cluster("kept", "1", "2"), ClusterPass.ownerOf(object), Map.of()));

        assertThat(clusterOf(object)).isEqualTo("kept");
    }

    @Test
    void theStatusGoesBeforeTheClaim() {
        assertThat(clusterOf(GivenCluster.named("demo").reported("known", "uuid")))
                .isEqualTo("known");
    }

    @Test
    void theNameOfAClusterAfterALeadingClusterNameIsTheSets() {
        assertThat(set(GivenMachineSet.named("demo-gpu", "demo")))
                .isEqualTo(new MachineSetNames("demo", "demo-gpu", "gpu"));
        assertThat(set(GivenMachineSet.named("gpu", "demo"))).isEqualTo(new MachineSetNames("demo", "demo-gpu", "gpu"));
    }

    @Test
    void theIdBeginsWithTheNameOfTheClusterInOmni() {
        GivenCluster prod = GivenCluster.named("demo").spec(s -> s.clusterName("prod"));

        assertThat(MachineSetNames.of(
                        OmniResources.INSTANCE,
                        GivenMachineSet.named("demo-gpu", "demo").build(),
                        Optional.of(prod.build()),
                        omni))
                .isEqualTo(new MachineSetNames("prod", "prod-gpu", "gpu"));
    }

    @Test
    void aControlPlaneHasOneName() {
        assertThat(set(GivenMachineSet.named("anything", "demo").controlPlane()).id())
                .isEqualTo("demo-control-planes");
    }

    @Test
    void specNameGoesBeforeTheObjectsName() {
        assertThat(set(GivenMachineSet.named("demo-gpu", "demo").spec(s -> s.name("tpu")))
                        .id())
                .isEqualTo("demo-tpu");
    }

    @Test
    void aClaimedSetKeepsItsId() {
        GivenMachineSet object = GivenMachineSet.named("demo-gpu", "demo").spec(s -> s.name("tpu"));
        omni.with(claimed(workers("demo", "demo-old", manual()), MachineSetPass.ownerOf(object), Map.of()));

        assertThat(set(object)).isEqualTo(new MachineSetNames("demo", "demo-old", "old"));
    }

    @Test
    void aCopyWithOurAnnotationsIsNotTakenForTheSetThatWasClaimed() {
        GivenMachineSet object = GivenMachineSet.named("demo-gpu", "demo").reported("demo-gpu", "gpu");
        omni.with(claimed(workers("demo", "demo-a-copy", manual()), MachineSetPass.ownerOf(object), Map.of()));

        assertThat(set(object)).isEqualTo(new MachineSetNames("demo", "demo-gpu", "gpu"));
    }

    @Test
    void withoutItsClusterObjectASetIsFoundByItsClaim() {
        GivenMachineSet object = GivenMachineSet.named("gpu", "demo");
        omni.with(claimed(workers("prod", "prod-gpu", manual()), MachineSetPass.ownerOf(object), Map.of()));

        assertThat(MachineSetNames.of(OmniResources.INSTANCE, object.build(), Optional.empty(), omni))
                .isEqualTo(new MachineSetNames("prod", "prod-gpu", "gpu"));
    }

    @Test
    void withoutItsClusterObjectASetIsFoundByItsStatus() {
        GivenMachineSet object = GivenMachineSet.named("gpu", "demo").reported("prod-gpu", "gpu");

        assertThat(MachineSetNames.of(OmniResources.INSTANCE, object.build(), Optional.empty(), omni))
                .isEqualTo(new MachineSetNames("prod", "prod-gpu", "gpu"));
    }

    @Test
    void aStatusThatDoesNotAgreeWithItselfIsTakenAsItIs() {
        GivenMachineSet object = GivenMachineSet.named("gpu", "demo").reported("odd", "gpu");

        assertThat(MachineSetNames.of(OmniResources.INSTANCE, object.build(), Optional.empty(), omni)
                        .id())
                .isEqualTo("odd");
    }

    private String clusterOf(GivenCluster object) {
        return ClusterNames.of(OmniResources.INSTANCE, object.build(), omni);
    }

    private MachineSetNames set(GivenMachineSet object) {
        return MachineSetNames.of(
                OmniResources.INSTANCE,
                object.build(),
                Optional.of(GivenCluster.named("demo").build()),
                omni);
    }
}
