package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.simulator.kind.MetricsKinds.CLUSTER_METRICS;
import static dev.omnibridge.simulator.kind.MetricsKinds.CLUSTER_STATUS_METRICS;
import static dev.omnibridge.simulator.kind.MetricsKinds.ID;
import static dev.omnibridge.simulator.kind.MetricsKinds.MACHINE_STATUS_METRICS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec.Features;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec.Phase;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The counts that Omni keeps for its web interface (from its sources). */
class MetricsTest {

    private final Scene scene = new Scene(MachineSpeeds.emulator());

    @Test
    @DisplayName("features, phases and machines are counted, and what nobody has is told with 0")
    void counts() {
        scene.world.runUntilIdle();
        assertThat(scene.spec(MACHINE_STATUS_METRICS, ID).getRegisteredMachinesCount())
                .isZero();

        List<String> ids = scene.join(3);
        scene.readyCluster(ids.getFirst(), List.of(ids.getLast()));
        scene.editCluster(spec -> spec.setFeatures(Features.newBuilder().setEnableWorkloadProxy(true)));
        scene.machines.disconnectAtOnce(ids.get(1));
        scene.settle();

        var machines = scene.spec(MACHINE_STATUS_METRICS, ID);
        assertThat(machines.getRegisteredMachinesCount()).isEqualTo(3);
        assertThat(machines.getConnectedMachinesCount()).isEqualTo(2);
        assertThat(machines.getAllocatedMachinesCount()).isEqualTo(2);
        assertThat(machines.getPlatformsMap())
                .hasSize(18)
                .containsEntry("metal", 3)
                .containsEntry("aws", 0);
        assertThat(machines.getUkiStatusMap()).containsEntry("unknown", 3).containsEntry("true", 0);
        assertThat(scene.spec(CLUSTER_METRICS, ID).getFeaturesMap())
                .hasSize(5)
                .containsEntry("workload_proxy", 1)
                .containsEntry("disk_encryption", 0);
        assertThat(scene.spec(CLUSTER_STATUS_METRICS, ID).getPhasesMap()).containsOnlyKeys(Phase.RUNNING_VALUE);
        assertThat(scene.store.require(CLUSTER_STATUS_METRICS, ID).owner()).isEqualTo("ClusterStatusMetricsController");
    }

    @Test
    @DisplayName("what is counted is counted again after ten seconds, not at each change")
    void pause() {
        scene.world.runUntilIdle();
        scene.join(1);
        assertThat(scene.spec(MACHINE_STATUS_METRICS, ID).getRegisteredMachinesCount())
                .isZero();

        scene.world.advance(Duration.ofSeconds(10));
        assertThat(scene.spec(MACHINE_STATUS_METRICS, ID).getRegisteredMachinesCount())
                .isEqualTo(1);
    }
}
