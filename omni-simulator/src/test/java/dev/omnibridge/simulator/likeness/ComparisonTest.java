package dev.omnibridge.simulator.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The comparer finds what differs, says it in plain words, and lets pass no more than what is tolerated. */
class ComparisonTest {

    private static final String SCALE_DOWN = "03-scale-down";
    private static final String LOCK = "05-lock-patch-unlock";

    @Test
    @DisplayName("a recording is like itself")
    void likeItself() {
        assertThat(compare(SCALE_DOWN, events -> events).words())
                .isEqualTo("03-scale-down.txt: 36 events of 9 resources, 0 writes merged or split, no difference");
    }

    @Test
    @DisplayName("a transition that is left out is told with what went before it")
    void missingTransition() {
        Comparison comparison =
                compare(SCALE_DOWN, events -> without(events, "ClusterMachineStatuses 1003", "BEFORE_DESTROY"));

        assertThat(comparison.differences()).hasSize(1);
        assertThat(comparison.words())
                .contains("1 differences")
                .contains("ClusterMachineStatuses 1003, as its first event")
                .contains("expected: is updated (stage: \"RUNNING\" -> \"BEFORE_DESTROY\")")
                .contains("came:     is updated (stage: \"BEFORE_DESTROY\" -> \"DESTROYING\")");
    }

    @Test
    @DisplayName("a finalizer that stays, a label with another value and a wrong count are differences")
    void otherDifferences() {
        assertThat(compare(SCALE_DOWN, events -> without(events, "ClusterMachines 1003", "ClusterMachineController"))
                        .words())
                .contains("among its finalizers")
                .contains("[-finalizer ClusterMachineController]");
        assertThat(compare(SCALE_DOWN, text -> text.replace("+lab available=", "+lab evicted="))
                        .words())
                .contains("label evicted");
        assertThat(compare(SCALE_DOWN, text -> text.replace("machines.healthy: 4 -> 3", "machines.healthy: 4 -> 2"))
                        .words())
                .contains("in what is counted")
                .contains("machines.healthy=[4, 2]");
    }

    @Test
    @DisplayName("flapping that is left out is not taken for merged writes")
    void flappingIsNotMerged() {
        Comparison comparison = compare(
                LOCK,
                events -> without(
                        without(events, "MachineSetStatuses demo-control-planes v13", ""),
                        "MachineSetStatuses demo-control-planes v14",
                        ""));

        assertThat(comparison.isEqual()).isFalse();
        assertThat(comparison.words()).contains("MachineSetStatuses demo-control-planes");
    }

    @Test
    @DisplayName("one write for two changes is tolerated and counted")
    void mergedWrites() {
        String separate = """
                10:00:00.000 UPDA ClusterMachineStatuses 1000 v2 | stage: REBOOTING -> RUNNING
                10:00:00.010 UPDA ClusterMachineStatuses 1000 v3 | ready: False -> True
                """;
        String merged =
                "10:00:00.000 UPDA ClusterMachineStatuses 1000 v2 | ready: False -> True; stage: REBOOTING -> RUNNING\n";

        Comparison comparison = compare(Recording.parse("two", separate), Recording.parse("one", merged));

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.merged()).isEqualTo(1);
    }

    @Test
    @DisplayName("a value that stood for less than a look may be missed, one that stood longer may not")
    void moments() {
        Recording dip = Recording.parse("dip", """
                10:00:00.000 UPDA MachineSetStatuses demo-workers v2 | machines.healthy: 0 -> 2
                10:00:01.000 UPDA MachineSetStatuses demo-workers v3 | ready: True -> False; machines.healthy: 2 -> 1
                10:00:01.020 UPDA MachineSetStatuses demo-workers v4 | ready: False -> True; machines.healthy: 1 -> 2
                10:00:02.000 UPDA MachineSetStatuses demo-workers v5 | phase: Running -> Upgrading
                """);
        Recording none = Recording.parse("none", """
                10:00:00.000 UPDA MachineSetStatuses demo-workers v2 | machines.healthy: 0 -> 2
                10:00:02.000 UPDA MachineSetStatuses demo-workers v3 | phase: Running -> Upgrading
                """);

        Cast cast = Cast.of(List.of(dip));
        assertThat(Comparison.of(dip, none, cast, Duration.ofMillis(30)).isEqual())
                .isTrue();
        assertThat(Comparison.of(none, dip, cast, Duration.ofMillis(30)).isEqual())
                .isTrue();
        assertThat(Comparison.of(dip, none, cast, Duration.ofMillis(20)).isEqual())
                .isFalse();
    }

    @Test
    @DisplayName("an effect before its cause is a difference")
    void effectBeforeCause() {
        String recorded = """
                10:00:00.000 CREA MachineSetNodes 1000 v1 | labels=cluster=demo
                10:00:00.010 CREA ClusterMachines 1000 v1 | labels=cluster=demo
                """;
        String reversed = """
                10:00:00.000 CREA ClusterMachines 1000 v1 | labels=cluster=demo
                10:00:00.010 CREA MachineSetNodes 1000 v1 | labels=cluster=demo
                """;

        assertThat(compare(Recording.parse("right", recorded), Recording.parse("wrong", reversed))
                        .words())
                .contains("MachineSetNodes created before ClusterMachines created");
    }

    @Test
    @DisplayName("a cluster is ready again also because the set is gone that was not")
    void anotherCause() {
        String recorded = """
                10:00:00.000 UPDA MachineSetStatuses demo-workers v2 | ready: False -> True
                10:00:00.010 UPDA ClusterStatuses demo v2 | ready: False -> True
                10:00:01.000 UPDA ClusterStatuses demo v3 | ready: True -> False
                %s10:00:02.010 UPDA ClusterStatuses demo v4 | ready: False -> True
                """;
        Recording gone =
                Recording.parse("gone", recorded.formatted("10:00:02.000 DEST MachineSetStatuses demo-pool v9 | \n"));
        Recording nothing = Recording.parse("nothing", recorded.formatted(""));

        assertThat(compare(gone, gone).isEqual()).isTrue();
        assertThat(compare(nothing, nothing).words())
                .contains("MachineSetStatuses ready=True before ClusterStatuses ready=True");
    }

    @Test
    @DisplayName("a text without events is refused with an example of a line")
    void noRecording() {
        assertThatThrownBy(() -> Recording.parse("notes", "nothing\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no event in notes")
                .hasMessageContaining("10:01:02.554 UPDA MachineSetNodes 1003 v2 | +fin MachineSetStatusController");
    }

    private static Comparison compare(String name, UnaryOperator<String> change) {
        Recording recorded = Recordings.recorded(name);
        return compare(recorded, Recording.parse("changed", change.apply(recorded.text())));
    }

    private static Comparison compare(Recording recorded, Recording came) {
        return Comparison.of(recorded, came, Cast.of(List.of(recorded)));
    }

    /** The text without the lines of a resource that contain something. */
    private static String without(String text, String resource, String part) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        assertThat(lines.removeIf(
                        line -> line.contains(resource) && line.contains(part) && !line.contains("BEFORE_DESTROY -> ")))
                .isTrue();
        return String.join("\n", lines) + "\n";
    }
}
