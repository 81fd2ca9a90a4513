package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How objects are found by what they are called in Omni, so that a change there wakes those that wait for it. */
class CachedObjectsTest {

    private final MapCache<OmniCluster> clusters = new MapCache<>();
    private final MapCache<OmniMachineSet> machineSets = new MapCache<>();
    private final CachedObjects objects = new CachedObjects();

    @BeforeEach
    void bind() {
        objects.clusters().bind(clusters);
        objects.machineSets().bind(machineSets);
        clusters.put(GivenCluster.named("demo").build());
        clusters.put(GivenCluster.named("shop")
                .spec(spec -> spec.clusterName("team-a-shop"))
                .build());
    }

    @Test
    void aControlPlaneHasTheNameThatOmniGivesItWhateverItsObjectIsCalled() {
        OmniMachineSet set =
                GivenMachineSet.named("brains", "demo").controlPlane().build();
        machineSets.put(set);

        assertThat(objects.machineSetsWithId("demo-control-planes")).containsExactly(set);
        assertThat(objects.machineSetsWithId("demo-brains")).isEmpty();
    }

    @Test
    void aNameInTheSpecGoesBeforeThatOfTheObject() {
        OmniMachineSet set = GivenMachineSet.named("demo-big", "demo")
                .spec(spec -> spec.name("workers"))
                .build();
        machineSets.put(set);

        assertThat(objects.machineSetsWithId("demo-workers")).containsExactly(set);
    }

    @Test
    void aSetOfAClusterThatIsCalledOtherwiseInOmniIsFoundByThatName() {
        OmniMachineSet set = GivenMachineSet.named("shop-workers", "shop").build();
        machineSets.put(set);

        assertThat(objects.machineSetsWithId("team-a-shop-workers")).containsExactly(set);
        assertThat(objects.machineSetsWithId("team-a-shop-others")).isEmpty();
    }

    @Test
    void aSetWhoseIdIsInItsStatusIsFoundByThat() {
        OmniMachineSet set = GivenMachineSet.named("shop-workers", "shop")
                .reported("old-shop-workers", "workers")
                .build();
        machineSets.put(set);

        assertThat(objects.machineSetsWithId("old-shop-workers")).containsExactly(set);
    }
}
