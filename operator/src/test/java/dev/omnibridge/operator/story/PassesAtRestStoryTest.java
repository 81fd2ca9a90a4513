package dev.omnibridge.operator.story;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Counts passes themselves: one that finds nothing to do neither calls nor writes, and still costs. */
class PassesAtRestStoryTest extends StoryTest {

    /** JOSDK says this when it begins a pass. */
    private static final String BEGINNING = "Executing events for custom resource";

    private final Logger josdk =
            (Logger) LoggerFactory.getLogger("io.javaoperatorsdk.operator.processing.event.EventProcessor");
    private final Passes passes = new Passes();

    PassesAtRestStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    private static final class Passes extends AppenderBase<ILoggingEvent> {

        private final AtomicLong count = new AtomicLong();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getMessage().startsWith(BEGINNING)) {
                count.incrementAndGet();
            }
        }
    }

    @BeforeEach
    void count() {
        passes.start();
        josdk.addAppender(passes);
        josdk.setAdditive(false);
        josdk.setLevel(Level.DEBUG);
    }

    @AfterEach
    void countNoMore() {
        josdk.detachAppender(passes);
        josdk.setAdditive(true);
        josdk.setLevel(null);
    }

    @Test
    @DisplayName("R58: settled objects are passed over no more, and again when something changes")
    void settledObjectsAreNotPassedOver() {
        omni.withMachines(1, 1);
        story.apply(ClusterFile.of("demo").controlPlanes(1).workers(1).yaml());
        story.awaitReady("demo");
        story.awaitMachines("demo-workers", "1/1");
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");

        AtomicLong seen = new AtomicLong();
        await().atMost(Story.PATIENCE)
                .during(Duration.ofSeconds(3))
                .until(() -> passes.count.get() == seen.getAndSet(passes.count.get()));

        long atRest = passes.count.get();
        aPassGoesBy();
        await().until(() -> passes.count.get() > atRest);
    }
}
