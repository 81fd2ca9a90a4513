package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster is built once, in the shape that its file says. */
class CreationStoryTest extends StoryTest {

    CreationStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "0, 2, 1", "1, 0, 2", "1, 2, 0", "2, 0, 1", "2, 1, 0"})
    @DisplayName(
            "R63: cluster and sets applied in any order are each made once, the cluster first, and nothing is put right afterwards")
    void anyOrderBuildsTheSame(int first, int second, int third) {
        omni.withMachines(1, 2);
        List<String> names = List.of("demo", "demo-control-planes", "demo-workers");
        List<String> documents =
                ClusterFile.of("demo").controlPlanes(1).workers(2).documents();
        WriteLog.Mark start = omni.writes().mark();

        for (int index : List.of(first, second, third)) {
            story.apply(documents.get(index));
            story.awaitAnswered(names.get(index));
        }
        story.awaitReady("demo");
        story.awaitMachines("demo-workers", "2/2");

        assertThat(omni.tried(start)).allMatch(write -> write.rpc() == RecordedWrite.Rpc.CREATE);
        assertThat(omni.tried(start))
                .extracting(RecordedWrite::id)
                .startsWith("demo")
                .containsExactlyInAnyOrderElementsOf(names);
    }
}
