package dev.omnibridge.operator.story;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.omni.ChangeRouter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The guard of what the operator costs: counts of calls, requests and passes, whose bounds are the same with few clusters and with many. The many are
 * so many that what is done once for each of them is beyond any bound. What a bound does not name is not done at all: no list, no read.
 */
class CostStoryTest extends StoryTest {

    private static final int FEW = 3;
    private static final int MANY = 15;
    private static final int PROBES = 2;
    private static final Duration REST = Duration.ofSeconds(3);

    /** Longer than they are put off for. Waited for as it is: in fast time one stall of the machine makes minutes, in which more is due. */
    private static final Duration COUNTERS_LATER = ChangeRouter.BETWEEN_COUNTERS.plusSeconds(1);

    /**
     * A cluster with two sets and its kubeconfig, from applied to all Ready: three finalizers, three creations in Omni whose absences three short watches
     * confirm, one token. Statuses follow the machines' stages, and may tell several at once or each: tighten the bounds when they get cheaper.
     */
    private static final Map<String, Long> BRING_UP = Map.ofEntries(
            entry("Omni Create", 3L),
            entry("Omni Kubeconfig", 1L),
            entry("Omni watch Clusters.omni.sidero.dev", 1L),
            entry("Omni watch MachineSets.omni.sidero.dev", 2L),
            entry("API PATCH omniclusters", 1L),
            entry("API PATCH omniclusters/status", 9L),
            entry("API PATCH omnimachinesets", 2L),
            entry("API PATCH omnimachinesets/status", 12L),
            entry("API POST events", 14L),
            entry("API LOOK secrets", 7L),
            entry("API TRY POST secrets", 1L),
            entry("API POST secrets", 1L),
            entry("pass OmniCluster", 12L),
            entry("pass OmniMachineSet", 18L),
            entry("pass OmniConnection", 2L));

    /** A label of a cluster: one write to Omni, its event, the status; the second pass sees in the mirror what the first wrote, as both sets do. */
    private static final Map<String, Long> EDIT = Map.ofEntries(
            entry("Omni Update", 1L),
            entry("API PATCH omniclusters/status", 2L),
            entry("API POST events", 1L),
            entry("API PATCH events", 1L),
            entry("pass OmniCluster", 3L),
            entry("pass OmniMachineSet", 6L));

    /**
     * The counters of the connection follow every ten seconds, however much happened: what is measured may meet those of what came before.
     */
    private static final Map<String, Long> COUNTERS =
            Map.of("API PATCH omniconnections/status", 1L, "pass OmniConnection", 2L);

    /** The update strategy of a set: the same for the set, and its cluster looks. */
    private static final Map<String, Long> SET_EDIT = Map.ofEntries(
            entry("Omni Update", 1L),
            entry("API PATCH omnimachinesets/status", 2L),
            entry("API POST events", 1L),
            entry("API PATCH events", 1L),
            entry("pass OmniCluster", 3L),
            entry("pass OmniMachineSet", 4L));

    /** A machine is lost, or comes back: Omni is asked nothing, as its watches are open; cluster and set tell it, each with an event. */
    private static final Map<String, Long> EVENT = Map.ofEntries(
            entry("API PATCH omniclusters/status", 2L),
            entry("API PATCH omnimachinesets/status", 2L),
            entry("API POST events", 2L),
            entry("API PATCH events", 2L),
            entry("pass OmniCluster", 3L),
            entry("pass OmniMachineSet", 3L));

    private final CostMeter meter = new CostMeter(omni, operator(), time);

    CostStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "what one cluster, one edit and one event cost does not grow with the number of clusters, and rest costs nothing")
    void costsDoNotGrow() {
        assertThat(meter.soFar().of("API LIST omniclusters"))
                .as("reads are counted")
                .isPositive();
        omni.withMachines(MANY + PROBES, MANY + PROBES);
        others(0, FEW);
        costsOfOne("probe-among-few");
        others(FEW, MANY);
        costsOfOne("probe-among-many");

        meter.awaitRest(COUNTERS_LATER);
        assertThat(meter.ofNothing(REST).counts()).as("at rest").isEmpty();
    }

    private void others(int from, int to) {
        IntStream.range(from, to).forEach(i -> story.apply(file("other-" + i).yaml()));
        IntStream.range(from, to).forEach(i -> awaitUp("other-" + i));
        meter.awaitRest();
    }

    private void costsOfOne(String name) {
        String workers = name + "-workers";

        Cost bringUp = meter.of(() -> {
            story.apply(file(name).yaml());
            awaitUp(name);
        });
        requireWithin(bringUp, BRING_UP, "bringing up " + name);

        Cost edit = meter.of(() -> {
            story.apply(file(name).with("labels: {team: a}").cluster());
            story.awaitGeneration(name, 2L);
        });
        assertThat(edit.of("Omni Update")).isOne();
        requireWithin(edit, EDIT, "editing " + name);

        Cost setEdit = meter.of(() -> {
            story.apply(ClusterFile.of(name)
                    .workers(1, "updateStrategy: {type: Rolling, rolling: {maxParallelism: 2}}")
                    .documents()
                    .getLast());
            await().atMost(Story.PATIENCE)
                    .until(() ->
                            story.machineSet(workers).orElseThrow().getStatus().observedGeneration() == 2L);
            story.awaitMachineSet(workers, "Synced", "True", "InSync");
        });
        assertThat(setEdit.of("Omni Update")).isOne();
        requireWithin(setEdit, SET_EDIT, "editing a set of " + name);

        String machine = omni.machineIdsOf(workers).getFirst();
        Cost loss = meter.of(() -> {
            omni.machines().disconnectAtOnce(machine);
            story.awaitMachineSet(workers, "Ready", "False", "MachinesNotReady");
        });
        requireWithin(loss, EVENT, "a lost machine of " + name);

        Cost back = meter.of(() -> {
            omni.machines().connect(machine);
            awaitUp(name);
        });
        requireWithin(back, EVENT, "a machine that is back in " + name);
    }

    private static void requireWithin(Cost cost, Map<String, Long> bounds, String what) {
        var allowed = new HashMap<>(COUNTERS);
        bounds.forEach((counted, most) -> allowed.merge(counted, most, Long::sum));
        assertThat(cost.beyond(allowed))
                .as("%s, which cost %s", what, cost.counts())
                .isEmpty();
    }

    private static ClusterFile file(String name) {
        return ClusterFile.of(name).controlPlanes(1).workers(1);
    }

    private void awaitUp(String name) {
        story.awaitReady(name);
        story.awaitMachines(name + "-workers", "1/1");
        story.awaitCluster(name, "KubeconfigReady", "True", "Issued");
    }
}
