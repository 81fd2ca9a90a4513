package dev.omnibridge.operator.status;

import static dev.omnibridge.operator.status.ClusterFixture.id;
import static dev.omnibridge.operator.status.Expectation.expect;
import static dev.omnibridge.operator.status.Expectation.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of situations in the API's description, row by row, and what kstatus makes of each. */
@DisplayName("R39: what needs a person is Stalled, what heals itself is Reconciling, what is held is neither")
class SituationsTest {

    @Test
    void reachedAndWorks() {
        expect(new Looks(ClusterFixture.ready()))
                .ready("True", "Ready")
                .synced("True", "InSync")
                .neither()
                .kstatus(KStatus.CURRENT);
    }

    @Test
    void writesGoOut() {
        Looks looks = new Looks(ClusterFixture.ready());
        Operation update = update();

        expect(looks.operations(update).outcome(new Outcome(List.of(update), List.of())))
                .ready("False", "Applying")
                .synced("False", "Applying")
                .reconciling("Applying")
                .kstatus(KStatus.IN_PROGRESS);
    }

    @Test
    void machinesScale() {
        ClusterFixture omni =
                ClusterFixture.ready().status(s -> s.setPhase(Phase.SCALING_UP).setReady(false));

        expect(new Looks(omni))
                .ready("False", "ScalingUp")
                .synced("True", "InSync")
                .reconciling("ScalingUp")
                .kstatus(KStatus.IN_PROGRESS);
    }

    @Test
    void moreMachinesThanAskedForAreOnTheirWayOut() {
        ClusterFixture omni = ClusterFixture.ready().resize("workers", 4);

        expect(new Looks(omni))
                .ready("False", "ScalingDown")
                .synced("True", "InSync")
                .reconciling("ScalingDown")
                .kstatus(KStatus.IN_PROGRESS);
    }

    @Test
    void aVersionThatOmniDoesNotKnow() {
        Finding finding = new Finding(
                Reason.VERSION_NOT_AVAILABLE,
                "spec.talos.version 1.99.0 is unknown to Omni",
                "use one of 1.13.8, 1.13.7");

        expect(new Looks(ClusterFixture.ready()).decided(finding))
                .ready("False", "VersionNotAvailable")
                .synced("False", "VersionNotAvailable")
                .stalled("VersionNotAvailable")
                .kstatus(KStatus.FAILED);
    }

    @Test
    void aWriteThatOmniRefusedForGood() {
        Outcome outcome = new Outcome(
                List.of(), List.of(new Finding(Reason.REFUSED_BY_OMNI, "Omni refuses the cluster", "change it")));

        expect(new Looks(ClusterFixture.ready()).outcome(outcome))
                .ready("False", "RefusedByOmni")
                .synced("False", "RefusedByOmni")
                .stalled("RefusedByOmni")
                .kstatus(KStatus.FAILED);
    }

    @Test
    void aMachineDiesAfterReady() {
        ClusterFixture omni = ClusterFixture.ready();
        Looks looks = new Looks(omni);
        looks.clusterStatus();
        omni.disconnect(id(5)).status(s -> s.setReady(false));

        OmniClusterStatus status = expect(looks)
                .ready("False", "MachinesNotReady")
                .synced("True", "InSync")
                .condition("Available", "True", "Available")
                .neither()
                .kstatus(KStatus.IN_PROGRESS)
                .status();

        assertThat(message(status, "Ready")).contains(id(5) + ": unreachable, last stage Running");
    }

    @Test
    void omniCanNotBeWatched() {
        Looks looks = new Looks(ClusterFixture.ready());
        OmniClusterStatus before = looks.clusterStatus();
        looks.reachability(
                new Reachability.Down("default", Looks.START, new Finding(Reason.UNAVAILABLE, "connection refused")));

        OmniClusterStatus status = expect(looks)
                .ready("Unknown", "ConnectionDown")
                .synced("Unknown", "ConnectionDown")
                .condition("OmniReachable", "False", "ConnectionDown")
                .condition("Available", "Unknown", "ConnectionDown")
                .condition("TalosUpgraded", "Unknown", "ConnectionDown")
                .reconciling("ConnectionDown")
                .kstatus(KStatus.IN_PROGRESS)
                .status();

        assertThat(status.machines()).isEqualTo(before.machines());
        assertThat(status.machineSets()).isEqualTo(before.machineSets());
    }

    @Test
    void theConnectionNeedsAPerson() {
        Looks looks = new Looks(ClusterFixture.ready())
                .reachability(new Reachability.NotReady(
                        "default", new Finding(Reason.CONNECTION_NOT_READY, "KeyExpired: the key expired yesterday")));

        OmniClusterStatus status = expect(looks)
                .ready("Unknown", "ConnectionNotReady")
                .synced("Unknown", "ConnectionNotReady")
                .stalled("ConnectionNotReady")
                .kstatus(KStatus.FAILED)
                .status();

        assertThat(message(status, "Ready")).contains("KeyExpired");
    }

