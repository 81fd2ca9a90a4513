package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.SetScene;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A set is not torn down on what its cluster said a while ago. */
class ParentTest {

    private static final String SET = "demo-workers";

    private final PassScene scene = new PassScene();
    private final GivenMachineSet given =
            GivenMachineSet.named(SET, "demo").reported(SET, "workers").deleting();

    @BeforeEach
    void aSetOnTheDeletePolicyOfItsCluster() {
        scene.scene.claimedSet(given, workers("demo", SET, ofClass("big", 3)), Map.of());
        scene.apply(scene.scene.cluster.onDelete());
    }

    @Test
    void aClusterThatChangedMeanwhileStopsTheTeardown() {
        scene.live.put("demo", Optional.of(newer()));

        assertThat(scene.pass(set())).isEqualTo(Pass.failed());
        assertThat(scene.tried).isEmpty();
    }

    @Test
    void aClusterThatIsGoneMeanwhileStopsTheTeardown() {
        scene.live.put("demo", Optional.empty());

        assertThat(scene.pass(set())).isEqualTo(Pass.failed());
        assertThat(scene.tried).isEmpty();
    }

    @Test
    void aClusterThatIsAsItWasLetsItGo() {
        scene.pass(set());

        assertThat(scene.tried).containsExactly("tear down MachineSets/" + SET);
    }

    @Test
    @DisplayName("R04: a cluster that no informer shows is asked for before its set goes by what was copied of it")
    void aClusterThatNoInformerShows() {
        scene.hide(scene.scene.cluster);
        given.reportedPolicy(ManagementPolicy.ENFORCE, DeletionPolicy.DELETE);
        scene.live.put("demo", Optional.of(newer()));

        assertThat(scene.pass(set())).isEqualTo(Pass.failed());
        assertThat(scene.tried).isEmpty();

        scene.live.clear();
        scene.pass(set());
        assertThat(scene.tried).containsExactly("tear down MachineSets/" + SET);
    }

    @Test
    void aSetThatIsToBeKeptMeanwhileStopsTheTeardownOfItsCluster() {
        GivenCluster onDelete =
                scene.scene.cluster.status(status -> status.policy(null)).deleting();
        OmniCluster cluster = scene.apply(onDelete);
        cluster.setStatus(onDelete.build().getStatus());
        set();
        scene.live.put(
                SET,
                Optional.of(GivenMachineSet.named(SET, "demo")
                        .spec(spec -> spec.deletionProtection(true))
                        .metadata(m -> m.generation(3))
                        .build()));

        assertThat(scene.pass(cluster)).isEqualTo(Pass.failed());
        assertThat(scene.tried).isEmpty();

        scene.live.clear();
        scene.pass(cluster);
        assertThat(scene.tried).containsExactly("tear down Clusters/demo");
    }

    @Test
    @DisplayName(
            "R05: a set that the informer shows as protected only after the plan stops the teardown of its cluster")
    void aSetThatIsSeenToBeKeptAfterThePlanStopsTheTeardownOfItsCluster() {
        GivenCluster onDelete =
                scene.scene.cluster.status(status -> status.policy(null)).deleting();
        OmniCluster cluster = scene.apply(onDelete);
        cluster.setStatus(onDelete.build().getStatus());
        set();
        OmniMachineSet isKept = GivenMachineSet.named(SET, "demo")
                .spec(spec -> spec.deletionProtection(true))
                .metadata(m -> m.generation(3))
                .build();
        scene.live.put(SET, Optional.of(isKept));
        scene.afterALookAtSets = () -> scene.apply(GivenMachineSet.named(SET, "demo")
                .spec(spec -> spec.deletionProtection(true))
                .metadata(m -> m.generation(3)));

        assertThat(scene.pass(cluster)).isEqualTo(Pass.failed());
        assertThat(scene.tried).isEmpty();
    }

    @Test
    @DisplayName(
            "R05: a connection that the informer shows as paused stops a teardown, although no pass went over it yet")
    void aConnectionThatIsPausedByNowStopsTheTeardown() {
        OmniConnection before = PassScene.connection(false, 1);
        OmniConnection paused = PassScene.connection(true, 2);
        scene.connection = Optional.of(paused);
        scene.view(usable(before));

        assertThat(scene.pass(set())).isEqualTo(Pass.failed());
        assertThat(scene.tried).isEmpty();

        scene.connection = Optional.of(before);
        scene.pass(set());
        assertThat(scene.tried).containsExactly("tear down MachineSets/" + SET);
    }

    private ConnectionView usable(OmniConnection connection) {
        return new ConnectionView.Usable(GivenConnection.takenFrom(connection), scene.omni(), scene.writer());
    }

    private OmniMachineSet set() {
        return scene.apply(given);
    }

    private static OmniCluster newer() {
        return GivenCluster.named("demo")
                .withFinalizer()
                .reported("demo", SetScene.UUID)
                .spec(s -> s.deletionPolicy(DeletionPolicy.RETAIN))
                .metadata(m -> m.generation(3))
                .build();
    }
}
