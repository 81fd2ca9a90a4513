package dev.omnibridge.simulator.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    @Test
    @DisplayName("two worlds with the same seed and the same declarations have exactly the same events")
    void sameSeedSameEvents() {
        List<String> first = run();

        assertThat(first).hasSizeGreaterThan(500).isEqualTo(run());
    }

    private static List<String> run() {
        Scene scene = new Scene(MachineSpeeds.seconds());
        scene.join(6);
        scene.machineClass("any", "omni.sidero.dev/arch = amd64");
        scene.cluster("demo");
        scene.classSet("demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE, "any", 3);
        scene.classSet("demo-workers", OmniKeys.ROLE_WORKER, "any", 3);
        scene.settle();
        scene.patch("200-all", OmniKeys.CLUSTER, "demo", "machine: {sysctls: {a: b}}");
        scene.settle();
        scene.tearDown(ResourceTypes.CLUSTERS, "demo");
        scene.settle();
        return scene.timeline.lines();
    }
}
