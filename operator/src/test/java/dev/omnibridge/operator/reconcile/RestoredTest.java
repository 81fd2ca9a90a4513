package dev.omnibridge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenMetadata;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects that a backup brings back with our finalizer and without their status. */
class RestoredTest {

    private final PassScene scene = new PassScene();

    @Test
    @DisplayName("R48: what is gone in Omni is not made anew for them, in no later pass either")
    void nothingIsMadeAnew() {
        OmniCluster cluster = scene.apply(GivenCluster.named("gone").metadata(GivenMetadata::withFinalizer));
        scene.apply(scene.scene.cluster);
        OmniMachineSet set =
                scene.apply(GivenMachineSet.named("demo-gone", "demo").metadata(GivenMetadata::withFinalizer));

        for (int i = 0; i < 3; i++) {
            scene.pass(cluster);
            scene.pass(set);
        }

        assertThat(scene.tried).isEmpty();
        assertThat(WithoutOmniTest.says(cluster.getStatus().conditions())).contains("Stalled TRUE RemovedInOmni");
        assertThat(WithoutOmniTest.says(set.getStatus().conditions())).contains("Stalled TRUE RemovedInOmni");
    }

    @Test
    void theyGetNoStatusWhileItIsNotKnownWhatTheyHave() {
        ConnectionView usable = new ConnectionView.Usable(GivenConnection.usual(), scene.omni(), scene.writer());
        OmniCluster cluster = scene.apply(GivenCluster.named("gone").metadata(GivenMetadata::withFinalizer));
        scene.view(new ConnectionView.NotReady("default", new Finding(Reason.CONNECTION_PENDING, "on its way")));
        scene.pass(cluster);
        assertThat(cluster.getStatus()).isNull();

        scene.view(usable).pass(cluster);
        scene.pass(cluster);
        assertThat(scene.tried).isEmpty();
        assertThat(WithoutOmniTest.says(cluster.getStatus().conditions())).contains("Stalled TRUE RemovedInOmni");
    }
}
