package dev.omnibridge.simulator.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which events of a recording are taken for acts of a user, and done again. */
class ActsTest {

    private static final String SET_BY_CLASS = """
            10:00:00.000 CREA Clusters demo v1 | kubernetes_version=1.35.6; talos_version=1.13.7
            10:00:00.200 CREA MachineClasses pool v1 | match_labels=["omni.sidero.dev/arch = amd64"]
            10:00:01.000 CREA MachineSets demo-pool v1 | machine_allocation.name=pool; machine_allocation.machine_count=1; labels=cluster=demo,role-worker
            10:00:10.000 CREA ClusterMachines 1000 v1 | labels=cluster=demo
            10:00:10.000 CREA ClusterMachines 1001 v1 | labels=cluster=demo
            """;

    @Test
    @DisplayName("a node of a class that nobody but a user can have torn down is torn down, and replaced")
    void aUserRemovesANodeOfAClass() {
        List<String> nodes = nodes("10:00:20.000 UPDA MachineSetNodes 1000 v3 | PHASE tearingDown\n");

        assertThat(nodes).containsExactly("CREA 1000", "DEST 1000", "CREA 1001");
    }

    @Test
    @DisplayName("a node that its set has too much is left to the controller of the class")
    void aControllerRemovesANode() {
        List<String> nodes = nodes("""
                10:00:20.000 UPDA MachineSets demo-pool v9 | machine_allocation.machine_count: 1 -> 0
                10:00:20.100 UPDA MachineSetNodes 1000 v3 | PHASE tearingDown
                """);

        assertThat(nodes).containsExactly("CREA 1000", "DEST 1000");
    }

    @Test
    @DisplayName("a machine that was cut off is cut off, and comes back when it did")
    void aMachineIsCutOff() {
        var recording = Recording.parse("connection", SET_BY_CLASS + """
                10:00:20.000 UPDA Machines 1000 v8 | connected: True -> False
                10:00:30.000 UPDA Machines 1000 v9 | connected: False -> True
                """);
        List<String> seen = new Rehearsal(List.of(recording))
                .run().getFirst().events().stream()
                        .filter(event -> event.kind().equals("Machines") && event.verb() == Event.Verb.UPDA)
                        .flatMap(event -> event.changes().stream())
                        .filter(change -> change.facet().equals("connected"))
                        .map(Change::after)
                        .toList();

        assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    }

    /** What comes and goes of nodes. */
    private static List<String> nodes(String acts) {
        Recording recording = Recording.parse("class", SET_BY_CLASS + acts);
        return new Rehearsal(List.of(recording))
                .run().getFirst().events().stream()
                        .filter(event -> event.kind().equals("MachineSetNodes"))
                        .filter(event -> event.verb() != Event.Verb.UPDA)
                        .map(event -> event.verb() + " " + event.id())
                        .toList();
    }
}
