package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.omni.VirtualTime;
import dev.omnibridge.operator.reconcile.StatusWriter;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is passed over again because of something else. */
class WakesTest {

    private final MapCache<OmniCluster> clusters = new MapCache<>();
    private final MapCache<OmniMachineSet> machineSets = new MapCache<>();
    private final Set<String> woken = new TreeSet<>();
    private final CachedObjects objects = new CachedObjects();
    private final VirtualTime time = new VirtualTime();
    private final StatusGuard statuses = new StatusGuard(new AcceptingStatuses(), time);
    private final Wakes wakes =
            new Wakes(objects, new Wakes.Ends(cluster -> {}, machineSet -> {}, connection -> {}), statuses);

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

    @Test
    void aStatusThatAnotherProcessWroteGetsOnePassALittleLater() {
        OmniCluster before = at("10", "ours");
        OmniCluster after = at("11", "another's");
        clusters.put(after);

        wakes.clusters().onResourceUpdated(after, before);
        assertThat(woken).isEmpty();
        time.pass(StatusGuard.PACE);

        assertThat(woken).containsExactly("cluster demo");
    }

    @Test
    void aStatusOfOurOwnIsNoNews() {
        OmniCluster before = at("10", "older");
        OmniCluster after = at("11", "ours");
        clusters.put(after);

        // its event comes before the answer
        wakes.clusters().onResourceUpdated(after, before);
        statuses.write(before, after.getStatus());
        time.pass(StatusGuard.PACE);

        assertThat(woken).isEmpty();
    }

    @Test
    void twoProcessesThatWriteOverEachOtherDoSoNoFasterThanThePace() {
        OmniCluster ours = at("10", "ours");
        clusters.put(ours);
        AtomicInteger passes = new AtomicInteger();
        wakes.clusters().setEventHandler(event -> passes.incrementAndGet());
        for (int second = 0; second < 300; second++) {
            wakes.clusters().onResourceUpdated(at(String.valueOf(second + 11), "another's " + second), ours);
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(passes).hasValueBetween(8, 10);
    }

    private static OmniCluster at(String version, String clusterName) {
        OmniCluster cluster = GivenCluster.named("demo")
                .status(s -> s.clusterName(clusterName))
                .build();
        cluster.getMetadata().setResourceVersion(version);
        return cluster;
    }

    /** Writes that all succeed, each giving the next version. */
    private static final class AcceptingStatuses implements StatusWriter {
        @Override
        public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
            return Optional.of(
                    String.valueOf(Long.parseLong(object.getMetadata().getResourceVersion()) + 1));
        }
    }

    private void listen(WakeSource<?> source, String prefix) {
        source.setEventHandler(event -> woken.add(prefix + name(event.getRelatedCustomResourceID())));
        source.start();
    }

    private static String name(ResourceID id) {
        return id.getName();
    }
}
