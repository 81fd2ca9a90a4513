package dev.omnibridge.operator.status;

import static dev.omnibridge.operator.status.ClusterFixture.id;

import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The status objects of the examples in the API's description, as far as their fields exist. */
class ExamplesTest {

    @Test
    @DisplayName("R37: a set with too few machines says how many match its class, and counts why they are not free")
    void tooFewMachines() throws IOException {
        ClusterFixture omni = new ClusterFixture(ClusterFixture.NAME)
                .set("workers", OmniKeys.ROLE_WORKER, 3, "demo-workers")
                .setStatus("workers", MachineSetPhase.ScalingUp, false)
                .machineClass("big", "size = big")
                .machine("workers", id(1), Stage.RUNNING, true)
                .machine("workers", id(3), Stage.INSTALLING, false)
                // somebody else's, so not available
                .inventory(id(6), OmniKeys.CONNECTED, OmniKeys.READY_TO_USE, OmniKeys.REPORTING_EVENTS)
                .inventory(id(7), OmniKeys.AVAILABLE)
                .inventory(
                        id(9),
                        OmniKeys.AVAILABLE,
                        OmniKeys.CONNECTED,
                        OmniKeys.READY_TO_USE,
                        OmniKeys.REPORTING_EVENTS);
        omni.omni.change(
                ResourceTypes.CLUSTER_MACHINE_STATUSES, id(1), r -> r.withLabel(OmniKeys.NODE_NAME, "talos-w3j-ji6"));
        omni.omni.change(ResourceTypes.MACHINE_STATUSES, id(9), r -> r.withLabel(OmniKeys.TALOS_VERSION, "v1.9.4"));
        Looks looks = new Looks(omni);
        looks.setStatus("workers");

        Golden.assertSame(looks.after(Duration.ofSeconds(15)).setStatus("workers"), "too-few-machines.yaml");
    }

    @Test
    void aClusterThatIsReady() throws IOException {
        Looks looks = new Looks(ClusterFixture.ready())
                .kubeconfig(new KubeconfigReport.Issued(
                        KubeconfigStatusBuilder.builder()
                                .secretName("demo-kubeconfig")
                                .user("omnibridge")
                                .groups(List.of("system:masters"))
                                .issuedAt("2026-11-20T10:00:00Z")
                                .expiresAt("2026-11-27T10:00:00Z")
                                .renewAt("2026-11-25T02:00:00Z")
                                .keyId("1c0f")
                                .build(),
                        Optional.of("https://acme.kubernetes.omni.siderolabs.io")));

        Golden.assertSame(looks.clusterStatus(), "cluster-ready.yaml");
    }

    @Test
    @DisplayName("R06: a deletion that waits for an unreachable machine names it, with the command that helps")
    void aDeletionThatWaits() throws IOException {
        ClusterFixture omni = new ClusterFixture(ClusterFixture.NAME)
                .status(status ->
                        status.setPhase(ClusterStatusSpec.Phase.DESTROYING).setReady(false))
                .set("workers", OmniKeys.ROLE_WORKER, 5, "demo-workers")
                .setStatus("workers", MachineSetPhase.Destroying, false)
                .machine("workers", id(4), Stage.DESTROYING, false)
                .machine("workers", id(5), Stage.DESTROYING, false)
                .disconnect(id(4));
        omni.omni.change(
                ResourceTypes.MACHINE_SETS, ClusterFixture.NAME + "-workers", set -> set.withPhase(Phase.TEARING_DOWN));
        // these go at once when a cluster is torn down
        omni.omni.remove(ResourceTypes.TALOS_UPGRADE_STATUSES, ClusterFixture.NAME);
        omni.omni.remove(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, ClusterFixture.NAME);
        Looks looks = new Looks(omni).deleting(new Removal.Going(5, 2));

        Golden.assertSame(looks.clusterStatus(), "deletion-waits.yaml");
    }

    @Test
    @DisplayName("R01: of a cluster that is not claimed nothing is shown but the conflict")
    void aNameConflict() throws IOException {
        Looks looks = new Looks(ClusterFixture.ready())
                .ownership(new Ownership.Conflict(new Finding(
                        Reason.NAME_CONFLICT,
                        "the Omni cluster prod exists and is not claimed",
                        "take it over with adoptionPolicy: IfUnclaimed, or delete this object (nothing in Omni is touched)"
                                + " and choose another clusterName")));

        Golden.assertSame(looks.clusterStatus(), "name-conflict.yaml");
    }

    @Test
    void aClassThatDoesNotExistIsNamed() throws IOException {
        ClusterFixture omni = new ClusterFixture(ClusterFixture.NAME)
                .set("workers", OmniKeys.ROLE_WORKER, 3, "demo-workers")
                .setStatus("workers", MachineSetPhase.ScalingUp, false);
        omni.omni.put(Resource.of(ResourceTypes.MACHINE_CLASSES, "small", MachineClassSpec.getDefaultInstance()));
        Looks looks = new Looks(omni);
        looks.setStatus("workers");

        Golden.assertSame(looks.after(Duration.ofSeconds(15)).setStatus("workers"), "class-not-found.yaml");
    }
}
