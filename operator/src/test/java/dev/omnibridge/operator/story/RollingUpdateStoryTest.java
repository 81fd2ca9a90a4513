package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.leadership.LeaseTimes;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator is replaced by another version of itself while people go on working. */
class RollingUpdateStoryTest extends StoryTest {

    private static final List<String> CLUSTERS =
            IntStream.range(0, 12).mapToObj(i -> "c" + i).toList();

    /** A hand-over, and a first pass over everything. */
    private static final Duration GAP = Duration.ofSeconds(15);

    private final WriteLog.Mark start = omni.writes().mark();

    RollingUpdateStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R66: while both pods are replaced, clusters that are made and edited reach Omni within seconds, each in one write for each edit")
    void bothPodsAreReplaced() {
        operatorStops();
        OperatorProcess first =
                processStarts("old-1", LeaseTimes.STANDARD).awaitReady().awaitLeads();
        OperatorProcess second = processStarts("old-2", LeaseTimes.STANDARD).awaitReady();
        OperatorProcess third = processStarts("new-1", LeaseTimes.STANDARD);
        CLUSTERS.subList(0, 4).forEach(name -> apply(name, "a"));
        third.awaitReady();

        CLUSTERS.subList(4, 8).forEach(name -> apply(name, "a"));
        first.isAskedToStop();
        CLUSTERS.subList(8, 12).forEach(name -> apply(name, "a"));
        CLUSTERS.subList(0, 4).forEach(name -> apply(name, "b"));
        CLUSTERS.forEach(this::awaitInTime);
        first.awaitEnd();
        assertThat(second.leads() || third.leads()).isTrue();

        CLUSTERS.subList(4, 8).forEach(name -> apply(name, "b"));
        second.isAskedToStop();
        CLUSTERS.subList(8, 12).forEach(name -> apply(name, "b"));
        CLUSTERS.forEach(this::awaitInTime);
        second.awaitEnd();
        third.awaitLeads();

        story.awaitConnected();
        assertThat(omni.tried(start)).allSatisfy(write -> {
            assertThat(write.succeeded()).as(write.toString()).isTrue();
            assertThat(write.changes()).as(write.toString()).isNotEmpty();
        });
        CLUSTERS.forEach(name -> {
            List<RecordedWrite> writes = omni.writesOf(name, start);
            assertThat(writes.getFirst().rpc()).isEqualTo(RecordedWrite.Rpc.CREATE);
            // none, where both files were there before the first pass
            assertThat(writes.stream().skip(1))
                    .as(name)
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(edit -> assertThat(edit.rpc()).isEqualTo(RecordedWrite.Rpc.UPDATE));
        });
    }

    private void awaitInTime(String name) {
        await().atMost(GAP)
                .untilAsserted(() -> assertThat(story.cluster(name).orElseThrow())
                        .satisfies(cluster -> assertThat(cluster.getStatus()).isNotNull())
                        .satisfies(cluster -> assertThat(cluster.getStatus().observedGeneration())
                                .isEqualTo(cluster.getMetadata().getGeneration())));
        story.awaitSynced(name);
    }

    private void apply(String name, String team) {
        story.apply(ClusterFile.of(name)
                .with("kubeconfig: {enabled: false}")
                .with("labels: {team: " + team + "}")
                .yaml());
    }
}
