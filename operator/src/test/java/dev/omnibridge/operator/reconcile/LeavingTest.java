package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A set that is deleted on Retain, ten seconds ago, and whose claim can't be given up at once. */
class LeavingTest {

    private static final String SET = "demo-workers";
    private static final String RELEASE = "release MachineSets/" + SET;

    private final PassScene scene = new PassScene();
    private final GivenMachineSet given = GivenMachineSet.named(SET, "demo")
            .onRetain()
            .reported(SET, "workers")
            .deleting();

    @BeforeEach
    void aSetThatWasDeletedAMomentAgo() {
        scene.scene.claimedSet(given, workers("demo", SET, ofClass("big", 3)), Map.of());
        scene.apply(scene.scene.cluster);
        scene.later(Duration.ofHours(-3).plusSeconds(10));
    }

    @Test
    @DisplayName(
            "R47: while it is in doubt whose account answers nothing leaves, and nothing does once it is known to be another")
    void aLineInDoubt() {
        scene.failing.put(RELEASE, new OmniException.Cancelled("its account could not be confirmed since", null));
        OmniMachineSet set = scene.apply(given);

        assertThat(scene.pass(set)).isEqualTo(Pass.failed());
        Finding finding = new Finding(Reason.CONNECTION_NOT_READY, "OmniConnection default: AccountChanged: acme");
        scene.view(new ConnectionView.NotReady("default", finding, Optional.of(Reason.ACCOUNT_CHANGED)));
        scene.later(Duration.ofHours(1)).pass(set);

        assertThat(scene.left).isEmpty();
    }

    @Test
    @DisplayName("R51: what does not pass within half a minute keeps nothing that is deleted on Retain")
    void aLineThatStaysDead() {
        scene.failing.put(RELEASE, new OmniException.Unavailable("no answer", null));
        OmniMachineSet set = scene.apply(given);

        scene.pass(set);
        assertThat(scene.left).isEmpty();
        scene.later(Duration.ofSeconds(20)).pass(set);

        assertThat(scene.left).containsExactly(SET);
        assertThat(scene.events).contains("ClaimNotReleased");
    }

    @Test
    void aChangeOfOmnisOwnCostsNoClaim() {
        scene.failing.put(RELEASE, new OmniException.VersionConflict("another version", null));
        OmniMachineSet set = scene.apply(given);
        scene.pass(set);

        scene.failing.clear();
        scene.later(Duration.ofSeconds(1)).pass(set);

        assertThat(scene.left).containsExactly(SET);
        assertThat(scene.events).doesNotContain("ClaimNotReleased");
    }

    @Test
    @DisplayName(
            "R05: a pause of the cluster that is seen later than the deletion of its set stops it from giving up its claim")
    void aPauseThatCameFirst() {
        OmniMachineSet set = scene.apply(given);
        OmniCluster paused = scene.scene.cluster.build();
        paused.getMetadata().setAnnotations(Map.of(OmniBridgeApi.PAUSED_ANNOTATION, "true"));
        scene.live.put("demo", Optional.of(paused));

        assertThat(scene.pass(set)).isEqualTo(Pass.failed());
        assertThat(scene.tried).isEmpty();
        assertThat(scene.left).isEmpty();
    }

    @Test
    @DisplayName("R51: a lock is not waited for")
    void aLock() {
        scene.failing.put(RELEASE, new OmniException.ValidationFailed("the cluster \"demo\" is locked", null));

        scene.pass(scene.apply(given));

        assertThat(scene.left).containsExactly(SET);
    }
}
