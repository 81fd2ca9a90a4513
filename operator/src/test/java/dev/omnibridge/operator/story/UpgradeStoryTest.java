package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.HeldChange;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.WriteLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Omni is asked before Kubernetes of a living cluster goes to another version. */
class UpgradeStoryTest extends StoryTest {

    private static final String CHECKS = "KubernetesUpgradePreChecks";

    UpgradeStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "A Kubernetes version that Omni's checks refuse is not written, the rest of the edit is, and it goes out once they agree")
    void aRefusedUpgradeIsHeldAlone() {
        omni.withMachines(1, 0);
        ClusterFile file = ClusterFile.of("demo").controlPlanes(1);
        story.apply(file.yaml());
        story.awaitReady("demo");
        assertThat(omni.writes().calls().of(CHECKS)).as("at creation").isZero();
        Order objection = omni.simulator().faults().objectToUpgrades("PodSecurityPolicy is in use");
        WriteLog.Mark edited = omni.writes().mark();

        story.apply(file.with("labels: {team: a}").yaml().replace("1.35.6", "1.36.3"));
        story.awaitCluster("demo", "Stalled", "True", "PreCheckFailed");

        story.awaitCluster("demo", "Ready", "False", "PreCheckFailed");
        story.awaitCluster("demo", "KubernetesUpgraded", "False", "PreCheckFailed");
        await().untilAsserted(() -> assertThat(declared().labels()).containsEntry("team", "a"));
        assertThat(declared().spec().getKubernetesVersion()).isEqualTo("1.35.6");
        assertThat(story.cluster("demo").orElseThrow().getStatus().held())
                .extracting(HeldChange::gate)
                .containsExactly(Gate.PRE_CHECK);
        aPassGoesBy();
        assertThat(omni.writes().since(edited).calls().of(CHECKS)).isEqualTo(1);

        objection.lift();
        story.apply(file.with("labels: {team: b}").yaml().replace("1.35.6", "1.36.3"));
        await().atMost(Story.PATIENCE)
                .untilAsserted(() ->
                        assertThat(declared().spec().getKubernetesVersion()).isEqualTo("1.36.3"));
        story.awaitReady("demo");
        assertThat(omni.writes().since(edited).calls().of(CHECKS)).isEqualTo(2);
    }

    private Resource<ClusterSpec> declared() {
        return omni.simulator().store().require(ResourceTypes.CLUSTERS, "demo");
    }
}
