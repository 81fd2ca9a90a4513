package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.Rollout;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Another version of the operator takes over seven clusters, and wants of each and of its set what no machine notices. Two clusters in ten minutes are
 * allowed.
 */
class RolloutStoryTest extends StoryTest {

    private static final List<String> CLUSTERS =
            IntStream.range(0, 7).mapToObj(i -> "c" + i).toList();
    private static final String PARALLELISM = "updateStrategy: {type: Rolling, rolling: {maxParallelism: 2}}";

    RolloutStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R57: it goes out cluster by cluster as the budget allows, over an end between reservation and write; the others tell when and how, and go by themselves")
    void clusterByCluster() {
        allow("{clusters: 2, window: 10m}");
        CLUSTERS.forEach(name -> story.apply(file(name).yaml()));
        CLUSTERS.forEach(name -> {
            story.awaitSynced(name);
            story.awaitMachineSet(name + "-workers", "Synced", "True", "InSync");
        });
        operatorStops();
        CLUSTERS.forEach(this::asTheVersionBeforeMadeIt);
        WriteLog.Mark upgraded = omni.writes().mark();

        Order noWrites = omni.simulator().faults().refuse(Calls.of("Update"), Status.Code.INTERNAL);
        operatorStarts();
        await().atMost(Story.PATIENCE).until(() -> reserved().size() == 2 && noWrites.hits() > 0);
        operatorStops();
        assertThat(changed(upgraded)).isEmpty();
        Set<String> first = reserved();
        noWrites.lift();
        operatorStarts();
        await().atMost(Story.PATIENCE).until(() -> areWhole(upgraded, first));

        waiting(first).forEach(name -> story.awaitCluster(name, "Ready", "False", "OperatorChanged"));
        restart();
        waiting(first).forEach(name -> {
            story.awaitCluster(name, "Synced", "False", "OperatorChanged");
            story.awaitMachineSet(name + "-workers", "Synced", "False", "OperatorChanged");
        });
        time.pass(Duration.ofMinutes(8));
        assertThat(changed(upgraded)).isEqualTo(first);

        time.pass(Duration.ofMinutes(2));
        await().atMost(Story.PATIENCE).until(() -> changed(upgraded).size() == 4);
        aPassGoesBy();
        assertThat(changed(upgraded)).hasSize(4);

        String asked = waiting(changed(upgraded)).getFirst();
        var object = story.cluster(asked).orElseThrow();
        assertThat(object.getStatus().awaitingApproval()).startsWith("rollout:" + asked + ":");
        story.approve(object, object.getStatus().awaitingApproval());
        story.awaitSynced(asked);
        assertThat(changed(upgraded)).hasSize(5).contains(asked);

        time.pass(Duration.ofMinutes(11));
        CLUSTERS.forEach(story::awaitSynced);
        CLUSTERS.forEach(name -> story.awaitMachineSet(name + "-workers", "Synced", "True", "InSync"));
        assertThat(updates(upgraded)).as("one for each cluster and each set").hasSize(2 * CLUSTERS.size());
    }

    private static ClusterFile file(String name) {
        return ClusterFile.of(name)
                .with("kubeconfig: {enabled: false}")
                .with("labels: {team: a}")
                .workers(0, PARALLELISM);
    }

    private void allow(String budget) {
        story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"disruptionBudget\":%s}}"
                                .formatted(budget.replaceAll("(\\w+): (\\w+)", "\"$1\": \"$2\"")
                                        .replace("\"2\"", "2")));
    }

    /** From the same specs it wrote the label in capitals, and updated one machine at a time. */
    private void asTheVersionBeforeMadeIt(String name) {
        ui.edit(
                ResourceTypes.CLUSTERS,
                name,
                cluster -> remembering(cluster.withLabel("team", "A"), "spec.labels[team]", "a", "A"));
        ui.edit(ResourceTypes.MACHINE_SETS, name + "-workers", set -> {
            MachineSetSpec.Builder spec = set.spec().toBuilder();
            spec.getUpdateStrategyConfigBuilder().getRollingBuilder().setMaxParallelism(1);
            return remembering(set.withSpec(spec.build()), "spec.updateStrategy.rolling.maxParallelism", "2", "1");
        });
    }

    private static <S extends com.google.protobuf.Message> Resource<S> remembering(
            Resource<S> resource, String path, String now, String then) {
        String memory = resource.annotation(ClaimKeys.APPLIED).orElseThrow();
        String before = memory.replace("\"%s\":\"%s\"".formatted(path, now), "\"%s\":\"%s\"".formatted(path, then));
        assertThat(before).isNotEqualTo(memory);
        return resource.withAnnotation(ClaimKeys.APPLIED, before);
    }

    /** Clusters that the connection's status holds. */
    private Set<String> reserved() {
        var status = story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get()
                .getStatus();
        return status.rollouts() == null
                ? Set.of()
                : status.rollouts().stream().map(Rollout::cluster).collect(Collectors.toSet());
    }

    private List<RecordedWrite> updates(WriteLog.Mark since) {
        return CLUSTERS.stream()
                .flatMap(name -> omni.writesOf(name, since).stream())
                .toList();
    }

    /** Clusters of which something was changed. */
    private Set<String> changed(WriteLog.Mark since) {
        return updates(since).stream().map(write -> write.id().split("-")[0]).collect(Collectors.toSet());
    }

    /** Whether exactly these were changed, each with its set. */
    private boolean areWhole(WriteLog.Mark since, Set<String> names) {
        return changed(since).equals(names) && updates(since).size() == 2 * names.size();
    }

    private static List<String> waiting(Set<String> changed) {
        return CLUSTERS.stream().filter(name -> !changed.contains(name)).toList();
    }
}
