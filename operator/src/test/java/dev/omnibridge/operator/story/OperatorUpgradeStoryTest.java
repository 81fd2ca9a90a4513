package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.log.WriteLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Another version of the operator takes over. The one before is played by what it would have left in Omni: another value, and the memory that it set it. */
class OperatorUpgradeStoryTest extends StoryTest {

    private static final String WORKERS = "demo-workers";
    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with("kubeconfig: {enabled: false}").controlPlanes(1);

    OperatorUpgradeStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void running() {
        omni.withMachines(1, 4);
        story.apply(DEMO.workers(2).yaml());
        story.awaitMachines(WORKERS, "2/2");
    }

    @Test
    @DisplayName("R57: a version that plans what the one before did writes nothing")
    void samePlan() {
        operatorStops();
        WriteLog.Mark upgraded = omni.writes().mark();

        operatorStarts();
        aPassGoesBy();

        assertThat(omni.writesOf("demo", upgraded)).isEmpty();
    }

    @Test
    @DisplayName(
            "R57: what machines would notice and nobody asked for is held, over a restart too, until it is approved or the spec is edited")
    void anotherPlan() {
        operatorStops();
        ui.edit(ResourceTypes.MACHINE_SETS, WORKERS, OperatorUpgradeStoryTest::asTheVersionBeforeMadeIt);
        WriteLog.Mark upgraded = omni.writes().mark();

        operatorStarts();
        story.awaitMachineSet(WORKERS, "Ready", "False", "OperatorChanged");
        restart();
        story.awaitMachineSet(WORKERS, "Synced", "False", "OperatorChanged");
        story.awaitMachineSet(WORKERS, "Stalled", "False", "NotStalled");
        assertThat(omni.writesOf("demo", upgraded)).isEmpty();

        var set = story.machineSet(WORKERS).orElseThrow();
        assertThat(set.getStatus().awaitingApproval()).startsWith("rollout:demo-workers:");
        story.approve(set, set.getStatus().awaitingApproval());
        story.awaitMachines(WORKERS, "2/2");
        assertThat(omni.writesOf("demo", upgraded)).hasSize(1);
    }

    @Test
    @DisplayName("R57: an edit of the spec asks for what was held")
    void edited() {
        operatorStops();
        ui.edit(ResourceTypes.MACHINE_SETS, WORKERS, OperatorUpgradeStoryTest::asTheVersionBeforeMadeIt);
        operatorStarts();
        story.awaitMachineSet(WORKERS, "Ready", "False", "OperatorChanged");

        story.apply(DEMO.workers(3).yaml());

        story.awaitMachines(WORKERS, "3/3");
    }

    /** From the same spec, it asked for one machine. */
    private static Resource<MachineSetSpec> asTheVersionBeforeMadeIt(Resource<MachineSetSpec> set) {
        MachineSetSpec.Builder spec = set.spec().toBuilder();
        spec.getMachineAllocationBuilder().setMachineCount(1);
        String memory = set.annotation(ClaimKeys.APPLIED).orElseThrow();
        return set.withSpec(spec.build())
                .withAnnotation(
                        ClaimKeys.APPLIED,
                        memory.replace("\"spec.machineClass.replicas\":\"2\"", "\"spec.machineClass.replicas\":\"1\""));
    }
}
