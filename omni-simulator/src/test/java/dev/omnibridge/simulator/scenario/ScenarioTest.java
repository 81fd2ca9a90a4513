package dev.omnibridge.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.SmallCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private final OmniSimulator simulator = OmniSimulator.builder()
            .stepped(Instant.parse("2026-11-20T09:00:00Z"))
            .build()
            .start();
    private final SmallCluster demo = new SmallCluster(simulator);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aShortageEndsFiveMinutesAfterTheFirstClusterWasMade() {
        assertThat(Scenario.SHORTAGE.machinesAtStart(6)).isEqualTo(2);
        List<String> ids = demo.join(2);
        begin(Scenario.SHORTAGE);
        advance(20);
        assertThat(told).as("nobody wants machines yet").isEmpty();

        demo.declare(ids.get(0), ids.get(1));
        advance(4);
        assertThat(simulator.machines().all()).hasSize(2);
        advance(1);

        assertThat(simulator.machines().all()).hasSize(6);
        assertThat(told).containsExactly("the other machines join");
    }

    @Test
    void aWorkerOfTheFirstReadyClusterIsCutOffAndComesBack() {
        List<String> ids = demo.join(2);
        begin(Scenario.UNREACHABLE_MACHINE);
        demo.declare(ids.get(0), ids.get(1));
        advance(20);

        assertThat(told)
                .containsExactly(
                        "machine %s of demo is cut off; Omni notices within five minutes".formatted(ids.get(1)),
                        "machine %s is back".formatted(ids.get(1)));
        assertThat(isConnected(ids.get(1))).isTrue();
    }

    @Test
    void omniShowsTheCutOffMachine() {
        List<String> ids = demo.join(2);
        begin(Scenario.UNREACHABLE_MACHINE);
        demo.declare(ids.get(0), ids.get(1));
        while (told.isEmpty()) {
            advance(1);
        }
        advance(6);

        assertThat(isConnected(ids.get(1))).isFalse();
        assertThat(isConnected(ids.get(0))).isTrue();
    }

    @Test
    void anOutageLetsTheClustersLiveOn() {
        List<String> ids = demo.join(2);
        begin(Scenario.OUTAGE);
        demo.declare(ids.get(0), ids.get(1));
        String endpoint = simulator.endpoint();
        while (told.isEmpty()) {
            advance(1);
        }

        assertThat(told).containsExactly("Omni answers nothing now");
        advance(3);
        assertThat(told).containsExactly("Omni answers nothing now", "Omni answers again");
        assertThat(simulator.endpoint()).isEqualTo(endpoint);
        assertThat(demo.isReady()).isTrue();
    }

    private void begin(Scenario scenario) {
        ScenarioRun.begin(scenario, simulator, () -> demo.join(4), told::add);
    }

    private void advance(int minutes) {
        simulator.world().advance(Duration.ofMinutes(minutes));
    }

    private boolean isConnected(String machine) {
        return simulator
                .store()
                .require(ResourceTypes.MACHINE_STATUSES, machine)
                .spec()
                .getConnected();
    }
}
