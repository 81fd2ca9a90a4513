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

    private void listen(WakeSource<?> source, String prefix) {
        source.setEventHandler(event -> woken.add(prefix + name(event.getRelatedCustomResourceID())));
        source.start();
    }

    private static String name(ResourceID id) {
        return id.getName();
    }
}
