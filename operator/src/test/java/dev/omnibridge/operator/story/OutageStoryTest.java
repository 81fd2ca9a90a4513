package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.CallCounts;
import dev.omnibridge.simulator.log.WriteLog;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An Omni that refuses everything for a while: it is left in peace, and what was asked for meanwhile is done soon after its return. */
class OutageStoryTest extends StoryTest {

    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final long MOST_ATTEMPTS = 10 * OUTAGE.toMinutes();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long ATTEMPTS_OF_A_CHECK = 2;
    private static final String EDITED = "edited";

    OutageStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "ten minutes without Omni cost less than ten calls a minute, and an edit of that time is in Omni half a minute after them")
    void anOutageOfTenMinutes() {
        ClusterFile file = ClusterFile.of("demo").with("kubeconfig: {enabled: false}");
        story.apply(file.yaml());
        story.awaitSynced("demo");
        WriteLog.Mark before = omni.writes().mark();

        Order outage = goesAway();
        story.apply(file.with("labels: {%s: \"yes\"}".formatted(EDITED)).yaml());
        time.pass(OUTAGE);
        CallCounts attempts = omni.writes().since(before).calls();
        assertThat(attempts.all()).as("%s", attempts).isLessThan(MOST_ATTEMPTS);

        outage.lift();
        await().atMost(SOON).until(this::isEdited);
        story.awaitSynced("demo");
    }

    @Test
    @DisplayName(
            "an edit that fails because Omni is away for a moment does not wait for its own next turn, but for Omni")
    void aShortOutage() {
        ClusterFile file = ClusterFile.of("demo").with("kubeconfig: {enabled: false}");
        story.apply(file.yaml());
        story.awaitSynced("demo");

        Order outage = goesAway();
        story.apply(file.with("labels: {%s: \"yes\"}".formatted(EDITED)).yaml());
        time.pass(Duration.ofSeconds(80));

        outage.lift();
        await().atMost(SOON).until(this::isEdited);
    }

    /** Goes away, and waits until the operator's first check has failed: fast time is too fast for what goes over the wire. */
    private Order goesAway() {
        WriteLog.Mark before = omni.writes().mark();
        Order outage = omni.simulator().faults().refuse(Calls.any(), Status.Code.UNAVAILABLE);
        omni.simulator().faults().dropWatches();
        await().until(() -> omni.writes().since(before).calls().of("Get") >= ATTEMPTS_OF_A_CHECK);
        return outage;
    }

    private boolean isEdited() {
        return omni.simulator().store().require(ResourceTypes.CLUSTERS, "demo").hasLabel(EDITED);
    }
}
