package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.leadership.LeaseTimes;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two processes of the operator as it is shipped: one works, and the other goes on where that ends. */
class HandOverStoryTest extends StoryTest {

    /** Long enough for a machine that is busy, short enough to be waited for. */
    private static final LeaseTimes SHORT =
            new LeaseTimes(Duration.ofSeconds(10), Duration.ofSeconds(7), Duration.ofMillis(500));

    private static final Duration SLOW = Duration.ofMinutes(1);
    private static final Duration HAND_OVER = Duration.ofSeconds(5);
    private static final int LEADERSHIP_LOST = 70;

    /** What a JVM ends with whose hooks have run after a SIGTERM. */
    private static final int ASKED_TO_STOP = 143;

    private static final int CLUSTERS = 8;

    private final WriteLog.Mark start = omni.writes().mark();

    HandOverStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void onlyProcesses() {
        operatorStops();
    }

    @Test
    @DisplayName(
            "R66: a leader that is asked to stop finishes its passes, a token that is minted gets into its Secret, and within five seconds the next one leads")
    void cleanStop() {
        OperatorProcess first =
                processStarts("first", LeaseTimes.STANDARD).awaitReady().awaitLeads();
        OperatorProcess second = processStarts("second", LeaseTimes.STANDARD).awaitReady();
        omni.withMachines(1, 0);
        Order minting = omni.simulator().faults().delayNext(1, Calls.of("Kubeconfig"), SLOW);
        story.apply(ClusterFile.of("demo")
                .controlPlanes(1)
                .with("labels: {team: a}")
                .yaml());
        await().atMost(Story.PATIENCE).until(() -> minting.hits() == 1);

        first.isAskedToStop();
        await().atMost(Story.PATIENCE).until(() -> first.log().contains("stopping"));
        assertThat(first.leads()).isTrue();
        minting.lift();
        await().atMost(Story.PATIENCE).until(() -> !first.leads());
        await().atMost(HAND_OVER).until(second::leads);

        assertThat(first.awaitEnd()).isEqualTo(ASKED_TO_STOP);
        assertThat(first.events())
                .allMatch(event -> event.has("time") && event.has("level") && event.has("message"))
                .filteredOn(event -> event.path("operation").asText().equals("create"))
                .anySatisfy(write -> {
                    assertThat(write.path("logger").asText()).isEqualTo("omnibridge.journal");
                    assertThat(write.path("resource").asText()).isEqualTo("Clusters/demo");
                    assertThat(write.path("owner").asText())
                            .isEqualTo(write.path("object").asText());
                    assertThat(write.path("fields")).isNotEmpty();
                    assertThat(write.path("pass").asText()).isNotEmpty();
                });
        story.awaitReady("demo");
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");
        assertThat(story.kubeconfigWorks("demo-kubeconfig")).isTrue();
        assertThat(omni.simulator().issuedTokens()).hasSize(1);
        WriteLog.Mark settled = omni.writes().mark();
        story.apply(ClusterFile.of("demo")
                .controlPlanes(1)
                .with("labels: {team: b}")
                .yaml());
        story.awaitGeneration(
                "demo", story.cluster("demo").orElseThrow().getMetadata().getGeneration());
        story.awaitConnected();
        assertThat(OmniForTests.succeeded(omni.writes().since(settled)))
                .as("the edit, and nothing because of another process")
                .singleElement()
                .satisfies(write -> assertThat(write.id()).isEqualTo("demo"));
        assertThat(omni.writesOf("demo", start))
                .filteredOn(write ->
                        write.rpc() == RecordedWrite.Rpc.CREATE && write.id().equals("demo"))
                .hasSize(1);
    }

    @Test
    @DisplayName("R66: a leader that is killed is replaced within its lease, and what it did not get to is done once")
    void killed() {
        OperatorProcess first = processStarts("first", SHORT).awaitReady().awaitLeads();
        OperatorProcess second = processStarts("second", SHORT).awaitReady();
        story.apply(cluster("demo", "a"));
        story.awaitSynced("demo");
        WriteLog.Mark settled = omni.writes().mark();

        first.isShot();
        story.apply(cluster("demo", "b"));
        second.awaitLeads();
        story.awaitGeneration(
                "demo", story.cluster("demo").orElseThrow().getMetadata().getGeneration());

        assertThat(omni.writesOf("demo", settled)).singleElement().satisfies(edit -> {
            assertThat(edit.rpc()).isEqualTo(RecordedWrite.Rpc.UPDATE);
            assertThat(edit.succeeded()).isTrue();
        });
    }

    @Test
    @DisplayName(
            "R42, R66: a leader that stood still is replaced within its lease; what it sends late fails, it ends at once, and everything is as the next one left it")
    void suspended() {
        ClusterFile file = ClusterFile.of("demo").with("kubeconfig: {enabled: false}");
        OperatorProcess first = processStarts("first", SHORT).awaitReady().awaitLeads();
        OperatorProcess second = processStarts("second", SHORT).awaitReady();
        story.apply(file.with("deletionPolicy: Delete").yaml());
        others().forEach(name -> story.apply(cluster(name, "a")));
        story.awaitSynced("demo");
        others().forEach(story::awaitSynced);
        Order held =
                omni.simulator().faults().delayNext(1, Calls.of("Update").on(ResourceTypes.CLUSTERS, "demo"), SLOW);
        story.deleteCluster("demo");
        await().atMost(Story.PATIENCE).until(() -> held.hits() == 1);
        others().forEach(name -> story.apply(cluster(name, "b")));
        first.isSuspended();

        second.awaitLeads();
        story.apply(file.with("deletionPolicy: Retain").yaml());
        story.awaitGone("demo");
        others().forEach(name -> story.apply(cluster(name, "c")));
        others().forEach(name -> story.awaitGeneration(
                name, story.cluster(name).orElseThrow().getMetadata().getGeneration()));
        List<String> versions = versions();
        WriteLog.Mark done = omni.writes().mark();
        held.lift();
        first.goesOn();

        assertThat(first.awaitEnd()).isEqualTo(LEADERSHIP_LOST);
        assertThat(first.log()).contains("does not lead any more");
        await().atMost(Story.PATIENCE).until(() -> !omni.tried(done).isEmpty());
        assertThat(omni.tried(done)).singleElement().satisfies(late -> {
            assertThat(late.id()).isEqualTo("demo");
            assertThat(late.succeeded()).isFalse();
            assertThat(late.message()).contains("version");
        });
        aPassGoesBy();
        assertThat(versions()).isEqualTo(versions);
        assertThat(second.leads()).isTrue();
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "demo")
                        .isTearingDown())
                .isFalse();
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
    }

    /** Of the objects that both had to do with. */
    private List<String> versions() {
        return others().map(name -> story.cluster(name).orElseThrow().getMetadata())
                .map(metadata -> metadata.getName() + " " + metadata.getResourceVersion())
                .toList();
    }

    private static Stream<String> others() {
        return IntStream.range(0, CLUSTERS).mapToObj(i -> "c" + i);
    }

    private static String cluster(String name, String team) {
        return ClusterFile.of(name)
                .with("kubeconfig: {enabled: false}")
                .with("labels: {team: " + team + "}")
                .yaml();
    }
}
