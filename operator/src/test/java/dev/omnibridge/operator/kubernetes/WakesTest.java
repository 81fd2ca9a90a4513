package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is passed over again because of something else. */
class WakesTest {

    private final MapCache<OmniCluster> clusters = new MapCache<>();
    private final MapCache<OmniMachineSet> machineSets = new MapCache<>();
    private final Set<String> woken = new TreeSet<>();
    private final CachedObjects objects = new CachedObjects();
    private final Wakes wakes = new Wakes(objects, new Wakes.Ends(cluster -> {}, machineSet -> {}, connection -> {}));

    @BeforeEach
    void bind() {
        objects.clusters().bind(clusters);
        objects.machineSets().bind(machineSets);
        listen(wakes.clusters(), "cluster ");
        listen(wakes.machineSets(), "set ");
    }

    @Test
    void whatHappensToAConnectionConcernsClustersTheirSetsAndSetsWhoseClusterIsNotThere() {
        clusters.put(GivenCluster.named("demo").build());
        machineSets.put(GivenMachineSet.named("demo-workers", "demo").build());
        machineSets.put(GivenMachineSet.named("early", "not-applied-yet").build());

        wakes.usersOf("default");

        assertThat(woken).containsExactly("cluster demo", "set demo-workers", "set early");
    }

    @Test
    void whoeverWaitedForANameIsWokenWhenItIsGivenUp() {
        OmniCluster before =
                GivenCluster.named("first").spec(s -> s.clusterName("shared")).build();
        OmniCluster after = GivenCluster.named("first")
                .spec(s -> s.clusterName("other"))
                .metadata(m -> m.generation(2))
                .build();
        clusters.put(after);
        clusters.put(GivenCluster.named("second")
                .spec(s -> s.clusterName("shared"))
                .metadata(m -> m.uid("b"))
                .build());

        wakes.clusters().onResourceUpdated(after, before);

        assertThat(woken).containsExactly("cluster second");
    }

    @Test
    void setsOfTheSameClusterAreWokenWhenOneGivesUpItsName() {
        OmniMachineSet gone =
                GivenMachineSet.named("first", "demo").metadata(m -> m.uid("a")).build();
        machineSets.put(GivenMachineSet.named("second", "demo")
                .metadata(m -> m.uid("b"))
                .build());
        machineSets.put(GivenMachineSet.named("third", "other")
                .metadata(m -> m.uid("c"))
                .build());

        wakes.machineSets().onResourceDeleted(gone);

        assertThat(woken).containsExactly("set second");
    }

    private void listen(WakeSource<?> source, String prefix) {
        source.setEventHandler(event -> woken.add(prefix + name(event.getRelatedCustomResourceID())));
        source.start();
    }

    private static String name(ResourceID id) {
        return id.getName();
    }
}
