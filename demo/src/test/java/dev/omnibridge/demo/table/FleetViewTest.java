package dev.omnibridge.demo.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FleetViewTest {
    private static final Fleet FLEET = new Fleet(
            List.of(Objects.connection("""
                    metadata: {name: default, generation: 1}
                    status:
                      observedGeneration: 1
                      machines: {total: 12, connected: 11, available: 3, allocated: 9}
                      conditions: [{type: Ready, status: "True", reason: Ready, message: fine}]
                    """)),
            List.of(Objects.cluster("""
                    metadata: {name: demo, namespace: team-a, generation: 2}
                    status:
                      observedGeneration: 2
                      machines: {summary: 1/2}
                      talos: {version: 1.13.7, target: 1.13.8}
                      kubernetes: {version: 1.35.6}
                      conditions:
                        - {type: Ready, status: "False", reason: ScalingUp, message: 1 of 2 machines ready}
                    """)),
            List.of(Objects.set("""
                    metadata: {name: demo-workers, namespace: team-a, generation: 1}
                    spec: {clusterRef: {name: demo}}
                    status:
                      observedGeneration: 1
                      machines: {summary: 1/1}
                      machineList:
                        - {id: 11111111-aaaa, node: talos-abc, stage: Running, ready: true, connected: true, talos: 1.13.8}
                        - {id: 22222222-bbbb, stage: Running, ready: false, connected: false}
                      conditions: [{type: Ready, status: "True", reason: Ready, message: fine}]
                    """), Objects.set("""
                    metadata: {name: stray, namespace: team-a, generation: 1}
                    spec: {clusterRef: {name: gone}}
                    """)));

    @Test
    void showsClustersWithTheirSetsAndMachinesThenTheAccountAndWhatIsNotReady() {
        assertThat(new FleetView(100, 40, false).lines(FLEET))
                .containsExactly("""
                NAME             READY  STATUS        MACHINES  TALOS          KUBERNETES
                team-a/demo      False  ScalingUp     1/2       1.13.7>1.13.8  1.35.6
                └─ demo-workers  True   Ready         1/1
                   ├─ talos-abc  True   Running                 1.13.8
                   └─ 22222222   False  Disconnected
                team-a/stray
                connection default: Ready; 12 machines, 11 connected, 9 in clusters, 3 free
                OmniCluster team-a/demo: 1 of 2 machines ready""".lines().toArray(String[]::new));
    }

    @Test
    void leavesMachinesOutWhereTheLinesWouldNotFit() {
        assertThat(new FleetView(100, 7, false).lines(FLEET))
                .noneMatch(line -> line.contains("talos-abc"))
                .anyMatch(line -> line.contains("demo-workers"));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(new FleetView(40, 40, false).lines(FLEET))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void coloursOnlyWhatIsReadyOrNot() {
        assertThat(new FleetView(100, 40, true).lines(FLEET))
                .contains("team-a/demo      \033[33mFalse\033[0m  ScalingUp     1/2       1.13.7>1.13.8  1.35.6");
    }
}
