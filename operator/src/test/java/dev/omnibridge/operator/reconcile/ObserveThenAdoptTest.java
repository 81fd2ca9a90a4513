package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import org.junit.jupiter.api.Test;

/** The way in that is recommended: watch first, then manage. */
class ObserveThenAdoptTest {

    private static final String SET = "demo-workers";

    private final PassScene scene = new PassScene();
    private final GivenMachineSet given = GivenMachineSet.named(SET, "demo");

    @Test
    void aSetThatWasWatchedIsAdoptedAndNotTakenForOneThatLostItsClaim() {
        scene.omni().with(workers("demo", SET, ofClass("big", 3)));
        scene.apply(scene.scene.cluster.observing());
        OmniMachineSet set = scene.apply(given);
        scene.pass(set);

        assertThat(set.getStatus().machines()).as("shown").isNotNull();
        assertThat(set.getStatus().machineSetId()).as("not claimed").isNull();
        assertThat(set.getStatus().name()).isNull();

        scene.apply(scene.scene.cluster.adopting().spec(s -> s.managementPolicy(ManagementPolicy.ENFORCE)));
        scene.pass(set);
        assertThat(set.getMetadata().getFinalizers()).containsExactly(Finalizers.NAME);
        assertThat(scene.tried).containsExactly("claim MachineSets/" + SET);
        assertThat(Claim.of(scene.scene.set(SET), MachineSetPass.ownerOf(given)))
                .isEqualTo(new Claim.Ours());
        assertThat(set.getStatus().machineSetId()).isEqualTo(SET);
    }
}
