package dev.omnibridge.operator.status;

import static dev.omnibridge.operator.status.Expectation.expect;
import static dev.omnibridge.operator.status.Expectation.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.DriftItem;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.policy.Held;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of the table of situations in which something is held back, or the object is being deleted. */
@DisplayName("R39: what is held is neither Stalled nor Reconciling")
class HeldSituationsTest {

    private static final Held VERSION_HELD = new Held(
            "Clusters/team-a-demo",
            "spec.talos.version",
            Optional.of("1.13.7"),
            Optional.of("1.13.8"),
            Gate.PAUSED,
            Optional.empty());

    @Test
    void pausedWithAChangeThatWaits() {
        Looks looks = new Looks(ClusterFixture.ready())
                .held(VERSION_HELD)
                .decided(new Finding(Reason.PAUSED, "1 change waits while the object is paused"));

        OmniClusterStatus status = expect(looks)
                .ready("False", "Paused")
                .synced("False", "Paused")
                .neither()
                .kstatus(KStatus.IN_PROGRESS)
                .status();

        assertThat(status.held()).hasSize(1);
        assertThat(status.heldCount()).isEqualTo(1);
    }

    @Test
    void lockedInOmniWithNothingThatWaits() {
        ClusterFixture omni = ClusterFixture.ready();
        omni.omni.change(
                ResourceTypes.CLUSTERS, ClusterFixture.NAME, c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));

        expect(new Looks(omni))
                .ready("True", "Ready")
                .synced("True", "InSync")
                .condition("Paused", "True", "OmniLocked")
                .neither()
                .kstatus(KStatus.CURRENT);
    }

    @Test
    void driftThatIsOnlyReported() {
        Looks looks = new Looks(ClusterFixture.ready())
                .drift(new DriftItem(
                        "Clusters/team-a-demo",
                        "spec.features.enableWorkloadProxy",
                        Optional.of("true"),
                        Optional.of("false"),
                        Looks.START.minusSeconds(60)));

        OmniClusterStatus status = expect(looks)
                .ready("True", "Ready")
                .synced("False", "Drifted")
                .neither()
                .kstatus(KStatus.CURRENT)
                .status();

        assertThat(status.drift()).isNotNull();
        assertThat(message(status, "Ready")).endsWith("; 1 difference in Omni");
        assertThat(message(status, "Synced"))
                .isEqualTo(
                        "Clusters/team-a-demo spec.features.enableWorkloadProxy: wanted true, found false since 2026-11-20T09:59:00Z");
    }

    @Test
    void observedAndNothingInOmni() {
        Looks looks = new Looks(ClusterFixture.ready())
                .ownership(new Ownership.Observed(false))
                .decided(new Finding(Reason.NOT_IN_OMNI, "there is no cluster team-a-demo in Omni"));

        expect(looks)
                .ready("False", "NotInOmni")
                .synced("False", "NotInOmni")
                .neither()
                .kstatus(KStatus.IN_PROGRESS);
    }

    @Test
    void beingDeleted() {
        Looks looks = new Looks(ClusterFixture.ready()).deleting(new Removal.Going(8, 8));

        expect(looks)
                .ready("False", "Deleting")
                .condition("Deleting", "True", "WaitingForMachines")
                .reconciling("WaitingForMachines")
                .kstatus(KStatus.TERMINATING);
    }

    @Test
    @DisplayName("R05: a deletion while paused is held, and a condition says so")
    void deletedWhilePaused() {
        Looks looks = new Looks(ClusterFixture.ready())
                .deleting(new Removal.Leave())
                .decided(new Finding(Reason.PAUSED, "the deletion waits while the object is paused"));

        expect(looks)
                .ready("False", "Deleting")
                .condition("Deleting", "True", "Paused")
                .neither()
                .kstatus(KStatus.TERMINATING);
    }

    @Test
    @DisplayName("R07: a deletion without a connection is blocked, with the way out in the message")
    void deletedWithoutAConnection() {
        Looks looks = new Looks(ClusterFixture.ready()).deleting(new Removal.Going(8, 8));
        looks.clusterStatus();

        OmniClusterStatus status = expect(looks.reachability(new Reachability.Missing("default")))
                .condition("Deleting", "True", "DeletionBlocked")
                .stalled("DeletionBlocked")
                .kstatus(KStatus.TERMINATING)
                .status();

        assertThat(message(status, "Deleting"))
                .contains("there is no OmniConnection default", "set spec.deletionPolicy: Retain");
    }
}