    @Test
    void theConnectionWasNotCheckedYet() {
        Looks looks = new Looks(ClusterFixture.ready())
                .reachability(new Reachability.NotReady(
                        "default", new Finding(Reason.CONNECTION_PENDING, "OmniConnection default is being checked")));

        expect(looks)
                .ready("False", "ConnectionPending")
                .synced("False", "ConnectionPending")
                .reconciling("ConnectionPending")
                .kstatus(KStatus.IN_PROGRESS);
    }

    @Test
    void theFirstStatusBeforeOmniIsAskedIsNotCurrent() {
        expect(new Looks(ClusterFixture.ready()).unplanned())
                .ready("False", "Applying")
                .reconciling("Applying")
                .kstatus(KStatus.IN_PROGRESS);
    }

    @Test
    void omniHasNotReportedYet() {
        ClusterFixture omni = ClusterFixture.ready();
        omni.omni.remove(ResourceTypes.CLUSTER_STATUSES, ClusterFixture.NAME);

        expect(new Looks(omni))
                .ready("Unknown", "NotYetReported")
                .synced("True", "InSync")
                .condition("Available", "Unknown", "NotYetReported")
                .reconciling("NotYetReported")
                .kstatus(KStatus.IN_PROGRESS);
    }

    @Test
    void aMissingConnectionIsWaitedForTwoMinutesAndThenNeedsAPerson() {
        Looks looks = new Looks(ClusterFixture.ready()).reachability(new Reachability.Missing("default"));

        expect(looks)
                .ready("False", "WaitingForReference")
                .reconciling("WaitingForReference")
                .kstatus(KStatus.IN_PROGRESS);
        assertThat(looks.lookAgainAfter()).contains(Duration.ofMinutes(2));

        expect(looks.after(Duration.ofSeconds(119))).reconciling("WaitingForReference");
        assertThat(looks.lookAgainAfter()).contains(Duration.ofSeconds(1));

        expect(looks.after(Duration.ofSeconds(1)))
                .ready("False", "ReferenceNotFound")
                .synced("False", "ReferenceNotFound")
                .stalled("ReferenceNotFound")
                .kstatus(KStatus.FAILED);

        expect(looks.restarted()).stalled("ReferenceNotFound");
    }

    @Test
    void whatNeedsAPersonWinsOverWhatMovesAndOverAnOutage() {
        Finding missing = new Finding(Reason.REFERENCE_NOT_FOUND, "there is no OmniCluster demo");
        Looks looks = new Looks(ClusterFixture.ready()
                        .status(s -> s.setPhase(Phase.SCALING_UP).setReady(false)))
                .found(missing);

        expect(looks).ready("False", "ReferenceNotFound").stalled("ReferenceNotFound");
        expect(looks.reachability(
                        new Reachability.Down("default", Looks.START, new Finding(Reason.UNAVAILABLE, "gone"))))
                .ready("False", "ReferenceNotFound")
                .stalled("ReferenceNotFound");
    }

    @Test
    void aControlPlaneWithoutMachinesIsOnItsWay() {
        ClusterFixture omni = ClusterFixture.ready();
        omni.omni.remove(ResourceTypes.MACHINE_SETS, ClusterFixture.NAME + "-control-planes");

        expect(new Looks(omni)).ready("False", "WaitingForControlPlane").reconciling("WaitingForControlPlane");
    }

    @Test
    void aClusterThatOmniCallsReadyBeforeItIsBootstrappedIsNot() {
        ClusterFixture omni = ClusterFixture.ready();
        omni.omni.remove(ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES, ClusterFixture.NAME);

        expect(new Looks(omni))
                .ready("False", "Provisioning")
                .condition("Available", "False", "NotAvailable")
                .condition("ControlPlaneInitialized", "False", "NotInitialized")
                .reconciling("Provisioning");
    }

    @Test
    void lostQuorumAndALostApiAreToldApart() {
        ClusterFixture omni =
                ClusterFixture.ready().status(s -> s.setReady(false).setKubernetesAPIReady(false));
        Looks looks = new Looks(omni);
        expect(looks).ready("False", "APINotReachable").neither();

        omni.disconnect(id(1)).disconnect(id(2));
        expect(looks).ready("False", "ControlPlaneNotAvailable").neither();
    }

    @Test
    void machinesThatInstallAreNotBroken() {
        ClusterFixture omni =
                ClusterFixture.ready().status(s -> s.setPhase(Phase.SCALING_UP).setReady(false));
        Looks looks = new Looks(omni);
        expect(looks).ready("False", "ScalingUp");

        // Omni calls the cluster running long before the new machine is installed
        omni.machineStatus(id(8), m -> m.setStage(Stage.INSTALLING).setReady(false))
                .status(s -> s.setPhase(Phase.RUNNING));
        expect(looks).ready("False", "ScalingUp").reconciling("ScalingUp");
    }

    private static Operation update() {
        var cluster = Resource.of(ResourceTypes.CLUSTERS, ClusterFixture.NAME, ClusterSpec.getDefaultInstance());
        return new Operation.Update(
                cluster,
                cluster.withLabel("team", "a"),
                List.of(new FieldChange(
                        "spec.labels[team]", Optional.empty(), Optional.of("a"), FieldChange.Cause.SPEC_CHANGED)),
                Operation.ClaimChange.KEPT);
    }
}
