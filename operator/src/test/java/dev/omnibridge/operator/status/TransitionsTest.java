package dev.omnibridge.operator.status;

import static dev.omnibridge.operator.status.ClusterFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Adoption;
import dev.omnibridge.api.v1alpha1.AdoptionState;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.operator.plan.AdoptionPlan;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private final ClusterFixture omni = ClusterFixture.ready();
    private final Looks looks = new Looks(omni);

    @Test
    void aClusterThatIsClaimedAndReadyAtFirstSight() {
        assertThat(Transitions.between(null, looks.clusterStatus()))
                .extracting(StatusEvent::reason)
                .containsExactly("Ready", "Claimed");
    }

    @Test
    void nothingIsToldTwice() {
        OmniClusterStatus before = looks.clusterStatus();

        assertThat(Transitions.between(
                        before, looks.after(Duration.ofMinutes(1)).clusterStatus()))
                .isEmpty();
    }

    @Test
    void whatNeedsAPersonIsAWarningUnderItsOwnName() {
        OmniClusterStatus before = looks.clusterStatus();

        List<StatusEvent> events = Transitions.between(
                before,
                looks.decided(new Finding(Reason.CLAIM_LOST, "our claim is gone", "put it back"))
                        .clusterStatus());

        assertThat(events).containsExactly(StatusEvent.warning("ClaimLost", "our claim is gone: put it back"));
    }

    @Test
    void aMachineThatDiesDegradesTheCluster() {
        OmniClusterStatus before = looks.clusterStatus();
        omni.disconnect(id(5)).status(s -> s.setReady(false));

        assertThat(Transitions.between(before, looks.clusterStatus()))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.reason()).isEqualTo("Degraded");
                    assertThat(event.isWarning()).isTrue();
                });
    }

    @Test
    void anUpgradeIsToldAtItsBeginningAndItsEnd() {
        OmniClusterStatus idle = looks.clusterStatus();
        omni.talos(t -> t.setPhase(TalosUpgradeStatusSpec.Phase.Upgrading)
                        .setLastUpgradeVersion("1.13.8")
                        .setCurrentUpgradeVersion("1.13.9"))
                .status(s -> s.setReady(false));
        OmniClusterStatus running = looks.clusterStatus();
        omni.talos(t -> t.setPhase(TalosUpgradeStatusSpec.Phase.Done)
                        .setLastUpgradeVersion("1.13.9")
                        .clearCurrentUpgradeVersion())
                .status(s -> s.setReady(true));
        OmniClusterStatus done = looks.clusterStatus();

        assertThat(Transitions.between(idle, running))
                .containsExactly(StatusEvent.normal("TalosUpgradeStarted", "team-a-demo: Talos 1.13.8 to 1.13.9"));
        assertThat(Transitions.between(running, done))
                .contains(StatusEvent.normal("UpgradeFinished", "team-a-demo: Talos is at 1.13.9"));
    }

    @Test
    void aNewKubeconfigIsToldWithItsExpiry() {
        OmniClusterStatus before = looks.clusterStatus();
        looks.kubeconfig(new KubeconfigReport.Issued(
                KubeconfigStatusBuilder.builder()
                        .secretName("demo-kubeconfig")
                        .issuedAt("2026-11-20T10:00:00Z")
                        .expiresAt("2026-11-27T10:00:00Z")
                        .build(),
                Optional.of("https://acme.kubernetes.omni.siderolabs.io")));

        OmniClusterStatus issued = looks.clusterStatus();

        assertThat(Transitions.between(before, issued))
                .containsExactly(StatusEvent.normal(
                        "KubeconfigIssued", "Secret demo-kubeconfig, valid until 2026-11-27T10:00:00Z"));
        looks.kubeconfig(new KubeconfigReport.NotIssued(
                Optional.empty(), new Finding(Reason.TOKEN_REFUSED, "the cluster refused the token")));
        assertThat(Transitions.between(issued, looks.clusterStatus()))
                .containsExactly(StatusEvent.warning("TokenRefused", "the cluster refused the token"));
    }

    @Test
    void aDeletionIsToldWithEachMachineThatHoldsItUp() {
        OmniClusterStatus before = looks.clusterStatus();
        OmniClusterStatus going = looks.deleting(new Removal.Going(8, 8)).clusterStatus();
        omni.disconnect(id(4));
        OmniClusterStatus waiting = looks.clusterStatus();

        assertThat(Transitions.between(before, going))
                .containsExactly(StatusEvent.normal("DeletionStarted", "team-a-demo is torn down in Omni"));
        assertThat(Transitions.between(going, waiting))
                .containsExactly(StatusEvent.warning(
                        "MachineUnreachable",
                        "the teardown of team-a-demo waits for machine " + id(4) + ", which is unreachable"));
        assertThat(Transitions.between(waiting, looks.clusterStatus())).isEmpty();
    }

    @Test
    void theBrakeIsToldOnceWhenItHoldsARelease() {
        OmniMachineSetStatus before = looks.setStatus("workers");
        looks.decided(new Finding(Reason.RELEASE_HELD, "the brake holds 9 machines", "approve it"));
        OmniMachineSetStatus held = looks.setStatus("workers");

        assertThat(Transitions.between(before, held))
                .containsExactly(StatusEvent.warning("ReleaseHeld", "the brake holds 9 machines"));
        assertThat(Transitions.between(held, looks.setStatus("workers"))).isEmpty();
    }

    @Test
    void aShortageEndsWithTheSizeThatIsAskedFor() {
        omni.machineClass("big", "size = big").release(id(8)).setStatus("workers", MachineSetPhase.ScalingUp, false);
        looks.setStatus("workers");
        OmniMachineSetStatus tooFew = looks.after(Duration.ofSeconds(15)).setStatus("workers");
        omni.machine("workers", id(8), Stage.BOOTING, false);
        OmniMachineSetStatus joining = looks.setStatus("workers");

        assertThat(Transitions.between(tooFew, joining))
                .as("Omni still calls it scaling up")
                .extracting(StatusEvent::reason)
                .contains("ShortageEnded");
    }

    @Test
    void aShortageIsToldOnceAndSoIsItsEnd() {
        omni.machineClass("big", "size = big").release(id(8)).setStatus("workers", MachineSetPhase.ScalingUp, false);
        looks.setStatus("workers");
        OmniMachineSetStatus scaling = looks.setStatus("workers");
        OmniMachineSetStatus tooFew = looks.after(Duration.ofSeconds(15)).setStatus("workers");
        omni.machine("workers", id(8), Stage.RUNNING, true).setStatus("workers", MachineSetPhase.Running, true);
        OmniMachineSetStatus enough = looks.setStatus("workers");

        assertThat(Transitions.between(scaling, tooFew))
                .containsExactly(StatusEvent.warning(
                        "InsufficientMachines", "team-a-demo-workers: requested 5, allocated 4, missing 1"));
        assertThat(Transitions.between(tooFew, enough))
                .extracting(StatusEvent::reason)
                .containsExactly("Ready", "ShortageEnded", "MachineAllocated");
    }

    @Test
    void machinesThatComeAndGoAreToldOneByOne() {
        OmniMachineSetStatus before = looks.setStatus("workers");
        omni.release(id(8)).machine("workers", id(9), Stage.RUNNING, true);

        assertThat(Transitions.between(before, looks.setStatus("workers")))
                .containsExactly(
                        StatusEvent.normal(
                                "MachineAllocated", "machine " + id(9) + " allocated to team-a-demo-workers"),
                        StatusEvent.normal(
                                "MachineReleased", "machine " + id(8) + " released from team-a-demo-workers"));
    }

    @Test
    void writesAreToldWithWhatTheyChanged() {
        var cluster = omni.slice().cluster().orElseThrow();
        FieldChange change = new FieldChange(
                "spec.labels[team]", Optional.empty(), Optional.of("a"), FieldChange.Cause.SPEC_CHANGED);

        assertThat(WriteEvents.of(new Outcome(
                        List.of(
                                new Operation.Create(cluster, List.of(change)),
                                new Operation.Update(cluster, cluster, List.of(change), Operation.ClaimChange.KEPT),
                                new Operation.Update(cluster, cluster, List.of(), Operation.ClaimChange.TAKEN),
                                new Operation.Update(
                                        cluster, cluster, List.of(change), Operation.ClaimChange.TAKEN_OVER),
                                new Operation.Update(cluster, cluster, List.of(), Operation.ClaimChange.RELEASED)),
                        List.of())))
                .containsExactly(
                        StatusEvent.normal("Created", "Clusters/team-a-demo"),
                        StatusEvent.normal("Updated", "Clusters/team-a-demo: 1 field"),
                        StatusEvent.warning(
                                "TakenOver",
                                "Clusters/team-a-demo: the claim of another object, operator or tool was replaced, 1 field changed"),
                        StatusEvent.normal("Released", "Clusters/team-a-demo"));
    }

    @Test
    void anAdoptionIsInSightBeforeItIsCarriedOutAndToldOnce() {
        AdoptionPlan plan = new AdoptionPlan(
                "3f2a91c0",
                List.of("adoption:team-a-demo:3f2a91c0"),
                IntStream.range(0, 12)
                        .mapToObj(i -> new AdoptionPlan.Item(
                                "Clusters/team-a-demo",
                                Optional.of("spec.labels[k%02d]".formatted(i)),
                                Optional.of("a"),
                                Optional.of("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln")))
                        .toList(),
                List.of());
        OmniClusterStatus planned =
                looks.ownership(new Ownership.Adoptable(plan)).clusterStatus();
        OmniClusterStatus again = looks.after(Duration.ofMinutes(1)).clusterStatus();
        OmniClusterStatus adopted = looks.ownership(new Ownership.Managed()).clusterStatus();

        assertThat(planned.adoption()).satisfies(adoption -> {
            assertThat(adoption.state()).isEqualTo(AdoptionState.PLANNED);
            assertThat(adoption.changes()).isEqualTo(12);
            assertThat(adoption.items())
                    .hasSize(10)
                    .allSatisfy(item -> assertThat(item.found()).isEqualTo("[masked]"));
        });
        assertThat(again.adoption()).isEqualTo(planned.adoption());
        assertThat(adopted.adoption()).extracting(Adoption::state).isEqualTo(AdoptionState.ADOPTED);
        assertThat(Transitions.between(again, adopted))
                .contains(
                        StatusEvent.normal(
                                "Adopted",
                                "team-a-demo existed in Omni and is managed by this object now: 12 changes, 0 foreign objects left alone"));
        assertThat(Transitions.between(adopted, looks.clusterStatus())).isEmpty();
    }
}
